// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class MixingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(33)] // the voice that SDL_mixer had no channel for
    [InlineData(1000)]
    public void Any_number_of_samples_is_their_sum_to_the_bit(int count)
    {
        const int Frames = 3000;
        using Server server = OfflineServer.Boot();
        var samples = new List<AudioSample>();
        float[] sum = new float[Frames * 2];
        for (int index = 0; index < count; index++)
        {
            float[] sound = Signals.Ramp(Frames, 2, offset: index * 61);
            samples.Add(server.Play(sound));
            for (int i = 0; i < sum.Length; i++)
                sum[i] += sound[i]; // exact: see Signals
        }

        Assert.Equal(count, server.Samples.Count);
        Assert.Equal(sum, server.Hear(Frames));
        Assert.Equal(count, server.Statistics.Samples);
        samples.ForEach(sample => sample.Dispose());
    }

    [Fact]
    public void Samples_can_begin_at_any_frame()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        float[] expected = new float[2000];
        var samples = new List<AudioSample>();
        foreach (int at in (ReadOnlySpan<int>)[0, 1, 63, 64, 65, 777, 1500])
        {
            float[] sound = Signals.Ramp(200, 1, at);
            var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 200 });
            sample.Write(sound);
            server.AddSample(sample);
            sample.Play(at);
            samples.Add(sample);
            for (int i = 0; i < 200; i++)
                expected[at + i] += sound[i];
        }

        Assert.Equal(expected, server.Hear(2000));
        samples.ForEach(sample => sample.Dispose());
    }

    [Fact]
    public void One_channel_goes_to_the_pair_and_more_go_side_by_side()
    {
        using Server server = OfflineServer.Boot(channels: 4);
        using AudioSample mono = server.Play([0.5f], channels: 1);
        var options = new AudioSampleOptions { Channels = 3, OutputChannel = 1, CapacityFrames = 1 };
        using var wide = new AudioSample(options);
        wide.Write([0.125f, 0.25f, 0.0625f]);
        server.AddSample(wide);
        wide.Play();
        Assert.Equal([0.5f, 0.625f, 0.25f, 0.0625f], server.Hear(1));
        using var tooWide = new AudioSample(new AudioSampleOptions { Channels = 4, OutputChannel = 1 });
        Assert.Throws<ArgumentException>(() => server.AddSample(tooWide));
        Assert.Equal(2, server.Samples.Count);
        Assert.Null(tooWide.Server);
    }

    [Fact]
    public void A_sample_that_does_not_fit_is_as_it_was_before()
    {
        using Server narrow = OfflineServer.Boot(channels: 2);
        using Server wide = OfflineServer.Boot(channels: 5);
        using var sample = new AudioSample(new AudioSampleOptions { OutputChannel = 3 });
        Assert.Throws<ArgumentException>(() => narrow.AddSample(sample));
        Assert.Null(sample.Channels);
        Assert.Null(sample.Encoding);
        Assert.Null(sample.Server);
        Assert.Empty(narrow.Samples);
        wide.AddSample(sample);
        Assert.Equal(2, sample.Channels); // those from the fourth on
        sample.Play();
        sample.Write((float[])[0.25f, 0.5f]);
        Assert.Equal([0, 0, 0, 0.25f, 0.5f], wide.Hear(1));
    }

    [Fact]
    public void Gain_and_pan_shape_each_sample()
    {
        using Server server = OfflineServer.Boot();
        var options = new AudioSampleOptions { Channels = 1, CapacityFrames = 10000 };
        using var sample = new AudioSample(options) { Gain = 0.5, Pan = 0.25 };
        Assert.Equal(0.5, sample.Gain);
        Assert.Equal(0.25, sample.Pan);
        sample.Write(Signals.Constant(1, 10000));
        server.AddSample(sample);
        sample.Play();
        float[] heard = server.Hear(1000);
        Assert.Equal(0.5 * Math.Cos(0.25 * Math.PI / 2), heard[^2], 5); // left is turned down
        Assert.Equal(0.5, heard[^1]); // right stays as it is
        sample.Pan = 0;
        sample.Gain = -1;
        heard = server.Hear(1000);
        Assert.Equal([-1, -1], heard[^2..]);
        Assert.Throws<ArgumentOutOfRangeException>(() => sample.Pan = 1.5);
        Assert.Throws<ArgumentOutOfRangeException>(() => sample.Gain = double.NaN);
        using var wide = new AudioSample(new AudioSampleOptions { Channels = 3 });
        Assert.Equal(AudioStatus.NotSupported, Assert.Throws<AudioNativeException>(() => wide.Pan = 0.5).Status);
    }
}
