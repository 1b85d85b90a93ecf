// SPDX-License-Identifier: MIT

using AudioNative.Interop;

namespace AudioNative.LabGuest;

/// <summary>Six seconds of sound each, with collections forced throughout.</summary>
internal static class Storms
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(6);

    /// <summary>The engine as a JACK client at the server's 64 frames.</summary>
    public static void EngineOnJack(string output)
    {
        using var server = new Server(sampleRate: 48000, bufferSize: 64, backend: AudioBackend.Jack, jackName: "engine")
        {
            AutoConnectInputs = false,
            AutoConnectOutputs = false,
        };
        EngineRun.Of("engine, JACK", server, s_duration, Storm, output + ".wav").Write(output + ".json");
    }

    /// <summary>The managed callback on the same server.</summary>
    public static void ManagedOnJack(string output) =>
        ManagedRun.OnJack("managed callback, JACK", s_duration, Storm).Write(output + ".json");

    /// <summary>The engine through PortAudio on real ALSA: out by one end of the loop card, in by the other.</summary>
    public static void EngineOnAlsa(string output)
    {
        using var server = new Server(sampleRate: 48000, bufferSize: 256, backend: AudioBackend.PortAudio)
        {
            OutputDevice = Cards.Find("hw:0,0").Index,
            InputDevice = Cards.Find("hw:0,1").Index,
            LatencyHint = TimeSpan.FromMilliseconds(10), // the loop card ticks every 4 ms and keeps up with no less
        };
        EngineRun.Of("engine, ALSA", server, s_duration, Storm, output + ".wav").Write(output + ".json");
    }

    // The guest counts two nanoseconds an instruction: this live heap takes it 0.2 s to walk.
    private static GarbageStorm Storm() => new(allocators: 1, liveObjects: 100_000, rest: TimeSpan.FromMilliseconds(100));
}
