// SPDX-License-Identifier: MIT
//
// GC storm: the engine and a managed callback on the same clock while C# collects garbage as hard as it can.
//
//   AudioNative.GcStorm [--jack SERVER] [--seconds N] [--buffer FRAMES]
//
// With --jack both are clients of that JACK server (one after the other), which has loopback ports (jackd -L 2); without, the engine runs on its dummy driver
// and the callback on a thread with the same priority and wake-up times. Prints a Markdown table.

using System.Globalization;
using AudioNative;
using AudioNative.Interop;

string? jackServer = null;
var seconds = 10.0;
var buffer = 128;
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
    switch (args[i])
    {
        case "--jack":
            jackServer = value;
            break;
        case "--seconds":
            seconds = double.Parse(value, CultureInfo.InvariantCulture);
            break;
        case "--buffer":
            buffer = int.Parse(value, CultureInfo.InvariantCulture);
            break;
        default:
            throw new ArgumentException($"Unknown option {args[i]}: --jack SERVER, --seconds N, --buffer FRAMES.");
    }
}

var duration = TimeSpan.FromSeconds(seconds);
(string Name, Func<GarbageStorm> Make)[] loads = [("moderate", GarbageStorm.Moderate), ("heavy", GarbageStorm.Heavy)];
var reports = new List<StormReport>();
foreach (var (load, storm) in loads)
{
    using (var server = MakeServer())
    {
        reports.Add(EngineRun.Of($"native, {load}", server, duration, storm));
    }

    reports.Add(jackServer is null
        ? ManagedRun.OnClock($"managed, {load}", 48000, buffer, duration, storm)
        : ManagedRun.OnJack($"managed, {load}", duration, storm, jackServer));
}

Console.WriteLine($"{(jackServer is null ? "dummy clock" : "JACK server " + jackServer)}, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
Console.WriteLine(StormTable.Of(reports));

Server MakeServer() => jackServer is null
    ? new Server(sampleRate: 48000, bufferSize: buffer, duplex: false, backend: AudioBackend.Dummy)
    : new Server(sampleRate: 48000, bufferSize: buffer, duplex: false, backend: AudioBackend.Jack, jackName: "gcstorm")
    {
        JackServerName = jackServer,
        AdoptSampleRate = true,
        AutoConnectOutputs = false,
    };
