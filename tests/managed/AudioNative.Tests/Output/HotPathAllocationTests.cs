// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Output;

/// <summary>What a program does for every buffer must give the garbage collector nothing to do.</summary>
public class HotPathAllocationTests
{
    private const int Rounds = 2000;

    [Fact]
    public void Writing_what_fits_allocates_nothing()
    {
        var options = new AudioSampleOptions { Channels = 2, Encoding = 16, CapacityFrames = 1 << 22 };
        using var sample = new AudioSample(options);
        float[] floats = new float[128];
        short[] shorts = new short[128];
        byte[] bytes = new byte[256];
        AssertNothingAllocated(() =>
        {
            sample.Write(floats);
            sample.Write(shorts);
            sample.Write(bytes);
            sample.TryWrite(floats);
#pragma warning disable CA2012 // it fits, so it is complete: awaiting would make this lambda asynchronous
            if (!sample.WriteAsync(floats).IsCompletedSuccessfully)
                throw new InvalidOperationException("It was to fit.");
#pragma warning restore CA2012
        });
    }

    [Fact]
    public void Meters_clock_and_counters_allocate_nothing()
    {
        using Server server = new Server(backend: AudioBackend.Dummy).Boot().Start();
        using AudioSample sample = server.Play(Signals.Ramp(100, 2));
        ChannelMeter[] meters = new ChannelMeter[2];
        long sum = 0;
        AssertNothingAllocated(() =>
        {
            sum += server.GetMeters(meters);
            sum += server.Clock.Frame;
            sum += server.CurrentTime.Ticks;
            sum += server.Statistics.Callbacks;
            sum += Server.Timestamp;
            sum += sample.FramesPlayed + sample.FramesFree + sample.Underruns;
            server.Amp = 0.5;
            sample.Gain = 0.5;
            sample.Pan = 0.5;
        });
        Assert.NotEqual(0, sum);
    }

    private static void AssertNothingAllocated(Action round)
    {
        for (int warm = 0; warm < 200; warm++)
            round();
        // The runtime itself may allocate a little on this thread now and then (tiered compilation): a defect would
        // allocate each round, every time.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int turn = 0; turn < Rounds; turn++)
                round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
