// SPDX-License-Identifier: MIT
using AudioNative.Sources;
using AudioNative.Tests.Output;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Sources;

[Collection(OutputTurns.Name)]
public class SineSourceTests
{
    [Theory]
    [InlineData(440, 44100, 1)]
    [InlineData(440, 44100, 2)]
    [InlineData(997.3, 48000, 5)]
    public void It_has_its_true_frequency_on_every_channel(double frequency, double rate, int channels)
    {
        using AudioOutput output = Offline(rate, channels, 32);
        using var source = new SineSource(output, frequency);
        source.Play();
        int frames = (int)rate;
        float[] heard = output.Server.Hear(frames);
        for (int frame = 0; frame < frames; frame++)
        {
            double expected = 0.5 * Math.Sin(Math.Tau * frequency * frame / rate);
            for (int channel = 0; channel < channels; channel++)
                Assert.Equal(expected, heard[frame * channels + channel], 1e-6);
        }
    }

    [Theory]
    [InlineData(8, 128)]
    [InlineData(16, 32768)]
    public void It_is_rounded_to_the_outputs_encoding(int encoding, double scale)
    {
        using AudioOutput output = Offline(44100, 1, encoding);
        using var source = new SineSource(output, 441);
        source.Play();
        float[] heard = output.Server.Hear(1000);
        for (int frame = 0; frame < heard.Length; frame++)
        {
            Assert.Equal(Math.Round(heard[frame] * scale), heard[frame] * scale);
            Assert.Equal(0.5 * Math.Sin(Math.Tau * frame / 100), heard[frame], 0.51 / scale);
        }
    }

    [Fact]
    public void A_new_frequency_does_not_jump_in_phase()
    {
        using AudioOutput output = Offline(44100, 1, 32);
        using var source = new SineSource(output, 100);
        source.Play();
        float[] before = output.Server.Hear(2000);
        source.Frequency = 3000;
        Assert.Equal(3000, source.Frequency.Value);
        float[] after = output.Server.Hear(20000);
        float largest = 0;
        float last = before[^1];
        foreach (float value in after)
        {
            largest = Math.Max(largest, Math.Abs(value - last));
            last = value;
        }

        // The steepest step of a sine of 3 kHz; a jump in phase would be up to 1.
        Assert.True(largest <= 0.5 * Math.Tau * 3000 / 44100 + 1e-6, $"a step of {largest}");
        Assert.True(largest > 0.2, "the new frequency is not heard");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(22051)]
    [InlineData(double.NaN)]
    public void An_impossible_frequency_is_refused(double frequency)
    {
        using AudioOutput output = Offline(44100, 1, 32);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SineSource(output, frequency));
        Assert.Empty(output.Server.Samples);
        using var source = new SineSource(output, 440);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Frequency = frequency);
        Assert.Equal(440, source.Frequency.Value);
    }

    [Fact]
    public void Many_play_at_once()
    {
        using AudioOutput output = Offline(44100, 1, 32);
        SineSource[] sources =
        [
            .. from number in Enumerable.Range(1, 40) select new SineSource(output, 50 * number) { Gain = 1.0 / 64 },
        ];
        foreach (SineSource source in sources)
            source.Play();
        float[] heard = output.Server.Hear(4410);
        for (int frame = 0; frame < heard.Length; frame += 97)
        {
            double expected = sources.Sum(
                source => 0.5 / 64 * Math.Sin(Math.Tau * source.Frequency * frame / 44100));
            Assert.Equal(expected, heard[frame], 1e-5);
        }

        foreach (SineSource source in sources)
            source.Dispose();
    }

    private static AudioOutput Offline(double rate, int channels, int encoding)
    {
        AudioOutput output = AudioOutput.GetOutput(rate, channels, encoding, 256, AudioBackend.Offline);
        output.Server.Render(400); // past the rise of the first start
        return output;
    }
}
