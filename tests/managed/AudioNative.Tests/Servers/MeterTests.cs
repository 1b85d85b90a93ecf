// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class MeterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(64)]
    public void Every_channel_has_a_peak_and_a_true_rms(int channels)
    {
        using Server server = OfflineServer.Boot(channels, 48000);
        // Half periods of 32 frames, of which a window of 50 ms holds a whole number also when it is rounded to blocks
        // of 64; each channel has an amplitude of its own.
        float[] sound = new float[4800 * channels];
        for (int frame = 0; frame < 4800; frame++)
        {
            for (int channel = 0; channel < channels; channel++)
                sound[frame * channels + channel] = (float)(Amplitude(channel) * Math.Sin(Math.Tau * frame / 64));
        }

        using AudioSample sample = server.Play(sound);
        server.Render(4800);
        ChannelMeter[] meters = new ChannelMeter[channels];
        Assert.Equal(channels, server.GetMeters(meters));
        for (int channel = 0; channel < channels; channel++)
        {
            Assert.Equal(Amplitude(channel), meters[channel].Peak, 4);
            Assert.Equal(Amplitude(channel) / Math.Sqrt(2), meters[channel].Rms, 4);
            Assert.Equal(Decibels.FromAmplitude(meters[channel].Peak), meters[channel].PeakLevel);
            Assert.Equal(Decibels.FromAmplitude(meters[channel].Rms), meters[channel].RmsLevel);
        }

        double Amplitude(int channel) => (channel + 1.0) / channels;
    }

    [Fact]
    public void Fewer_or_more_places_than_channels_are_fine()
    {
        using Server server = OfflineServer.Boot();
        server.Render(100);
        Assert.Equal(1, server.GetMeters(new ChannelMeter[1]));
        Assert.Equal(2, server.GetMeters(new ChannelMeter[5]));
        Assert.Equal(0, server.GetMeters([]));
    }

    [Fact]
    public void What_is_beyond_full_scale_is_counted()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using AudioSample sample = server.Play([0.5f, 1, 1.5f, -1, -2, 0]);
        server.Render(64);
        Assert.Equal(2, server.Statistics.ClippedSamples);
    }
}
