// SPDX-License-Identifier: MIT
namespace AudioNative.Plotting;

/// <summary>
/// What a picture of a recording needs, gathered while the recording goes by once: for each column of pixels the
/// extremes and the mean square of each channel, and the spectrum at its middle. Memory does not depend on the length.
/// </summary>
internal sealed class SampleGrid
{
    private readonly int _channels;
    private readonly long _frames;
    private readonly double[] _window;
    private readonly RealFft _fft;
    private readonly float[] _ring;
    private readonly float[] _frame;
    private readonly double[] _power;
    private readonly double[] _sumOfSquares;
    private readonly long[] _countOf;
    private long _seen;
    private int _nextSpectrum;

    /// <param name="channels">Channels of the recording.</param>
    /// <param name="frames">Frames in all, 1 or more.</param>
    /// <param name="columns">Columns of pixels.</param>
    /// <param name="windowFrames">Frames that one spectrum is taken of: a power of two.</param>
    public SampleGrid(int channels, long frames, int columns, int windowFrames)
    {
        (_channels, _frames, Columns) = (channels, frames, columns);
        _fft = new RealFft(windowFrames);
        _power = new double[windowFrames / 2 + 1];
        _frame = new float[windowFrames];
        _ring = new float[windowFrames * channels];
        _window = new double[windowFrames];
        for (int i = 0; i < windowFrames; i++)
        {
            // Hann, scaled so that a sine of amplitude 1 on a bin has power 1 there: |X| is then half the window's sum.
            _window[i] = (1 - Math.Cos(2 * Math.PI * (i + 0.5) / windowFrames)) / (windowFrames / 2.0);
        }

        Lowest = new float[channels * columns];
        Highest = new float[channels * columns];
        _sumOfSquares = new double[channels * columns];
        _countOf = new long[columns];
        Power = new float[columns * _power.Length];
    }

    public int Columns { get; }

    public int Bins => _power.Length;

    /// <summary>The smallest sample of [channel * Columns + column].</summary>
    public float[] Lowest { get; }

    /// <summary>The largest sample of [channel * Columns + column].</summary>
    public float[] Highest { get; }

    /// <summary>Power, 1 for a sine of full scale, of [column * Bins + bin]: the channels' mean.</summary>
    public float[] Power { get; }

    public float Peak { get; private set; }

    public double Rms => _seen == 0 ? 0 : Math.Sqrt(_sumOfSquares.Sum() / (_seen * _channels));

    public double GetRms(int channel, int column) => _countOf[column] == 0
        ? 0
        : Math.Sqrt(_sumOfSquares[channel * Columns + column] / _countOf[column]);

    /// <summary>Takes the next interleaved frames; those past the number announced are ignored.</summary>
    public void Add(ReadOnlySpan<float> interleaved)
    {
        int window = _window.Length;
        for (int at = 0; at + _channels <= interleaved.Length && _seen < _frames; at += _channels)
        {
            int column = (int)Math.Min(_seen * Columns / _frames, Columns - 1);
            bool isFirst = _countOf[column]++ == 0;
            for (int channel = 0; channel < _channels; channel++)
            {
                float x = float.IsFinite(interleaved[at + channel]) ? interleaved[at + channel] : 0;
                int cell = channel * Columns + column;
                Lowest[cell] = isFirst ? x : Math.Min(Lowest[cell], x);
                Highest[cell] = isFirst ? x : Math.Max(Highest[cell], x);
                _sumOfSquares[cell] += (double)x * x;
                Peak = Math.Max(Peak, Math.Abs(x));
                _ring[channel * window + (int)(_seen % window)] = x;
            }

            _seen++;
            TakeDueSpectra();
        }
    }

    /// <summary>Takes what spectra the end of the recording still leaves, as though silence followed.</summary>
    public void Finish()
    {
        long ended = _seen;
        while (_nextSpectrum < Columns)
        {
            for (int channel = 0; channel < _channels; channel++)
            {
                _ring[channel * _window.Length + (int)(_seen % _window.Length)] = 0;
            }

            _seen++;
            TakeDueSpectra();
        }

        _seen = ended;
        for (int column = 1; column < Columns; column++)
        {
            if (_countOf[column] == 0)
            {
                Repeat(column); // fewer frames than columns: hold the last one
            }
        }
    }

    private void Repeat(int column)
    {
        _countOf[column] = _countOf[column - 1];
        for (int cell = column; cell < _sumOfSquares.Length; cell += Columns)
        {
            (Lowest[cell], Highest[cell]) = (Lowest[cell - 1], Highest[cell - 1]);
            _sumOfSquares[cell] = _sumOfSquares[cell - 1];
        }
    }

    private void TakeDueSpectra()
    {
        while (_nextSpectrum < Columns && _seen >= EndOf(_nextSpectrum))
        {
            TakeSpectrum(Power.AsSpan(_nextSpectrum * Bins, Bins));
            _nextSpectrum++;
        }
    }

    /// <summary>The frame at which the window ends whose middle is the middle of the column.</summary>
    private long EndOf(int column) => (long)((column + 0.5) * _frames / Columns) + _window.Length / 2;

    private void TakeSpectrum(Span<float> mean)
    {
        int window = _window.Length;
        for (int channel = 0; channel < _channels; channel++)
        {
            for (int i = 0; i < window; i++)
            {
                _frame[i] = (float)(_ring[channel * window + (int)((_seen + i) % window)] * _window[i]);
            }

            _fft.GetPower(_frame, _power);
            for (int bin = 0; bin < mean.Length; bin++)
            {
                mean[bin] += (float)(_power[bin] / _channels);
            }
        }
    }
}
