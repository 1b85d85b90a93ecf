// SPDX-License-Identifier: MIT
//
// Records what is heard while it is played, exactly one second of it.
//
//     dotnet run --project samples/Record [-- backend [file]]
using AudioNative;
using AudioNative.Sources;

AudioBackend backend = AudioBackends.Parse(args.ElementAtOrDefault(0) ?? "auto");
string path = args.ElementAtOrDefault(1) ?? "take.wav";
using AudioOutput output = AudioOutput.GetOutput(rate: 48000, backend: backend);
Server server = output.Server;

var recorded = new TaskCompletionSource();
server.RecordingCompleted += (_, _) => recorded.TrySetResult();
server.RecordingFailed += (_, happened) => recorded.TrySetException(happened.Error);

using var sine = new SineSource(output, frequency: 440);
sine.Play();
server.RecordOptions(path: path, type: SampleType.Int24);
server.StartRecording(duration: TimeSpan.FromSeconds(1));

// A glide, one step every twentieth of a second: the sound changes while it is played and recorded.
for (int step = 1; !recorded.Task.IsCompleted; step++)
{
    sine.Frequency = 440 * Math.Pow(2, step / 24.0 % 1);
    if (server.Backend == AudioBackend.Offline)
        server.Render(2400);
    else
        await Task.WhenAny(recorded.Task, Task.Delay(TimeSpan.FromMilliseconds(50)));
}

await recorded.Task;
sine.Stop();
RecordingInfo recording = server.Recording!;
Console.WriteLine($"Recorded {recording.Frames} frames to {recording.Path}; {recording.DroppedFrames} were lost.");
