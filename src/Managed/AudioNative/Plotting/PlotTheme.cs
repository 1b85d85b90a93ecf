// SPDX-License-Identifier: MIT
namespace AudioNative.Plotting;

/// <summary>The colours and sizes of a plot.</summary>
public sealed record PlotTheme
{
    /// <summary>Light on a dark ground.</summary>
    public static PlotTheme Dark { get; } = new();

    /// <summary>Behind everything.</summary>
    public Color Background { get; init; } = Color.FromRgb(0x12151C);

    /// <summary>Behind the curves.</summary>
    public Color Panel { get; init; } = Color.FromRgb(0x0A0C11);

    /// <summary>Edges and marks.</summary>
    public Color Frame { get; init; } = Color.FromRgb(0x4A5262);

    /// <summary>Lines at the marks, across the panel.</summary>
    public Color Grid { get; init; } = Color.FromRgb(0x262C38);

    /// <summary>Titles.</summary>
    public Color Text { get; init; } = Color.FromRgb(0xEDF0F5);

    /// <summary>Labels of marks, and what is said besides.</summary>
    public Color FaintText { get; init; } = Color.FromRgb(0xA4ADBD);

    /// <summary>The colour of the first curve, the second and so on; they repeat.</summary>
    public IReadOnlyList<Color> Series { get; init; } =
    [
        Color.FromOklch(0.80, 0.13, 200),
        Color.FromOklch(0.80, 0.15, 75),
        Color.FromOklch(0.78, 0.16, 145),
        Color.FromOklch(0.76, 0.15, 340),
    ];

    /// <summary>Numbers from 0 to 1 as colours.</summary>
    public ColorMap Map { get; init; } = ColorMap.Ember;

    /// <summary>The height of the capitals of labels, in pixels.</summary>
    public double TextSize { get; init; } = 10;

    /// <summary>The height of the capitals of the title, in pixels.</summary>
    public double TitleSize { get; init; } = 17;
}
