// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class SampleClockTests
{
    [Fact]
    public void Frames_and_moments_go_into_each_other()
    {
        var clock = new SampleClock(2000, 1000, 5_000_000_000, 50000, 48000);
        Assert.Equal(1000, clock.FrameAt(5_000_000_000));
        Assert.Equal(51000, clock.FrameAt(6_000_000_000));
        Assert.Equal(0, clock.FrameAt(4_980_000_000));
        Assert.Equal(6_000_000_000, clock.TimestampOf(51000));
        Assert.Equal(TimeSpan.FromSeconds(2000 / 48000.0).TotalSeconds, clock.Time.TotalSeconds, 6);
    }

    [Fact]
    public void A_running_clock_maps_now_to_about_now()
    {
        using Server server = new Server(backend: AudioBackend.Dummy).Boot().Start();
        Wait.Until(() => server.Clock.Frame > 44100 / 4, "a quarter of a second");
        SampleClock clock = server.Clock;
        Assert.Equal(44100, clock.NominalRate.Value);
        Assert.True(clock.MeasuredRate.Value > 0); // how near to the nominal one is up to the machine's load
        // Smoothed, so it may lie a little ahead of when that callback really began.
        Assert.InRange(clock.ReferenceTimestamp, Server.Timestamp - 60_000_000_000, Server.Timestamp + 1_000_000_000);
        Assert.InRange(clock.ReferenceFrame, 1, server.Clock.Frame);
        long later = clock.FrameAt(clock.ReferenceTimestamp + 1_000_000_000);
        Assert.Equal(clock.MeasuredRate.Value, later - clock.ReferenceFrame, 0.51);
    }

    [Fact]
    public void Offline_time_is_exactly_the_frames_rendered()
    {
        using Server server = OfflineServer.Boot(sampleRate: 48000);
        server.Render(24000);
        Assert.Equal(24000, server.Clock.Frame);
        Assert.Equal(TimeSpan.FromSeconds(0.5), server.CurrentTime);
        Assert.Equal(24000, server.Statistics.Frames);
    }
}
