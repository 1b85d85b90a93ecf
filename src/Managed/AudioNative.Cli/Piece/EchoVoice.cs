// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>
/// What another voice of one channel plays, some time later, again and again, each time quieter and duller.
/// </summary>
internal sealed class EchoVoice(Voice source, double seconds, double sampleRate) : Voice([], sampleRate, 1)
{
    private const double Feedback = 0.45;
    private const double DullHertz = 2600;
    private readonly float[] _line = new float[Math.Max(1, (int)Math.Round(seconds * sampleRate))];
    private readonly double _dull = 1 - Math.Exp(-2 * Math.PI * DullHertz / sampleRate);
    private double _smooth;
    private int _at;

    protected override void Start(Note note)
    {
    }

    protected override void Next(Span<float> block)
    {
        source.Render(block);
        for (int i = 0; i < block.Length; i++)
        {
            float late = _line[_at];
            _smooth += _dull * (block[i] + Feedback * late - _smooth);
            _line[_at] = (float)_smooth;
            _at = _at + 1 == _line.Length ? 0 : _at + 1;
            block[i] = late;
        }
    }
}
