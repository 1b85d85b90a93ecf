// SPDX-License-Identifier: MIT

namespace AudioNative.Interop;

/// <summary>Runs the engine under a storm: C# writes a <see cref="Ramp"/>, the engine plays it and records what comes back.</summary>
public static class EngineRun
{
    /// <summary>
    /// Boots, starts, plays the ramp for the given time and records the input, if there is one, to a float32 WAV.
    /// The server is shut down at the end.
    /// </summary>
    public static StormReport Of(
        string name, Server server, TimeSpan duration, Func<GarbageStorm> makeStorm, string? recordingPath = null)
    {
        server.RampTime = TimeSpan.Zero; // bit-exact from the first frame on
        server.Boot();
        if (server.Backend == AudioBackend.Jack)
        {
            ConnectLoopback(server);
        }

        var rate = server.SampleRate;
        var frames = (long)(duration.TotalSeconds * rate);

        // Room for two seconds: what a program must put by that may stand still for one.
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 2, Encoding = 32, CapacityFrames = (long)(2 * rate) });
        server.AddSample(sample);
        if (recordingPath is not null)
        {
            server.RecordOptions(type: SampleType.Float32);
            server.StartRecording(recordingPath, RecordingSource.Input);
        }

        var writer = new Thread(() => Write(sample, frames)) { Name = "writer", IsBackground = true };
        writer.Start();
        using var storm = makeStorm();
        Deadline.Wait(() => sample.FramesQueued >= Math.Min(frames, (long)rate), "the ring is filled");

        // Hosts may stumble while their graph is being made: that window is counted for itself.
        server.Start();
        Deadline.Wait(() => server.Clock.Frame > rate / 4, "the device asks for sound");
        var xrunsAtStart = server.Statistics.Xruns;
        var begin = server.Clock.Frame + (long)(rate / 2);
        sample.Play(begin);
        Deadline.Wait(() => sample.PlayedOut.IsCompleted, "the ramp is played", () => $"{server.Statistics}");
        writer.Join();

        // What is on its way back has to arrive.
        var last = server.Clock.Frame + (long)(rate / 2);
        Deadline.Wait(() => server.Clock.Frame > last, "the device asks for sound");
        var info = server.Info!;
        server.Stop();
        var statistics = server.Statistics;
        var recording = server.StopRecording();
        server.Shutdown();
        return new StormReport
        {
            Name = name,
            SampleRate = rate,
            BufferFrames = info.BufferSize,
            IsRealtime = info.IsRealtime,
            Callbacks = statistics.Callbacks,
            Frames = statistics.Frames,
            Xruns = statistics.Xruns,
            XrunsAtStart = xrunsAtStart,
            LateCallbacks = statistics.LateCallbacks,
            LongestCallbackMs = statistics.LongestCallback.TotalMilliseconds,
            LongestGapMs = statistics.LongestGap.TotalMilliseconds,
            Gen2Collections = storm.Gen2Collections,
            TotalPauseMs = storm.TotalPause.TotalMilliseconds,
            LongestCollectionMs = storm.LongestCollection.TotalMilliseconds,
            UnderrunFrames = sample.UnderrunFrames,
            RampBegin = begin,
            RampFrames = sample.FramesPlayed,
            RecordedFrames = recording?.Frames ?? 0,
            DroppedFrames = recording?.DroppedFrames ?? 0,
            Notice = info.Notice,
        };
    }

    /// <summary>Wires a booted JACK client to the loopback ports that jackd -L 2 makes.</summary>
    public static void ConnectLoopback(Server server)
    {
        for (var i = 1; i <= 2; i++)
        {
            server.Connect($"{server.JackName}:out_{i}", $"loopback:playback_{i}");
            if (server.InputChannels >= i)
            {
                server.Connect($"loopback:capture_{i}", $"{server.JackName}:in_{i}");
            }
        }
    }

    private static void Write(AudioSample sample, long frames)
    {
        var chunk = new float[2 * 1024];
        for (long done = 0; done < frames;)
        {
            var count = (int)Math.Min(chunk.Length / 2, frames - done);
            Ramp.Fill(chunk.AsSpan(0, 2 * count), done + 1);
            sample.Write(chunk.AsSpan(0, 2 * count));
            done += count;
        }

        sample.Complete();
    }
}
