// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>The harmony of one bar; pitches are MIDI note numbers.</summary>
/// <param name="Bass">The lowest note.</param>
/// <param name="Pad">What the pad holds.</param>
/// <param name="Run">What the arpeggio walks over, five notes from low to high.</param>
/// <param name="Tune">The melody over it: sixteenth of the bar and pitch.</param>
internal sealed record Chord(int Bass, int[] Pad, int[] Run, (int Sixteenth, int Pitch)[] Tune)
{
    public static Chord DMinor { get; } =
        new(38, [53, 57, 60, 64], [62, 69, 72, 76, 77], [(0, 81), (6, 76), (10, 77), (14, 79)]);

    public static Chord BFlat { get; } =
        new(34, [53, 57, 60, 62], [58, 65, 69, 72, 74], [(0, 77), (6, 74), (12, 72), (14, 74)]);

    public static Chord C { get; } =
        new(36, [53, 55, 58, 62], [60, 67, 70, 74, 77], [(0, 79), (6, 77), (10, 74), (13, 76)]);

    public static Chord F { get; } =
        new(29, [57, 60, 64, 67], [65, 72, 76, 79, 84], [(0, 81), (4, 84)]);

    public static double ToHertz(double pitch) => 440 * Math.Pow(2, (pitch - 69) / 12);
}
