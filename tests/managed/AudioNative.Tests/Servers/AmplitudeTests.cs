// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class AmplitudeTests
{
    [Fact]
    public void Zero_before_start_is_silence()
    {
        using Server server = new Server(duplex: false, backend: AudioBackend.Offline).SetAmp(0).Boot();
        using AudioSample sample = server.Play(Signals.Constant(0.5f, 4096, 2));
        Assert.All(server.Hear(4096), value => Assert.Equal(0, value));
        Assert.Equal(0, server.Amp);
    }

    [Fact]
    public void The_first_start_rises_in_a_straight_line_over_the_ramp_time()
    {
        using Server server = new Server(duplex: false, channels: 1, backend: AudioBackend.Offline).Boot();
        using AudioSample sample = server.Play(Signals.Constant(1, 1000));
        float[] heard = server.Hear(1000);
        for (int frame = 0; frame < 220; frame++) // 5 ms at 44.1 kHz
            Assert.Equal((frame + 1) / 220.0, heard[frame], 5);
        Assert.All(heard[220..], value => Assert.Equal(1, value));
    }

    [Fact]
    public void A_new_amplitude_is_reached_over_the_ramp_time_and_then_exact()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        server.Shutdown();
        server.RampTime = TimeSpan.FromMilliseconds(10);
        server.Boot();
        using AudioSample sample = server.Play(Signals.Constant(0.5f, 10000));
        server.Hear(1000);
        server.Amp = -2; // of either sign, and beyond 1
        float[] heard = server.Hear(1000);
        for (int frame = 1; frame < 441; frame++)
            Assert.True(heard[frame] < heard[frame - 1], $"frame {frame} does not go on falling");
        Assert.True(Math.Abs(heard[0] - 0.5f) < 0.01f);
        Assert.All(heard[441..], value => Assert.Equal(-1, value));
        Assert.Equal(-2, server.Amp);
    }

    [Fact]
    public void Without_a_ramp_it_changes_at_once()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using AudioSample sample = server.Play(Signals.Constant(0.5f, 1000));
        Assert.All(server.Hear(100), value => Assert.Equal(0.5f, value));
        Assert.Same(server, server.SetAmp(0.5));
        Assert.All(server.Hear(100), value => Assert.Equal(0.25f, value));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_refused(double amp)
    {
        using Server server = OfflineServer.Boot();
        Assert.Throws<ArgumentOutOfRangeException>(() => server.SetAmp(amp));
        Assert.Equal(1, server.Amp);
    }

    [Fact]
    public void It_outlives_a_shutdown()
    {
        using Server server = OfflineServer.Boot();
        server.Amp = 0.25;
        server.Shutdown();
        server.Boot();
        Assert.Equal(0.25, server.Amp);
    }
}
