// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>
/// An electric piano by frequency modulation (Chowning 1973): a body, and a tine that is heard only at the stroke.
/// </summary>
internal sealed class BellVoice : Voice
{
    private const double AttackSeconds = 0.003;
    private const double Silence = 1e-5;
    private readonly List<Tone> _tones = [];
    private readonly double _rise;
    private readonly double _decay;
    private readonly double _mellowing;
    private readonly double _tineDecay;

    public BellVoice(IEnumerable<Note> notes, double sampleRate)
        : base(notes, sampleRate, 1)
    {
        _rise = 1 / (AttackSeconds * sampleRate);
        (_decay, _mellowing, _tineDecay) = (DecayOver(0.55), DecayOver(0.35), DecayOver(0.05));
    }

    protected override void Start(Note note) =>
        _tones.Add(
            new(2 * Math.PI * note.Hertz / SampleRate) { Level = note.Velocity, Brightness = 1.1 * note.Velocity });

    protected override void Next(Span<float> block)
    {
        for (int at = 0; at < block.Length; at++)
        {
            double sum = 0;
            for (int i = _tones.Count - 1; i >= 0; i--)
            {
                Tone tone = _tones[i];
                double modulator = Math.Sin(tone.Turn);
                double body = Math.Sin(tone.Turn + tone.Brightness * modulator);
                double tine = tone.Tine > Silence ? tone.Tine * Math.Sin(7 * tone.Turn + 0.3 * modulator) : 0;
                sum += tone.Level * Math.Min(1, tone.Rise) * (body + tine);
                tone.Rise += _rise;
                tone.Turn += tone.Step;
                tone.Level *= _decay;
                tone.Brightness *= _mellowing;
                tone.Tine *= _tineDecay;
                if (tone.Level < Silence)
                    _tones.RemoveAt(i);
            }

            block[at] = (float)sum;
        }
    }

    private sealed class Tone(double step)
    {
        public double Turn;
        public double Rise;
        public double Level;
        public double Brightness;
        public double Tine = 0.12;

        public double Step { get; } = step;
    }
}
