// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Units;

public class UnitsTests
{
    [Fact]
    public void A_number_reads_as_hertz()
    {
        Hertz frequency = 440;
        Assert.Equal(440, frequency.Value);
        Assert.Equal("440 Hz", frequency.ToString());
        Assert.Equal(TimeSpan.FromMilliseconds(1), ((Hertz)1000).Period);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-20, 0.1)]
    [InlineData(6.020599913279624, 2)]
    public void Decibels_and_amplitudes_go_into_each_other(double decibels, double amplitude)
    {
        Assert.Equal(amplitude, new Decibels(decibels).Amplitude, 12);
        Assert.Equal(decibels, Decibels.FromAmplitude(-amplitude).Value, 12);
    }

    [Fact]
    public void Silence_has_no_amplitude()
    {
        Assert.Equal(0, Decibels.Silence.Amplitude);
        Assert.Equal(Decibels.Silence, Decibels.FromAmplitude(0));
        Assert.Equal("-inf dB", Decibels.Silence.ToString());
        Assert.Equal("-6.0 dB", new Decibels(-6).ToString());
    }

    [Theory]
    [InlineData(10_000_000, 44100, 44100)]
    [InlineData(226, 44100, 1)] // one frame is 226.76 ticks
    [InlineData(12_345_678, 48000, 59259)]
    [InlineData(36_000_000_000, 44100, 158_760_000)]
    public void A_duration_is_the_nearest_number_of_frames(long ticks, double rate, long frames)
    {
        Assert.Equal(frames, FrameCount.FromDuration(TimeSpan.FromTicks(ticks), rate));
    }

    [Fact]
    public void Frames_go_to_a_duration_and_back_exactly()
    {
        foreach (double rate in (double[])[8000, 22050, 44100, 48000, 96000, 192000])
        {
            for (long frames = 1; frames < 10_000_000; frames = frames * 3 + 1)
                Assert.Equal(frames, FrameCount.FromDuration(FrameCount.ToDuration(frames, rate), rate));
        }
    }
}
