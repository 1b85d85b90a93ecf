// SPDX-License-Identifier: MIT

using System.Diagnostics;

namespace AudioNative.Interop;

/// <summary>Runs a managed callback under a storm.</summary>
public static class ManagedRun
{
    /// <summary>On the JACK server of this name; null is the default one.</summary>
    public static StormReport OnJack(string name, TimeSpan duration, Func<GarbageStorm> storm, string? serverName = null)
    {
        using var client = new ManagedJackClient("managed", captureSeconds: 0, serverName);
        return Report(name, client.SampleRate, client.BufferFrames, client.Callback, duration, storm,
            () => client.Start(), client.Dispose) with { IsRealtime = true };
    }

    /// <summary>On a clock thread of its own.</summary>
    public static StormReport OnClock(
        string name, double sampleRate, int bufferFrames, TimeSpan duration, Func<GarbageStorm> storm)
    {
        using var clock = new ManagedClockThread(sampleRate, bufferFrames);
        return Report(name, sampleRate, bufferFrames, clock.Callback, duration, storm, clock.Start, clock.Dispose) with
        {
            IsRealtime = clock.IsRealtime,
        };
    }

    private static StormReport Report(
        string name,
        double sampleRate,
        int bufferFrames,
        ManagedCallback callback,
        TimeSpan duration,
        Func<GarbageStorm> makeStorm,
        Action start,
        Action stop)
    {
        using var storm = makeStorm();
        start();
        Elapse(duration);
        stop();
        return new StormReport
        {
            Name = name,
            SampleRate = sampleRate,
            BufferFrames = bufferFrames,
            Callbacks = callback.Callbacks,
            Frames = callback.Frames,
            Xruns = callback.Xruns,
            LateCallbacks = callback.LateCallbacks,
            LongestCallbackMs = callback.LongestCallbackNs / 1e6,
            LongestGapMs = callback.LongestGapNs / 1e6,
            Gen2Collections = storm.Gen2Collections,
            TotalPauseMs = storm.TotalPause.TotalMilliseconds,
            LongestCollectionMs = storm.LongestCollection.TotalMilliseconds,
        };
    }

    // The length of the measurement is the condition here: nothing else happens that could be awaited.
    private static void Elapse(TimeSpan duration)
    {
        using var never = new ManualResetEventSlim();
        var from = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(from) < duration)
        {
            never.Wait(duration - Stopwatch.GetElapsedTime(from) + TimeSpan.FromMilliseconds(1));
        }
    }
}
