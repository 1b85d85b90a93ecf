// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>A two-pole state-variable filter, trapezoidal: stays stable however its cutoff is moved.</summary>
internal struct StateFilter
{
    private double _a1;
    private double _a2;
    private double _a3;
    private double _k;
    private double _first;
    private double _second;

    public double Low { get; private set; }

    public double Band { get; private set; }

    public double High { get; private set; }

    /// <param name="hertz">The cutoff; held below half the rate.</param>
    /// <param name="q">Resonance: 0.707 is flat.</param>
    /// <param name="sampleRate">In Hz.</param>
    public void Set(double hertz, double q, double sampleRate)
    {
        double g = Math.Tan(Math.PI * Math.Min(hertz, 0.45 * sampleRate) / sampleRate);
        _k = 1 / q;
        _a1 = 1 / (1 + g * (g + _k));
        _a2 = g * _a1;
        _a3 = g * _a2;
    }

    public void Add(double x)
    {
        double difference = x - _second;
        Band = _a1 * _first + _a2 * difference;
        Low = _second + _a2 * _first + _a3 * difference;
        High = x - _k * Band - Low;
        _first = 2 * Band - _first;
        _second = 2 * Low - _second;
    }
}
