// SPDX-License-Identifier: MIT
//
// What somebody else's program looks like: a new console project with the two packages and nothing of this
// repository. `./build.sh test` makes that project and runs this file in it. It ends with 0 if all is as it should be.
using AudioNative;

const double Rate = 44100;
const int Channels = 2;
var duration = TimeSpan.FromSeconds(1.5);
const long Expected = 66150;
var path = Path.Combine(Path.GetTempPath(), $"audionative-package-{Environment.ProcessId}.wav");

try
{
    // A whole file, as fast as it goes.
    using (var server = new Server(Rate, Channels, backend: AudioBackend.Offline))
    {
        server.Boot();
        server.RecordOptions(duration, path);
        server.Start();
    }

    const int HeaderOfData = 8;
    var bytes = File.ReadAllBytes(path);
    var data = bytes.AsSpan().IndexOf("data"u8);
    var size = data < 0 ? -1 : BitConverter.ToInt32(bytes, data + 4);
    var frames = size / (Channels * sizeof(short));
    Console.WriteLine($"file: {frames} frames, {bytes.Length - data - HeaderOfData} bytes of samples");
    if (frames != Expected || bytes.Length - data - HeaderOfData < size)
        return Fail($"{Expected} frames were asked for");

    // And by hand: two samples are mixed natively into memory, then silence, and the clock counts it. Without the ramp by
    // which a server fades in at its start, the sum is exact from the first frame.
    using (var server = new Server(Rate, Channels, backend: AudioBackend.Offline) { RampTime = TimeSpan.Zero })
    {
        server.Boot();
        foreach (var level in new[] { 0.25f, 0.125f })
        {
            var sample = new AudioSample(new AudioSampleOptions { Channels = Channels, CapacityFrames = 500 });
            server.AddSample(sample);
            var sound = new float[500 * Channels];
            Array.Fill(sound, level);
            sample.Write(sound.AsSpan());
            sample.Complete();
            sample.Play();
        }

        var memory = new float[1001 * Channels];
        Array.Fill(memory, float.NaN);
        server.Render(memory);
        if (memory.AsSpan(0, 500 * Channels).ContainsAnyExcept(0.375f))
            return Fail("two samples of 0.25 and 0.125 add up to 0.375");
        if (memory.AsSpan(500 * Channels).ContainsAnyExcept(0f))
            return Fail("behind them there is silence");
        if (server.Statistics.Frames != 1001)
            return Fail($"1001 frames were rendered, but {server.Statistics.Frames} were counted");
    }

    Console.WriteLine("ok");
    return 0;
}
finally
{
    File.Delete(path);
}

static int Fail(string what)
{
    Console.WriteLine("FAILED: " + what);
    return 1;
}
