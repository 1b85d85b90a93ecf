// SPDX-License-Identifier: MIT
namespace AudioNative.Plotting;

/// <summary>
/// Colours for the numbers 0 to 1. Lightness rises in equal steps from one end to the other, so that a step of so many
/// decibels looks the same wherever it is, and the picture still reads in grey.
/// </summary>
public sealed class ColorMap
{
    private const int Steps = 512;
    private readonly Color[] _colors = new Color[Steps];

    /// <summary>
    /// Makes a map through control points in OKLCh, evenly spaced; lightness goes straight from first to last.
    /// </summary>
    /// <param name="firstLightness">Lightness at 0, itself 0 to 1.</param>
    /// <param name="lastLightness">Lightness at 1.</param>
    /// <param name="points">
    /// Chroma and hue (degrees) on the way; at least two. Hues are not wrapped: 350 to 380 is 30 degrees.
    /// </param>
    /// <exception cref="ArgumentException">Fewer than two points.</exception>
    public ColorMap(
        double firstLightness, double lastLightness, params ReadOnlySpan<(double Chroma, double Hue)> points)
    {
        if (points.Length < 2)
        {
            throw new ArgumentException("A colour map needs at least two control points.", nameof(points));
        }

        for (int i = 0; i < Steps; i++)
        {
            double t = i / (Steps - 1.0);
            double place = t * (points.Length - 1);
            int left = Math.Min((int)place, points.Length - 2);
            double share = place - left;
            (double Chroma, double Hue) from = points[left];
            (double Chroma, double Hue) to = points[left + 1];
            _colors[i] = Color.FromOklch(
                firstLightness + (lastLightness - firstLightness) * t,
                from.Chroma + (to.Chroma - from.Chroma) * share,
                from.Hue + (to.Hue - from.Hue) * share);
        }
    }

    /// <summary>Night blue through violet and red to pale yellow.</summary>
    public static ColorMap Ember { get; } = new(
        0.13, 0.97, (0.035, 270), (0.12, 290), (0.17, 330), (0.19, 375), (0.17, 405), (0.15, 440), (0.05, 465));

    /// <summary>Black to white.</summary>
    public static ColorMap Grey { get; } = new(0, 1, (0, 0), (0, 0));

    /// <summary>
    /// The colour of a value; below 0, above 1 and NaN it is that of the nearer end (NaN: the low one).
    /// </summary>
    public Color this[double value] =>
        _colors[double.IsNaN(value) ? 0 : (int)(Math.Clamp(value, 0, 1) * (Steps - 1) + 0.5)];
}
