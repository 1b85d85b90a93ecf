// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>One source of the piece: its sound, and how the native mixer is to place it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Voice">What it plays.</param>
/// <param name="Gain">In dB.</param>
/// <param name="Pan">-1 (left) to 1 (right).</param>
internal sealed record Part(string Name, Voice Voice, Decibels Gain, double Pan);

/// <summary>
/// The piece that the demo plays: a few bars in D minor that come home to F, for nine sources. It scales to any length;
/// given length and rate, every sample is the same at every run.
/// </summary>
internal sealed class DemoPiece
{
    private const double MostFadeSeconds = 1.6;
    private static readonly int[] Walk = [0, 2, 1, 3, 2, 4, 3, 1, 0, 2, 4, 3, 2, 3, 1, 4];
    private readonly Timing _timing;

    /// <param name="seconds">How long, 0.1 or more.</param>
    /// <param name="sampleRate">In Hz.</param>
    public DemoPiece(double seconds, double sampleRate)
    {
        _timing = new Timing(seconds, sampleRate);
        double rate = sampleRate;
        Parts =
        [
            new("pad", new PadVoice(Pad(), rate), new(-24.5), 0),
            new("bass", new BassVoice(Bass(), rate), new(-13.5), 0),
            new("pluck", new PluckVoice(Pluck(), rate), new(-12), -0.45),
            new("echo", new EchoVoice(new PluckVoice(Pluck(), rate), 3 * _timing.BarSeconds / 16, rate), new(-15), 0.6),
            new("piano", new BellVoice(Tune(), rate), new(-17.5), 0.2),
            new("kick", new KickVoice(Kick(), rate), new(-10), 0),
            new("hat", Hat(0x9E3779B9), new(-22), 0.35),
            new("brush", Brush(0x7F4A7C15), new(-6.5), -0.2),
            new(
                "room",
                new RoomVoice(
                    rate,
                    (new PluckVoice(Pluck(), rate), 0.5),
                    (new BellVoice(Tune(), rate), 0.5),
                    (Brush(0x7F4A7C15), 0.35)),
                new(-23), 0),
        ];
    }

    public IReadOnlyList<Part> Parts { get; }

    public long Frames => _timing.Frames;

    public double SampleRate => _timing.SampleRate;

    /// <summary>Writes the next frames of a part, interleaved and faded at the end, and silence after it.</summary>
    /// <remarks>Parts may be rendered by several threads, each by one.</remarks>
    public void Render(Part part, long firstFrame, Span<float> samples)
    {
        int channels = part.Voice.Channels;
        part.Voice.Render(samples);
        long fade = (long)(Math.Min(MostFadeSeconds, _timing.BarSeconds * 0.6) * SampleRate);
        for (int at = 0; at < samples.Length; at++)
        {
            long left = Frames - 1 - (firstFrame + at / channels);
            if (left < fade)
                samples[at] *= left <= 0 ? 0 : (float)Square(Math.Sin(0.5 * Math.PI * left / fade));
        }
    }

    private static double Square(double x) => x * x;

    private IEnumerable<Note> EachBar(Func<int, IEnumerable<Note>> write) =>
        Enumerable.Range(0, _timing.Bars).SelectMany(write);

    private IEnumerable<Note> Pad() => EachBar(bar => _timing[bar].Pad.Select(
        pitch => _timing.At(bar, 0, pitch, 1, _timing.IsEnding(bar) ? 32 : 15)));

    private IEnumerable<Note> Bass() => EachBar(bar => _timing switch
    {
        _ when _timing.IsIntroduction(bar) => [_timing.At(bar, 0, _timing[bar].Bass, 0.8, 14)],
        _ when _timing.IsEnding(bar) => [_timing.At(bar, 0, _timing[bar].Bass + 12, 0.9, 16)],
        _ =>
        [
            _timing.At(bar, 0, _timing[bar].Bass, 1, 5), _timing.At(bar, 6, _timing[bar].Bass + 12, 0.7, 1.6),
            _timing.At(bar, 8, _timing[bar].Bass, 0.95, 3.5), _timing.At(bar, 12, _timing[bar].Bass + 7, 0.75, 1.7),
            _timing.At(bar, 14, _timing[bar].Bass + 12, 0.8, 1.8),
        ],
    });

    private IEnumerable<Note> Pluck() =>
        EachBar(bar => Enumerable.Range(0, _timing.IsEnding(bar) ? 6 : 16).Select(i => _timing.At(
        bar, i, _timing[bar].Run[_timing.IsEnding(bar) ? Math.Min(i, 4) : Walk[i]],
        (i % 4) switch { 0 => 0.9, 2 => 0.65, _ => 0.45 } * (_timing.IsEnding(bar) ? 1 - 0.12 * i : 1), 1)));

    private IEnumerable<Note> Tune() => EachBar(bar => _timing.IsIntroduction(bar)
        ? [.. _timing[bar].Tune.Skip(2).Select(n => _timing.At(bar, n.Sixteenth, n.Pitch, 0.6, 4))]
        : _timing[bar].Tune.Select((n, i) => _timing.At(bar, n.Sixteenth, n.Pitch, i == 0 ? 0.9 : 0.7, 4)));

    private IEnumerable<Note> Kick() => EachBar(bar => _timing switch
    {
        _ when _timing.IsIntroduction(bar) => [_timing.At(bar, 14, 36, 0.5, 1)],
        _ when _timing.IsEnding(bar) => [_timing.At(bar, 0, 36, 0.9, 1)],
        _ =>
        [
            _timing.At(bar, 0, 36, 1, 1), _timing.At(bar, 7, 36, 0.55, 1), _timing.At(bar, 8, 36, 0.9, 1),
            _timing.At(bar, 14, 36, 0.45, 1),
        ],
    });

    private NoiseVoice Hat(uint seed)
    {
        long closed = (long)(0.03 * SampleRate);
        IEnumerable<Note> notes = EachBar(bar => _timing.IsEnding(bar)
            ? [_timing.At(bar, 0, 80, 0.5, 0) with { Frames = 8 * closed }]
            : Enumerable.Range(0, 16).Select(i => _timing.At(
                bar, i, 80, (i % 4) switch { 2 => 1, 0 => 0.5, _ => 0.22 }
                    * (_timing.IsIntroduction(bar) ? 0.05 * i : 1), 0)
                with { Frames = i == 14 ? 5 * closed : i % 4 == 2 ? 2 * closed : closed }));
        return new NoiseVoice(notes, SampleRate, 7500, 0.7, isBand: false, attackSeconds: 0.0006, seed);
    }

    private NoiseVoice Brush(uint seed)
    {
        long length = (long)(0.075 * SampleRate);
        IEnumerable<Note> notes = EachBar(bar => _timing.IsIntroduction(bar) || _timing.IsEnding(bar)
            ? []
            : new[] { _timing.At(bar, 4, 60, 0.9, 0), _timing.At(bar, 12, 60, 1, 0), _timing.At(bar, 15, 60, 0.3, 0) }
                .Select(note => note with { Frames = length }));
        return new NoiseVoice(notes, SampleRate, 1900, 0.8, isBand: true, attackSeconds: 0.002, seed);
    }
}
