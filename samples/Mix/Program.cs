// SPDX-License-Identifier: MIT
//
// Mixes three sources, each with its own volume and place from left to right, and waits until all have played out.
//
//     dotnet run --project samples/Mix [-- backend]
using AudioNative;

AudioBackend backend = AudioBackends.Parse(args.ElementAtOrDefault(0) ?? "auto");
using Server server = new Server(48000, duplex: false, backend: backend) { AdoptSampleRate = true }.Boot();
int rate = (int)server.SampleRate; // the device may have insisted on its own

(double Hertz, double Decibels, double Pan)[] voices = [(220, -12, -0.8), (277.18, -15, 0), (329.63, -15, 0.8)];
AudioSample[] samples = [.. voices.Select(voice => Ring(voice.Hertz, voice.Decibels, voice.Pan))];

// All at the same frame of the server's clock, a tenth of a second from its beginning.
foreach (AudioSample sample in samples)
    sample.Play(atFrame: rate / 10);

Task played = Task.WhenAll(samples.Select(sample => sample.PlayedOut));
if (server.Backend == AudioBackend.Offline)
    server.Render(2 * rate);
else
    server.Start();
await played.WaitAsync(TimeSpan.FromSeconds(30));

ServerStatistics statistics = server.Statistics;
Console.WriteLine($"Mixed {samples.Length} sources on {server.Backend}: {samples.Sum(s => s.FramesPlayed)} frames, "
    + $"{samples.Sum(s => s.Underruns)} underruns, {statistics.ClippedSamples} samples clipped.");
foreach (AudioSample sample in samples)
    sample.Dispose();

// A second of a dying tone, written as a whole: the ring is as large.
AudioSample Ring(double hertz, double decibels, double pan)
{
    float[] tone = new float[rate];
    for (int i = 0; i < tone.Length; i++)
        tone[i] = (float)(Math.Sin(Math.Tau * hertz * i / rate) * Math.Exp(-4.0 * i / rate));

    var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = tone.Length })
    {
        Gain = new Decibels(decibels).Amplitude,
        Pan = pan,
    };
    server.AddSample(sample);
    sample.Write(tone);
    sample.Complete();
    return sample;
}
