// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>
/// Held chords, stereo: each note two saws a few cents apart, one more to the left, one to the right, through a
/// low-pass that opens and closes slowly.
/// </summary>
internal sealed class PadVoice(IEnumerable<Note> notes, double sampleRate) : Voice(notes, sampleRate, 2)
{
    private const double AttackSeconds = 0.45;
    private const double ReleaseSeconds = 0.7;
    private const double SpreadCents = 5;
    private const double SweepHertz = 0.11;
    private const int SweepEvery = 32;
    private readonly List<Held> _held = [];
    private StateFilter _left;
    private StateFilter _right;
    private long _frame;

    protected override void Start(Note note)
    {
        double apart = Math.Pow(2, SpreadCents / 1200);
        // The phases begin apart from each other by the golden ratio: no two notes start on the same edge.
        double phase = _held.Count * 0.618 % 1;
        _held.Add(new(note.Hertz / apart / SampleRate, note.Hertz * apart / SampleRate, note.Velocity, note.Frames)
        {
            LeftPhase = phase,
            RightPhase = (phase + 0.37) % 1,
        });
    }

    protected override void Next(Span<float> block)
    {
        (double attack, double release) = (1 / (AttackSeconds * SampleRate), 1 / (ReleaseSeconds * SampleRate));
        for (int at = 0; at < block.Length; at += 2)
        {
            if (_frame % SweepEvery == 0)
                Sweep();
            _frame++;
            (double left, double right) = (0, 0);
            foreach (Held held in _held)
            {
                double level = held.Step(attack, release);
                double a = Saw(ref held.LeftPhase, held.LeftStep) * level;
                double b = Saw(ref held.RightPhase, held.RightStep) * level;
                left += 0.8 * a + 0.35 * b;
                right += 0.35 * a + 0.8 * b;
            }

            _left.Add(left);
            _right.Add(right);
            block[at] = (float)_left.Low;
            block[at + 1] = (float)_right.Low;
        }

        _held.RemoveAll(held => held.IsOver);
    }

    private void Sweep()
    {
        double sweep = Math.Sin(2 * Math.PI * SweepHertz * _frame / SampleRate - 1);
        _left.Set(950 * Math.Pow(2, 0.9 * sweep), 0.8, SampleRate);
        _right.Set(950 * Math.Pow(2, 0.9 * sweep + 0.15), 0.8, SampleRate);
    }

    /// <summary>
    /// A saw whose jump is rounded over two samples (polyBLEP, Välimäki 2007), so that it does not alias much.
    /// </summary>
    private static double Saw(ref double phase, double step)
    {
        phase += step;
        if (phase >= 1)
            phase -= 1;
        double saw = 2 * phase - 1;
        if (phase < step)
        {
            double t = phase / step;
            saw -= 2 * t - t * t - 1;
        }
        else if (phase > 1 - step)
        {
            double t = (phase - 1) / step;
            saw -= t * t + 2 * t + 1;
        }

        return saw;
    }

    private sealed class Held(double leftStep, double rightStep, double velocity, long frames)
    {
        public double LeftPhase;
        public double RightPhase;
        private long _left = frames;
        private double _rise;

        public double LeftStep { get; } = leftStep;

        public double RightStep { get; } = rightStep;

        public bool IsOver => _left <= 0 && _rise <= 0;

        public double Step(double attack, double release)
        {
            _rise = Math.Clamp(_rise + (_left-- > 0 ? attack : -release), 0, 1);
            return velocity * _rise * _rise * (3 - 2 * _rise);
        }
    }
}
