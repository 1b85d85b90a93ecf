// SPDX-License-Identifier: MIT
using System.Globalization;

namespace AudioNative;

/// <summary>A frequency or a rate, in cycles (or frames) a second.</summary>
/// <param name="Value">The number of hertz.</param>
public readonly record struct Hertz(double Value)
{
    /// <summary>How long one cycle (or frame) lasts, to the 100 ns of a <see cref="TimeSpan"/>.</summary>
    public TimeSpan Period => TimeSpan.FromSeconds(1 / Value);

    /// <summary>Reads a number as hertz, so that <c>440</c> and <c>44100</c> can be written as they are.</summary>
    /// <param name="value">The number of hertz.</param>
    public static implicit operator Hertz(double value) => new(value);

    /// <summary>The bare number of hertz.</summary>
    /// <param name="hertz">The frequency.</param>
    public static implicit operator double(Hertz hertz) => hertz.Value;

    /// <summary>The number with its unit, as <c>44100 Hz</c>, in the invariant culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} Hz");
}
