// SPDX-License-Identifier: MIT
namespace AudioNative.Plotting;

/// <summary>How the picture of a recording looks.</summary>
public sealed record RecordingPlotOptions
{
    /// <summary>What stands above it; empty: nothing.</summary>
    public string Title { get; init; } = "";

    /// <summary>Pixels across, 480 to 16384.</summary>
    public int Width { get; init; } = 1600;

    /// <summary>Pixels down, 320 to 16384.</summary>
    public int Height { get; init; } = 900;

    /// <summary>
    /// Frames one spectrum is taken of, a power of two from 64 to 65536: more tell pitches apart, fewer tell when.
    /// </summary>
    public int WindowFrames { get; init; } = 4096;

    /// <summary>Whether each octave, rather than each hertz, is equally high.</summary>
    public bool IsLogarithmic { get; init; } = true;

    /// <summary>The lowest frequency shown, in Hz, above 0; an axis of equal hertz begins at 0 all the same.</summary>
    public double LowestFrequency { get; init; } = 30;

    /// <summary>What the darkest colour stands for, in dB below full scale: negative.</summary>
    public double FloorDecibels { get; init; } = -110;

    /// <summary>What the lightest colour stands for, in dB below full scale: above the floor.</summary>
    public double CeilingDecibels { get; init; } = -10;

    /// <summary>The colours and sizes.</summary>
    public PlotTheme Theme { get; init; } = PlotTheme.Dark;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 480);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Width, 16384);
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, 320);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Height, 16384);
        ArgumentOutOfRangeException.ThrowIfLessThan(WindowFrames, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WindowFrames, 65536);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LowestFrequency);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(FloorDecibels, CeilingDecibels);
        if (!System.Numerics.BitOperations.IsPow2(WindowFrames))
        {
            throw new ArgumentException($"{nameof(WindowFrames)} is a power of two, not {WindowFrames}.");
        }
    }
}
