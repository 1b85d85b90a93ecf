// SPDX-License-Identifier: MIT
namespace AudioNative.Sources;

/// <summary>
/// A sine of amplitude 0.5 on every channel of the output, rounded to the output's encoding. It has its true frequency,
/// not the nearest whole period: the phase is carried on in double precision.
/// </summary>
public sealed class SineSource : ThreadSource
{
    /// <summary>The amplitude of the sine; 1 is full scale.</summary>
    public const double Amplitude = 0.5;

    private double _frequency;
    private double _phase; // in cycles, 0 to 1

    /// <summary>Makes the source and puts it in the output's mixer; it does not play yet. [control]</summary>
    /// <param name="output">The output to be heard on.</param>
    /// <param name="frequency">The frequency, 0 to half the output's rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is beyond its range.</exception>
    /// <exception cref="ObjectDisposedException">The output is disposed.</exception>
    public SineSource(AudioOutput output, Hertz frequency)
        : base(output)
    {
        try
        {
            Frequency = frequency;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// The frequency, 0 to half the output's rate. A new one is taken over with the next stretch made, where the phase
    /// of the old one ends. [any thread]
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its range.</exception>
    public Hertz Frequency
    {
        get => Volatile.Read(ref _frequency);
        set
        {
            double highest = Output.Rate / 2;
            if (!(value.Value >= 0 && value.Value <= highest))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(Frequency), value, $"The frequency is 0 to {highest} Hz, half the output's rate.");
            }

            Volatile.Write(ref _frequency, value);
        }
    }

    /// <inheritdoc/>
    protected override int Generate(Span<float> buffer)
    {
        int channels = Output.Channels;
        int encoding = Output.Encoding;
        double step = Frequency / Output.Rate;
        int frames = buffer.Length / channels;
        for (int frame = 0; frame < frames; frame++)
        {
            buffer.Slice(frame * channels, channels)
                .Fill(SampleEncoding.Quantise(Amplitude * Math.Sin(Math.Tau * _phase), encoding));
            _phase += step;
            _phase -= Math.Floor(_phase);
        }

        return frames;
    }
}
