// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>A soft bass drum: a sine that falls to its resting pitch.</summary>
internal sealed class KickVoice(IEnumerable<Note> notes, double sampleRate) : Voice(notes, sampleRate, 1)
{
    private const double RestingHertz = 47;
    private const double FallHertz = 110;
    private const double FallSeconds = 0.028;
    private const double DecaySeconds = 0.12;
    private const double AttackSeconds = 0.002;
    private const double ReleaseSeconds = 0.004;
    private readonly double _release = Math.Exp(-1 / (ReleaseSeconds * sampleRate));
    private double _velocity;
    private double _carried;
    private long _frame = long.MaxValue;

    protected override void Start(Note note)
    {
        // What is left of the last stroke fades rather than stops: a jump would be a click.
        _carried = Level() * Math.Sin(Phase());
        (_velocity, _frame) = (note.Velocity, 0);
    }

    protected override void Next(Span<float> block)
    {
        for (int at = 0; at < block.Length; at++)
        {
            _carried *= _release;
            block[at] = (float)(Level() * Math.Sin(Phase()) + _carried);
            if (_frame != long.MaxValue)
                _frame++;
        }
    }

    private double Level()
    {
        double seconds = _frame / SampleRate;
        return _velocity * Math.Exp(-seconds / DecaySeconds) * Math.Min(1, seconds / AttackSeconds);
    }

    private double Phase()
    {
        double seconds = _frame == long.MaxValue ? 0 : _frame / SampleRate;
        return 2 * Math.PI * (RestingHertz * seconds
            + FallHertz * FallSeconds * (1 - Math.Exp(-seconds / FallSeconds)));
    }
}
