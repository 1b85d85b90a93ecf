// SPDX-License-Identifier: MIT

namespace AudioNative.Interop.Tests.Host;

/// <summary>One signal sent through a server's output and what its input heard meanwhile.</summary>
/// <param name="Begin">The server's frame at which the signal began.</param>
/// <param name="Heard">The recording of the input from the server's frame 0 on.</param>
/// <param name="Recorded">What the recording says of itself.</param>
/// <param name="Statistics">The server's counters at the end.</param>
/// <param name="Underruns">Frames of silence that the sample filled in.</param>
internal sealed record Played(
    long Begin, FloatWave Heard, RecordingInfo Recorded, ServerStatistics Statistics, long Underruns)
{
    /// <summary>
    /// Plays interleaved stereo on a booted server and records the input from frame 0 on. The server is stopped at the end.
    /// </summary>
    public static async Task<Played> Through(Server server, float[] signal)
    {
        var frames = signal.Length / 2;
        var path = Path.Combine(Path.GetTempPath(), $"audionative-{Guid.NewGuid():N}.wav");
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 2, Encoding = 32, CapacityFrames = frames });
        server.AddSample(sample);
        sample.Write(signal);
        sample.Complete();
        server.RecordOptions(type: SampleType.Float32);
        server.StartRecording(path, RecordingSource.Input);
        server.Start();
        await server.HasPlayed(server.BufferSize * 8);
        var begin = server.Clock.Frame + ((long)server.SampleRate / 4);
        sample.Play(begin);
        await Deadline.Until(() => sample.PlayedOut.IsCompleted, "the signal is played", () => $"{server.Info} {server.Statistics}");

        // What is under way has to arrive: any latency in these tests is far below this.
        await server.HasPlayed(16384);
        server.Stop();
        var recorded = server.StopRecording()!;
        var statistics = server.Statistics;
        try
        {
            return new Played(begin, FloatWave.Read(path), recorded, statistics, sample.UnderrunFrames);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Fails unless the signal is in the recording, bit by bit, that many frames after it was sent, and nothing else is.</summary>
    public void IsExactly(float[] signal, int latency)
    {
        // Every frame that was rendered was recorded, and none was lost on the way to the disk.
        Assert.Equal(0, Underruns);
        Assert.Equal(0, Recorded.DroppedFrames);
        Assert.Equal(Statistics.Frames, Recorded.Frames);
        Assert.Equal(Recorded.Frames, Heard.Frames);

        var samples = Heard.Samples.AsSpan();
        var first = samples.IndexOfAnyExcept(0f);
        Assert.True(first >= 0, "Nothing came back.");
        Assert.Equal(Begin + latency, (first / 2) - (signal.AsSpan().IndexOfAnyExcept(0f) / 2));

        var sent = 2 * (int)(Begin + latency);
        var heard = samples.Slice(sent, signal.Length);
        var same = heard.CommonPrefixLength(signal);
        Assert.True(
            same == signal.Length,
            same < signal.Length ? $"Frame {same / 2} of {signal.Length / 2}: {signal[same]:R} sent, {heard[same]:R} heard." : "");
        Assert.Equal(-1, samples[(sent + signal.Length)..].IndexOfAnyExcept(0f));
    }
}
