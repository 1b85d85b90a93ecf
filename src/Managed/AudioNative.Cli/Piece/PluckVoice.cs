// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>
/// Plucked strings (Karplus and Strong 1983, with the tuning of Jaffe and Smith 1983): a burst of noise goes round in a
/// delay as long as one period and loses its edges a little each time.
/// </summary>
internal sealed class PluckVoice(IEnumerable<Note> notes, double sampleRate) : Voice(notes, sampleRate, 1)
{
    private const double RingSeconds = 1.4; // until 60 dB down
    private const double Softening = 0.32;  // 0.5 would be the mean of two neighbours
    private const double Pick = 0.18;       // place along the string
    private const double AttackSeconds = 0.0006;
    private readonly List<Strand> _strings = [];
    private Noise _noise = new(0x2545F491);

    protected override void Start(Note note) => _strings.Add(new(note, SampleRate, ref _noise));

    protected override void Next(Span<float> block)
    {
        block.Clear();
        foreach (Strand strand in _strings)
            strand.AddTo(block);
        _strings.RemoveAll(strand => strand.IsOver);
    }

    private sealed class Strand
    {
        private readonly double[] _line;
        private readonly double _tuning;
        private readonly double _keep;
        private readonly double _attack;
        private double _rise;
        private int _at;
        private double _before;
        private double _allPassIn;
        private double _allPassOut;
        private long _left;

        public Strand(Note note, double sampleRate, ref Noise noise)
        {
            // The loop's delay is the line, the softening filter's share of a sample and what is left, by an all-pass.
            double period = sampleRate / note.Hertz - Softening;
            int length = Math.Max(2, (int)(period - 0.3));
            double rest = period - length;
            _tuning = (1 - rest) / (1 + rest);
            _keep = Math.Pow(10, -3 / (note.Hertz * RingSeconds));
            _attack = 1 / (AttackSeconds * sampleRate);
            _left = (long)(1.8 * RingSeconds * sampleRate); // 108 dB down: dropping it makes no step
            _line = new double[length];

            double smooth = 0;
            double share = 0.25 + 0.6 * note.Velocity; // softer is duller
            for (int i = 0; i < length; i++)
            {
                smooth += share * (noise.Next() - smooth);
                _line[i] = smooth;
            }

            double[] burst = [.. _line];
            int pick = Math.Max(1, (int)(Pick * length));
            for (int i = 0; i < length; i++)
                _line[i] = note.Velocity * (burst[i] - burst[(i - pick + length) % length]);
        }

        public bool IsOver => _left <= 0;

        public void AddTo(Span<float> block)
        {
            double[] line = _line;
            (int at, double before, double allPassIn, double allPassOut) = (_at, _before, _allPassIn, _allPassOut);
            int frames = (int)Math.Min(block.Length, _left);
            for (int i = 0; i < frames; i++)
            {
                double x = line[at];
                double softened = _keep * ((1 - Softening) * x + Softening * before);
                before = x;
                allPassOut = _tuning * (softened - allPassOut) + allPassIn;
                allPassIn = softened;
                line[at] = allPassOut;
                at = at + 1 == line.Length ? 0 : at + 1;
                _rise = Math.Min(1, _rise + _attack);
                block[i] += (float)(x * _rise);
            }

            (_at, _before, _allPassIn, _allPassOut) = (at, before, allPassIn, allPassOut);
            _left -= frames;
        }
    }
}
