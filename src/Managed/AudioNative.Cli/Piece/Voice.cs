// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>
/// Plays notes as samples, one frame after the other: what it gives does not depend on how many frames are asked for at a
/// time, so the piece is the same offline and in real time.
/// </summary>
internal abstract class Voice(IEnumerable<Note> notes, double sampleRate, int channels)
{
    private readonly Note[] _notes = [.. notes.OrderBy(note => note.Frame)];
    private long _frame;
    private int _next;

    public int Channels { get; } = channels;

    protected double SampleRate { get; } = sampleRate;

    /// <summary>Writes the next frames, interleaved: as many as fit.</summary>
    public void Render(Span<float> samples)
    {
        for (int at = 0; at + Channels <= samples.Length; at += Channels)
        {
            while (_next < _notes.Length && _notes[_next].Frame <= _frame)
                Start(_notes[_next++]);
            Next(samples.Slice(at, Channels));
            _frame++;
        }
    }

    protected abstract void Start(Note note);

    protected abstract void Next(Span<float> frame);

    /// <summary>What is left after one frame of a decay that takes so many seconds to fall to 1/e.</summary>
    protected double DecayOver(double seconds) => Math.Exp(-1 / (seconds * SampleRate));
}
