// SPDX-License-Identifier: MIT
using System.Globalization;

namespace AudioNative;

/// <summary>A level relative to full scale (or a gain relative to unity): 20 · log10 of the amplitude.</summary>
/// <remarks>
/// There is no implicit conversion from a number: <c>Gain = -6</c> would turn the phase over rather than halve the
/// sound. Write <c>Gain = new Decibels(-6).Amplitude</c>.
/// </remarks>
/// <param name="Value">The number of decibels; negative infinity is silence.</param>
public readonly record struct Decibels(double Value)
{
    /// <summary>No sound at all.</summary>
    public static Decibels Silence => new(double.NegativeInfinity);

    /// <summary>The linear amplitude: 0 dB is 1, silence is 0.</summary>
    public double Amplitude => Math.Pow(10, Value / 20);

    /// <summary>The level of a linear amplitude; its sign does not matter.</summary>
    /// <param name="amplitude">The amplitude, 1 is full scale.</param>
    public static Decibels FromAmplitude(double amplitude) => new(20 * Math.Log10(Math.Abs(amplitude)));

    /// <summary>The number with its unit, as <c>-6.0 dB</c>, in the invariant culture.</summary>
    public override string ToString() =>
        double.IsNegativeInfinity(Value) ? "-inf dB" : string.Create(CultureInfo.InvariantCulture, $"{Value:0.0} dB");
}
