// SPDX-License-Identifier: MIT
using System.Globalization;

namespace AudioNative.Plotting;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What is written there; empty for a mark between labelled ones.</param>
public readonly record struct AxisTick(double Value, string Label);

/// <summary>
/// A range of numbers laid along an edge of a plot, evenly or by their logarithm, and the marks on it.
/// </summary>
public sealed class Axis
{
    private Axis(double minimum, double maximum, bool isLogarithmic, string title)
    {
        if (!double.IsFinite(minimum) || !double.IsFinite(maximum) || minimum >= maximum)
        {
            throw new ArgumentException(
                $"An axis goes from a number to a larger one, not from {minimum} to {maximum}.");
        }

        (Minimum, Maximum, IsLogarithmic, Title) = (minimum, maximum, isLogarithmic, title);
    }

    /// <summary>The number at the left or lower end.</summary>
    public double Minimum { get; }

    /// <summary>The number at the right or upper end.</summary>
    public double Maximum { get; }

    /// <summary>Whether equal ratios, rather than equal differences, are equally long.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>What the numbers are, and their unit.</summary>
    public string Title { get; }

    /// <summary>An axis of equal steps.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public static Axis Linear(double minimum, double maximum, string title) => new(minimum, maximum, false, title);

    /// <summary>An axis of equal ratios.</summary>
    /// <exception cref="ArgumentException">The range is empty, not finite, or does not begin above 0.</exception>
    public static Axis Logarithmic(double minimum, double maximum, string title) => minimum > 0
        ? new(minimum, maximum, true, title)
        : throw new ArgumentException($"A logarithmic axis begins above 0, not at {minimum}.", nameof(minimum));

    /// <summary>Where a number lies: 0 at the minimum, 1 at the maximum, beyond them outside.</summary>
    public double ToPosition(double value) => IsLogarithmic
        ? Math.Log(value / Minimum) / Math.Log(Maximum / Minimum)
        : (value - Minimum) / (Maximum - Minimum);

    /// <summary>The number at a place: the inverse of <see cref="ToPosition"/>.</summary>
    public double ToValue(double position) => IsLogarithmic
        ? Minimum * Math.Pow(Maximum / Minimum, position)
        : Minimum + position * (Maximum - Minimum);

    /// <summary>Marks at round numbers, in rising order.</summary>
    /// <param name="about">How many labels there is room for, 1 or more.</param>
    public IReadOnlyList<AxisTick> GetTicks(int about)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(about, 1);
        return IsLogarithmic ? GetDecadeTicks(about) : GetEvenTicks(about);
    }

    private List<AxisTick> GetEvenTicks(int about)
    {
        double raw = (Maximum - Minimum) / about;
        double decade = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = decade * (raw / decade) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        int digits = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        var ticks = new List<AxisTick>();
        long last = (long)Math.Floor(Maximum / step + 1e-9);
        for (long i = (long)Math.Ceiling(Minimum / step - 1e-9); i <= last; i++)
        {
            ticks.Add(new(i * step, Format(i * step, digits)));
        }

        return ticks;
    }

    private List<AxisTick> GetDecadeTicks(int about)
    {
        double decades = Math.Log10(Maximum / Minimum);
        int[] labelled = (about / decades) switch
        {
            >= 9 => [1, 2, 3, 4, 5, 6, 7, 8, 9],
            >= 2.5 => [1, 2, 5],
            _ => [1],
        };
        var ticks = new List<AxisTick>();
        for (int exponent = (int)Math.Floor(Math.Log10(Minimum)); exponent <= Math.Log10(Maximum); exponent++)
        {
            for (int digit = 1; digit <= 9; digit++)
            {
                double value = digit * Math.Pow(10, exponent);
                if (value >= Minimum * (1 - 1e-9) && value <= Maximum * (1 + 1e-9))
                {
                    ticks.Add(new(value, labelled.Contains(digit) ? FormatThousands(value) : ""));
                }
            }
        }

        return ticks;
    }

    private static string Format(double value, int digits) =>
        value.ToString("F" + digits, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string FormatThousands(double value) => value >= 1000
        ? (value / 1000).ToString("0.###", CultureInfo.InvariantCulture) + "k"
        : value.ToString("0.###", CultureInfo.InvariantCulture);
}
