// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;

namespace AudioNative.Cli.Terminal;

/// <summary>
/// One channel's level as a bar of characters: filled up to the RMS, a tick at the peak that stays a while and then
/// falls.
/// </summary>
internal sealed class LevelBar
{
    private const double Floor = -60;
    private const double FallPerSecond = 24;
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(1.2);
    private static readonly string[] Eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    private double _held = double.NegativeInfinity;
    private TimeSpan _heldAt;
    private TimeSpan _drawnAt;

    /// <summary>The bar in Spectre's markup.</summary>
    /// <param name="meter">The levels.</param>
    /// <param name="width">Characters across, without the numbers.</param>
    /// <param name="now">Time on any steady clock.</param>
    public string Draw(ChannelMeter meter, int width, TimeSpan now)
    {
        double peak = meter.PeakLevel.Value;
        if (peak >= _held)
            (_held, _heldAt) = (peak, now);
        else if (now - _heldAt > Hold)
            _held = Math.Max(peak, _held - FallPerSecond * (now - _drawnAt).TotalSeconds);
        _drawnAt = now;

        double filled = ToShare(meter.RmsLevel.Value) * width;
        double reached = ToShare(peak) * width;
        int tick = _held <= Floor ? -1 : Math.Min(width - 1, (int)(ToShare(_held) * width));
        var bar = new StringBuilder();
        for (int i = 0; i < width; i++)
        {
            string color = ColorAt((i + 0.5) / width);
            string cell = i + 1 <= filled ? "█" : i < filled ? Eighths[(int)((filled - i) * 8)] : "";
            if (i == tick)
                bar.Append(CultureInfo.InvariantCulture, $"[bold {color}]┃[/]");
            else if (cell.Length > 0)
                bar.Append(CultureInfo.InvariantCulture, $"[{color}]{cell}[/]");
            else
                bar.Append(
                    CultureInfo.InvariantCulture, $"[{(i < reached ? color : "grey23")}]{(i < reached ? '╌' : '·')}[/]");
        }

        string numbers = $" [bold]{Write(meter.RmsLevel)}[/] [grey]{Write(meter.PeakLevel)}[/]";
        return bar.Append(numbers).ToString();
    }

    public static string Write(Decibels level) => level.Value <= -99.95
        ? "  -inf"
        : level.Value.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(6);

    private static double ToShare(double decibels) => Math.Clamp((decibels - Floor) / -Floor, 0, 1);

    private static string ColorAt(double share) => (Floor * (1 - share)) switch
    {
        > -3 => "red",
        > -9 => "orange1",
        > -18 => "yellow3",
        _ => "green3",
    };
}
