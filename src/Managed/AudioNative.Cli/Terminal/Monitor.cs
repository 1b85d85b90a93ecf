// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AudioNative.Cli.Terminal;

/// <summary>
/// Shows a running server: clock, a bar for each channel, load and xruns. On a terminal twenty times a second in place,
/// elsewhere one line at each quarter, or every ten seconds where the end is not known.
/// </summary>
internal sealed class Monitor(Screen screen, Server server)
{
    private const int MostChannels = 8;
    private const int NumbersWidth = 22;
    private static readonly TimeSpan LiveStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PlainStep = TimeSpan.FromSeconds(10);
    private readonly ChannelMeter[] _meters = new ChannelMeter[Math.Min(server.Channels, MostChannels)];
    private readonly LevelBar[] _bars =
        [.. Enumerable.Range(0, Math.Min(server.Channels, MostChannels)).Select(_ => new LevelBar())];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>How long it goes on; null: not known.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>Where it stands; the server's clock unless set.</summary>
    public Func<TimeSpan> Position { get; init; } = () => server.CurrentTime;

    /// <summary>What is being done, in one line; may change.</summary>
    public Func<string> Headline { get; init; } = () => "";

    /// <summary>What is said at the end of the line of counters.</summary>
    public Func<string> Footnote { get; init; } = () => "";

    /// <summary>A line to be said once, where nothing can be redrawn; empty: none.</summary>
    public Func<string> Notice { get; init; } = () => "";

    /// <summary>Whether the output's meters are shown.</summary>
    public bool HasMeters { get; init; } = true;

    /// <summary>Shows until the task ends, however that is; its failure is not this call's.</summary>
    public async Task RunAsync(Task until, CancellationToken cancellationToken)
    {
        if (screen.IsLive)
        {
            await AnsiConsole.Live(Draw()).StartAsync(async live =>
            {
                while (await IsToGoOnAsync(until, LiveStep, cancellationToken))
                    live.UpdateTarget(Draw());
                live.UpdateTarget(Draw());
            });
            return;
        }

        TimeSpan step = Length is { } length ? length / 4 : PlainStep;
        TimeSpan next = step;
        while (await IsToGoOnAsync(until, LiveStep, cancellationToken))
        {
            string notice = Notice();
            if (notice.Length > 0)
                screen.Line(notice);
            if (Position() < next)
                continue;
            screen.Line(Describe());
            while (next <= Position())
                next += step;
        }
    }

    private static async Task<bool> IsToGoOnAsync(Task until, TimeSpan step, CancellationToken cancellationToken)
    {
        await Task.WhenAny(until, Task.Delay(step, cancellationToken));
        return !until.IsCompleted && !cancellationToken.IsCancellationRequested;
    }

    private string Describe()
    {
        ServerStatistics statistics = server.Statistics;
        string line = Clock.Write(Position());
        if (HasMeters)
        {
            server.GetMeters(_meters);
            line += "  peak" + string.Concat(_meters.Select(meter => LevelBar.Write(meter.PeakLevel))) + " dB";
        }

        string foot = Footnote();
        return line + string.Create(
            CultureInfo.InvariantCulture, $"  load {Clock.WriteShare(statistics.Load)}  xruns {statistics.Xruns}")
            + (foot.Length > 0 ? "  " + foot : "");
    }

    private Rows Draw()
    {
        int width = Math.Clamp(AnsiConsole.Profile.Width - NumbersWidth, 20, 64);
        var rows = new List<IRenderable>();
        string headline = Headline();
        if (headline.Length > 0)
            rows.Add(new Markup($"  [bold]{Markup.Escape(headline)}[/]"));
        rows.Add(new Markup(DrawClock(width)));
        if (HasMeters)
        {
            server.GetMeters(_meters);
            for (int channel = 0; channel < _meters.Length; channel++)
                rows.Add(new Markup(
                    $"  [grey]{NameOf(channel)}[/] {_bars[channel].Draw(_meters[channel], width, _watch.Elapsed)}"));
            rows.Add(new Markup($"    [grey]{DrawScale(width)}    rms   peak[/]"));
        }

        ServerStatistics statistics = server.Statistics;
        string xruns = statistics.Xruns == 0 ? "[green3]0[/]" : $"[red]{statistics.Xruns}[/]";
        string foot = Footnote();
        rows.Add(new Markup(
            $"  [grey]load[/] {Clock.WriteShare(statistics.Load)}   [grey]xruns[/] {xruns}   "
            + $"[grey]longest callback[/] {Clock.WriteMilliseconds(statistics.LongestCallback)}"
            + (foot.Length > 0 ? $"   [grey]{Markup.Escape(foot)}[/]" : "")));
        return new Rows(rows);
    }

    private string DrawClock(int width)
    {
        TimeSpan now = Position();
        string clock = $"  [bold aqua]{Clock.Write(now)}[/]";
        if (Length is not { } length || length <= TimeSpan.Zero)
            return clock;
        int total = Math.Max(8, width - 24);
        int done = (int)Math.Round(Math.Clamp(now / length, 0, 1) * total);
        string bar = $"[aqua]{new string('━', done)}[/][grey23]{new string('━', total - done)}[/]";
        return $"{clock} {bar} [grey]{Clock.Write(length)}[/]";
    }

    private static string DrawScale(int width)
    {
        char[] scale = [.. new string(' ', width)];
        foreach (int level in new[] { -60, -48, -36, -24, -18, -12, -6 })
        {
            string text = level.ToString(CultureInfo.InvariantCulture);
            int at = Math.Clamp((int)Math.Round((level + 60) / 60.0 * width), 0, width - text.Length);
            text.CopyTo(0, scale, at, text.Length);
        }

        return new string(scale);
    }

    private string NameOf(int channel) => server.Channels switch
    {
        1 => "M",
        2 => channel == 0 ? "L" : "R",
        _ => (channel + 1).ToString(CultureInfo.InvariantCulture),
    };
}
