// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>
/// The room that other voices of one channel are heard in, stereo and without themselves: eight delays that feed each
/// other (Jot and Chaigne 1991), highs dying faster than lows.
/// </summary>
internal sealed class RoomVoice : Voice
{
    private const double ReverberationSeconds = 2.2; // until 60 dB down
    private const double DullHertz = 4200;
    private const double LeadSeconds = 0.018;

    // No two share a divisor in milliseconds, so their echoes do not fall together.
    private static readonly double[] LineSeconds = [0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0591, 0.0677, 0.0731];

    private readonly (Voice Voice, double Share)[] _sources;
    private readonly double[][] _lines;
    private readonly int[] _at;
    private readonly double[] _keep;
    private readonly double[] _smooth;
    private readonly double[] _out;
    private readonly double[] _lead;
    private readonly float[] _sum = new float[MostFrames];
    private readonly float[] _one = new float[MostFrames];
    private readonly double _dull;
    private int _leadAt;

    public RoomVoice(double sampleRate, params (Voice Voice, double Share)[] sources)
        : base([], sampleRate, 2)
    {
        _sources = sources;
        _lines = [.. LineSeconds.Select(s => new double[Math.Max(1, (int)(s * sampleRate))])];
        _keep = [.. _lines.Select(line => Math.Pow(10, -3 * line.Length / (ReverberationSeconds * sampleRate)))];
        _at = new int[_lines.Length];
        _smooth = new double[_lines.Length];
        _out = new double[_lines.Length];
        _lead = new double[Math.Max(1, (int)(LeadSeconds * sampleRate))];
        _dull = 1 - Math.Exp(-2 * Math.PI * DullHertz / sampleRate);
    }

    protected override void Start(Note note)
    {
    }

    protected override void Next(Span<float> block)
    {
        int frames = block.Length / 2;
        Span<float> sum = _sum.AsSpan(0, frames);
        Span<float> one = _one.AsSpan(0, frames);
        sum.Clear();
        foreach ((Voice voice, double share) in _sources)
        {
            voice.Render(one);
            for (int i = 0; i < frames; i++)
                sum[i] += (float)share * one[i];
        }

        for (int i = 0; i < frames; i++)
            (block[2 * i], block[2 * i + 1]) = Reflect(sum[i]);
    }

    private (float Left, float Right) Reflect(double sound)
    {
        double input = _lead[_leadAt];
        _lead[_leadAt] = sound;
        _leadAt = _leadAt + 1 == _lead.Length ? 0 : _leadAt + 1;

        double all = 0;
        for (int i = 0; i < _out.Length; i++)
        {
            _smooth[i] += _dull * (_keep[i] * _lines[i][_at[i]] - _smooth[i]);
            _out[i] = _smooth[i];
            all += _out[i];
        }

        // A Householder reflection: every line into every other, losing nothing.
        all *= 2.0 / _out.Length;
        (double left, double right) = (0, 0);
        for (int i = 0; i < _out.Length; i++)
        {
            _lines[i][_at[i]] = _out[i] - all + ((i & 1) == 0 ? input : -input);
            _at[i] = _at[i] + 1 == _lines[i].Length ? 0 : _at[i] + 1;
            left += (i & 2) == 0 ? _out[i] : 0.25 * _out[i];
            right += (i & 2) == 0 ? -0.25 * _out[i] : _out[i];
        }

        return ((float)left, (float)right);
    }
}
