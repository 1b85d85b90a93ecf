// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>
/// Plays notes as samples. What it gives does not depend on how many frames are asked for at a time, so the piece is
/// the same offline and in real time.
/// </summary>
internal abstract class Voice(IEnumerable<Note> notes, double sampleRate, int channels)
{
    /// <summary>Frames that are asked for at a time, at most.</summary>
    protected const int MostFrames = 256;

    private readonly Note[] _notes = [.. notes.OrderBy(note => note.Frame)];
    private long _frame;
    private int _next;

    public int Channels { get; } = channels;

    protected double SampleRate { get; } = sampleRate;

    /// <summary>Writes the next frames, interleaved: as many as fit.</summary>
    public void Render(Span<float> samples)
    {
        while (samples.Length >= Channels)
        {
            while (_next < _notes.Length && _notes[_next].Frame <= _frame)
                Start(_notes[_next++]);
            long untilNote = _next < _notes.Length ? _notes[_next].Frame - _frame : long.MaxValue;
            int frames = (int)Math.Min(Math.Min(MostFrames, samples.Length / Channels), untilNote);
            Next(samples[..(frames * Channels)]);
            samples = samples[(frames * Channels)..];
            _frame += frames;
        }
    }

    /// <summary>A note begins with the next frame.</summary>
    protected abstract void Start(Note note);

    /// <summary>
    /// Writes the next frames, interleaved. No note begins within them, and each is made as if it were asked for alone.
    /// </summary>
    protected abstract void Next(Span<float> block);

    /// <summary>What is left after one frame of a decay that takes so many seconds to fall to 1/e.</summary>
    protected double DecayOver(double seconds) => Math.Exp(-1 / (seconds * SampleRate));
}
