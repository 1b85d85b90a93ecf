// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>A round bass: one sine with two overtones, gently driven, one note at a time.</summary>
internal sealed class BassVoice(IEnumerable<Note> notes, double sampleRate) : Voice(notes, sampleRate, 1)
{
    private const double AttackSeconds = 0.006;
    private const double GlideSeconds = 0.012;
    private const double ReleaseSeconds = 0.05;
    private readonly double _hitDecay = Math.Exp(-1 / (0.25 * sampleRate));
    private double _phase;
    private double _hertz;
    private double _target;
    private double _level;
    private double _hit;
    private double _velocity;
    private long _left;

    protected override void Start(Note note)
    {
        _target = note.Hertz;
        if (_level < 1e-3)
            (_hertz, _phase) = (note.Hertz, 0);
        (_hit, _velocity, _left) = (1, note.Velocity, note.Frames);
    }

    protected override void Next(Span<float> block)
    {
        for (int at = 0; at < block.Length; at++)
        {
            _hertz += (_target - _hertz) / (GlideSeconds * SampleRate);
            double aim = _left-- > 0 ? _velocity : 0;
            double seconds = aim > _level ? AttackSeconds : ReleaseSeconds;
            _level += (aim - _level) / (seconds * SampleRate);
            _hit *= _hitDecay;
            _phase += _hertz / SampleRate;
            if (_phase >= 1)
                _phase -= 1;
            double turn = 2 * Math.PI * _phase;
            double tone = Math.Sin(turn) + (0.15 + 0.35 * _hit) * Math.Sin(2 * turn) + 0.2 * _hit * Math.Sin(3 * turn);
            block[at] = (float)(Math.Tanh(1.1 * tone) * _level * (0.7 + 0.3 * _hit));
        }
    }
}
