// SPDX-License-Identifier: MIT
using System.Globalization;

namespace AudioNative.Plotting;

/// <summary>
/// A picture of a recording: the wave form of each channel (the peaks, and the mean within them) over a spectrogram of
/// all of them, on one time axis. [any thread], one at a time per plot
/// </summary>
public sealed class RecordingPlot
{
    private const int LeftMargin = 84;
    private const int RightMargin = 96;
    private const int LaneGap = 18;
    private const int MostLanes = 8;
    private const int ReadFrames = 16384;
    private const double LeastPower = 1e-20;

    private readonly RecordingPlotOptions _options;
    private readonly SampleGrid _grid;
    private readonly int _channels;
    private readonly double _sampleRate;
    private readonly double _seconds;

    /// <summary>Begins a plot; the samples are handed in by <see cref="Add"/>.</summary>
    /// <param name="frames">Frames of the whole recording, 1 or more.</param>
    /// <param name="channels">Its channels, 1 or more; wave forms are drawn of the first eight.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="options">How it looks; null: as usual.</param>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    public RecordingPlot(long frames, int channels, double sampleRate, RecordingPlotOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        _options = options ?? new RecordingPlotOptions();
        _options.Check();
        (_channels, _sampleRate, _seconds) = (channels, sampleRate, frames / sampleRate);
        int columns = _options.Width - LeftMargin - RightMargin;
        _grid = new SampleGrid(channels, frames, columns, _options.WindowFrames);
    }

    /// <summary>Draws samples and saves the picture as PNG.</summary>
    /// <param name="path">Where to; a file that exists is replaced.</param>
    /// <param name="interleaved">The samples, frame by frame; at least one frame.</param>
    /// <param name="channels">Channels, 1 or more.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="options">How it looks; null: as usual.</param>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(
        string path, ReadOnlySpan<float> interleaved, int channels, double sampleRate,
        RecordingPlotOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        var plot = new RecordingPlot(interleaved.Length / channels, channels, sampleRate, options);
        plot.Add(interleaved);
        plot.Draw().Save(path);
    }

    /// <summary>
    /// Draws an audio file and saves the picture as PNG. Memory does not depend on the file's length.
    /// </summary>
    /// <param name="path">Where to; a file that exists is replaced.</param>
    /// <param name="audioPath">The audio file.</param>
    /// <param name="options">How it looks; null: as usual, with the file's name as title.</param>
    /// <exception cref="AudioFileException">The audio file is missing, cannot be read, or holds no frame.</exception>
    /// <exception cref="IOException">The picture cannot be written.</exception>
    public static void SaveFile(string path, string audioPath, RecordingPlotOptions? options = null)
    {
        using AudioFile file = AudioFile.Open(audioPath);
        long frames = file.Info.Frames ?? Count(audioPath);
        if (frames == 0)
            throw new AudioFileException($"There is nothing to draw: '{audioPath}' holds no frame.");
        options ??= new RecordingPlotOptions { Title = Path.GetFileName(audioPath) };
        var plot = new RecordingPlot(frames, file.Info.Channels, file.SampleRate, options);
        var buffer = new float[ReadFrames * file.Info.Channels];
        for (int read; (read = file.Read(buffer)) > 0;)
            plot.Add(buffer.AsSpan(0, read * file.Info.Channels));
        plot.Draw().Save(path);
    }

    /// <summary>Takes the next interleaved frames: whole ones. What is past the frames announced is ignored.</summary>
    public void Add(ReadOnlySpan<float> interleaved) => _grid.Add(interleaved);

    /// <summary>
    /// Draws the picture of all that was added; frames announced but never added are drawn as silence.
    /// </summary>
    public Canvas Draw()
    {
        _grid.Finish();
        PlotTheme theme = _options.Theme;
        var canvas = new Canvas(_options.Width, _options.Height, theme.Background);
        Axis time = Axis.Linear(0, _seconds, "Time (s)");
        IReadOnlyList<AxisTick> seconds = time.GetTicks(Math.Max(2, _grid.Columns / 110));

        int top = DrawTitle(canvas, theme);
        int bottom = _options.Height - 62;
        int lanes = Math.Min(_channels, MostLanes);
        int waveHeight = (int)((bottom - top) * 0.36);
        int laneHeight = Math.Max(1, (waveHeight - (lanes - 1) * LaneGap) / lanes);
        for (int lane = 0; lane < lanes; lane++)
            DrawWave(canvas, lane, top + lane * (laneHeight + LaneGap), laneHeight, time, seconds);

        int spectrumTop = top + waveHeight + 26;
        DrawSpectrum(canvas, spectrumTop, bottom - spectrumTop, time, seconds);
        return canvas;
    }

    private static long Count(string audioPath)
    {
        using AudioFile file = AudioFile.Open(audioPath);
        var buffer = new float[ReadFrames * file.Info.Channels];
        while (file.Read(buffer) > 0)
        {
        }

        return file.Position;
    }

    private int DrawTitle(Canvas canvas, PlotTheme theme)
    {
        double right = _options.Width - RightMargin;
        canvas.DrawText(LeftMargin, 22 + theme.TitleSize, _options.Title, theme.TitleSize, theme.Text, weight: 0.13);
        double baseline = 22 + theme.TitleSize + 14 + theme.TextSize;
        string facts = string.Create(
            CultureInfo.InvariantCulture,
            $"{_sampleRate / 1000:0.###} kHz  ·  {_channels} {(_channels == 1 ? "channel" : "channels")}")
            + string.Create(CultureInfo.InvariantCulture, $"  ·  {_seconds:0.000} s")
            + $"  ·  peak {Decibels(_grid.Peak)} dBFS  ·  RMS {Decibels(_grid.Rms)} dBFS";
        canvas.DrawText(LeftMargin, baseline, facts, theme.TextSize, theme.FaintText);
        Color color = theme.Series[0];
        new PlotPanel(canvas, theme, 0, 0, 1, 1, Axis.Linear(0, 1, ""), Axis.Linear(0, 1, "")).DrawLegend(
            right, baseline, ("peak", PeakColor(color, theme)), ("RMS", color));
        return (int)baseline + 18;
    }

    private void DrawWave(Canvas canvas, int lane, int top, int height, Axis time, IReadOnlyList<AxisTick> seconds)
    {
        PlotTheme theme = _options.Theme;
        double range = Math.Max(1, _grid.Peak);
        string name = (lane, _channels) switch
        {
            (_, 1) => "mono",
            (0, 2) => "left",
            (1, 2) => "right",
            _ => $"channel {lane + 1}",
        };
        var panel = new PlotPanel(
            canvas, theme, LeftMargin, top, _grid.Columns, height, time, Axis.Linear(-range, range, $"{name} (dBFS)"));
        panel.DrawGround();
        panel.DrawHorizontalTicks(seconds, hasLabels: false);
        double[] levels = height < 60 ? [0] : height < 150 ? [0, -6, -12] : [0, -3, -6, -12, -20];
        foreach (double level in levels)
        {
            double amplitude = Math.Pow(10, level / 20);
            string label = level.ToString("0", CultureInfo.InvariantCulture).Replace('-', '−');
            panel.DrawVerticalTicks([new(-amplitude, label), new(amplitude, label)], hasTitle: false);
        }

        panel.DrawVerticalTicks([new(0, height < 60 ? "" : "−∞")], hasTitle: height >= 100);
        Color series = theme.Series[lane % theme.Series.Count];
        Color peak = PeakColor(series, theme);
        for (int column = 0; column < _grid.Columns; column++)
        {
            int cell = lane * _grid.Columns + column;
            double rms = _grid.GetRms(lane, column);
            FillColumn(canvas, panel, column, _grid.Lowest[cell], _grid.Highest[cell], 1, peak);
            (double low, double high) = (Math.Max(-rms, _grid.Lowest[cell]), Math.Min(rms, _grid.Highest[cell]));
            FillColumn(canvas, panel, column, low, high, 0, series);
        }

        panel.DrawFrame();
    }

    private static void FillColumn(
        Canvas canvas, PlotPanel panel, int column, double low, double high, double leastHeight, Color color)
    {
        (double from, double to) = (panel.ToY(high), panel.ToY(low));
        double missing = Math.Max(0, leastHeight - (to - from)) / 2;
        canvas.FillRectangle(panel.Left + column, from - missing, 1, to - from + 2 * missing, color);
    }

    private void DrawSpectrum(Canvas canvas, int top, int height, Axis time, IReadOnlyList<AxisTick> seconds)
    {
        PlotTheme theme = _options.Theme;
        double nyquist = _sampleRate / 2;
        Axis frequency = _options.IsLogarithmic
            ? Axis.Logarithmic(Math.Min(_options.LowestFrequency, nyquist / 2), nyquist, "Frequency (Hz)")
            : Axis.Linear(0, nyquist, "Frequency (Hz)");
        var panel = new PlotPanel(canvas, theme, LeftMargin, top, _grid.Columns, height, time, frequency);
        double[] edges = [.. Enumerable.Range(0, height + 1).Select(
            row => frequency.ToValue(1 - (double)row / height) / nyquist * (_grid.Bins - 1))];
        panel.DrawImage((x, y) => ToShare(GetDecibels(x, edges[y + 1], edges[y])));
        panel.DrawHorizontalTicks(seconds, hasGrid: false);
        panel.DrawVerticalTicks(frequency.GetTicks(Math.Max(2, height / 34)), hasGrid: false);
        panel.DrawFrame();

        var levels = new PlotPanel(
            canvas, theme, _options.Width - RightMargin + 22, top, 14, height, Axis.Linear(0, 1, ""),
            Axis.Linear(_options.FloorDecibels, _options.CeilingDecibels, ""));
        levels.DrawImage((_, y) => 1 - (double)y / height);
        levels.DrawFrame();
        foreach (AxisTick tick in levels.Vertical.GetTicks(Math.Max(2, height / 55)))
        {
            double y = Math.Clamp(Math.Floor(levels.ToY(tick.Value)), top, top + height - 1);
            canvas.FillRectangle(levels.Left + levels.Width, y, 4, 1, theme.Frame);
            canvas.DrawText(
                levels.Left + levels.Width + 8, y + 0.5 + theme.TextSize / 2,
                tick.Label, theme.TextSize, theme.FaintText);
        }

        canvas.DrawText(levels.Left - 2, top - 9, "dBFS", theme.TextSize, theme.FaintText);
    }

    /// <summary>
    /// The loudest bin between two places on the row of bins, or, where they lie closer, the one in between.
    /// </summary>
    private double GetDecibels(int column, double fromBin, double toBin)
    {
        ReadOnlySpan<float> power = _grid.Power.AsSpan(column * _grid.Bins, _grid.Bins);
        (int first, int last) = ((int)Math.Ceiling(fromBin), (int)Math.Floor(toBin));
        double middle = (fromBin + toBin) / 2;
        int left = Math.Min((int)middle, power.Length - 2);
        double most = Interpolate(power[left], power[left + 1], middle - left);
        for (int bin = Math.Max(first, 0); bin <= last && bin < power.Length; bin++)
            most = Math.Max(most, ToDecibels(power[bin]));
        return most;
    }

    private double ToShare(double decibels) =>
        (decibels - _options.FloorDecibels) / (_options.CeilingDecibels - _options.FloorDecibels);

    private static double Interpolate(float from, float to, double share) =>
        ToDecibels(from) + (ToDecibels(to) - ToDecibels(from)) * share;

    private static double ToDecibels(double power) => 10 * Math.Log10(Math.Max(power, LeastPower));

    private static Color PeakColor(Color series, PlotTheme theme) => series.Mix(theme.Panel, 0.5);

    private static string Decibels(double amplitude) => amplitude <= 0
        ? "−∞"
        : (20 * Math.Log10(amplitude)).ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−');
}
