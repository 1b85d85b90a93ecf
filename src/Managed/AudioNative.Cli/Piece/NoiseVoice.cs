// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>Percussion of filtered noise: what is above a frequency (a hat) or around one (a brush). A note's length is
/// the time in which it dies away.</summary>
internal sealed class NoiseVoice : Voice
{
    private readonly double _attack;
    private readonly bool _isBand;
    private Noise _noise;
    private StateFilter _first;
    private StateFilter _second;
    private double _level;
    private double _aim;
    private double _decay;

    public NoiseVoice(
        IEnumerable<Note> notes, double sampleRate, double hertz, double q, bool isBand, double attackSeconds,
        uint seed)
        : base(notes, sampleRate, 1)
    {
        (_isBand, _attack, _noise) = (isBand, 1 / (attackSeconds * sampleRate), new Noise(seed));
        _first.Set(hertz, q, sampleRate);
        _second.Set(hertz, q, sampleRate);
    }

    protected override void Start(Note note) =>
        (_aim, _decay) = (note.Velocity, Math.Exp(-1.0 / Math.Max(1, note.Frames)));

    protected override void Next(Span<float> block)
    {
        for (int at = 0; at < block.Length; at++)
        {
            _aim *= _decay;
            _level += Math.Min(1, _attack) * (_aim - _level);
            _first.Add(_noise.Next());
            _second.Add(_isBand ? _first.Band : _first.High);
            block[at] = (float)(_level * (_isBand ? _second.Band : _second.High));
        }
    }
}
