// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>
/// Where the bars and sixteenths of the piece lie: as many whole bars of about 2.5 s as fit its length.
/// </summary>
internal sealed class Timing
{
    private const double UsualBarSeconds = 2.5;
    private readonly Chord[] _turn = [Chord.DMinor, Chord.BFlat, Chord.F, Chord.C];

    public Timing(double seconds, double sampleRate)
    {
        (Seconds, SampleRate) = (seconds, sampleRate);
        Frames = (long)Math.Round(seconds * sampleRate);
        Bars = Math.Max(1, (int)Math.Round(seconds / UsualBarSeconds));
    }

    public double Seconds { get; }

    public double SampleRate { get; }

    public long Frames { get; }

    public int Bars { get; }

    public double BarSeconds => Seconds / Bars;

    /// <summary>The harmony of a bar: it goes round in four, and comes home by the dominant at the end.</summary>
    public Chord this[int bar] => (Bars - 1 - bar) switch
    {
        0 => Chord.F,
        1 => Chord.C,
        _ => _turn[bar % _turn.Length],
    };

    /// <summary>The first bar, where not all play yet.</summary>
    public bool IsIntroduction(int bar) => bar == 0 && Bars > 2;

    /// <summary>The last bar, where what was played rings on.</summary>
    public bool IsEnding(int bar) => bar == Bars - 1 && Bars > 1;

    public long FrameOf(int bar, double sixteenth) =>
        (long)Math.Round((bar + sixteenth / 16) * BarSeconds * SampleRate);

    public Note At(int bar, double sixteenth, double pitch, double velocity, double sixteenths) => new(
        FrameOf(bar, sixteenth), Chord.ToHertz(pitch), velocity,
        FrameOf(bar, sixteenth + sixteenths) - FrameOf(bar, sixteenth));
}
