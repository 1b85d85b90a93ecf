// SPDX-License-Identifier: MIT
//
// Plays a sine for two seconds.
//
//     dotnet run --project samples/Hello            on the best backend there is
//     dotnet run --project samples/Hello -- offline without a device, as fast as it goes
using AudioNative;
using AudioNative.Sources;

AudioBackend backend = AudioBackends.Parse(args.ElementAtOrDefault(0) ?? "auto");
using AudioOutput output = AudioOutput.GetOutput(rate: 48000, backend: backend);
using var sine = new SineSource(output, frequency: 440);

sine.Play();
if (output.Server.Backend == AudioBackend.Offline)
    output.Server.Render(2 * 48000);
else
    await Task.Delay(TimeSpan.FromSeconds(2));
sine.Stop();

Console.WriteLine($"Played {sine.FramesPlayed} frames of 440 Hz on {output.Server.Backend}.");
