// SPDX-License-Identifier: MIT
namespace AudioNative.Plotting;

/// <summary>
/// A rectangle of a canvas with two axes: it turns numbers into pixels and draws frame, grid, labels and what is
/// plotted.
/// </summary>
public sealed class PlotPanel
{
    private const double TickLength = 5;
    private readonly Canvas _canvas;
    private readonly PlotTheme _theme;

    /// <summary>Lays a panel on a canvas; labels go outside the given rectangle. Draws nothing yet.</summary>
    public PlotPanel(
        Canvas canvas, PlotTheme theme, int left, int top, int width, int height, Axis horizontal, Axis vertical)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(theme);
        ArgumentNullException.ThrowIfNull(horizontal);
        ArgumentNullException.ThrowIfNull(vertical);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        (_canvas, _theme, Left, Top, Width, Height) = (canvas, theme, left, top, width, height);
        (Horizontal, Vertical) = (horizontal, vertical);
    }

    /// <summary>The leftmost pixel.</summary>
    public int Left { get; }

    /// <summary>The uppermost pixel.</summary>
    public int Top { get; }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>The axis along the lower edge.</summary>
    public Axis Horizontal { get; }

    /// <summary>The axis along the left edge.</summary>
    public Axis Vertical { get; }

    /// <summary>The pixel column of a number.</summary>
    public double ToX(double value) => Left + Horizontal.ToPosition(value) * Width;

    /// <summary>The pixel row of a number.</summary>
    public double ToY(double value) => Top + (1 - Vertical.ToPosition(value)) * Height;

    /// <summary>Fills the panel with the theme's colour.</summary>
    public void DrawGround() => _canvas.FillRectangle(Left, Top, Width, Height, _theme.Panel);

    /// <summary>Draws the marks of the lower edge, with labels and the axis' title if asked for.</summary>
    public void DrawHorizontalTicks(IReadOnlyList<AxisTick> ticks, bool hasGrid = true, bool hasLabels = true)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        double bottom = Top + Height;
        foreach (AxisTick tick in ticks)
        {
            double x = Math.Floor(ToX(tick.Value));
            if (hasGrid)
            {
                _canvas.FillRectangle(x, Top, 1, Height, _theme.Grid);
            }

            if (hasLabels)
            {
                _canvas.FillRectangle(x, bottom, 1, tick.Label.Length > 0 ? TickLength : TickLength / 2, _theme.Frame);
                double baseline = bottom + TickLength + 5 + _theme.TextSize;
                _canvas.DrawText(x + 0.5, baseline, tick.Label, _theme.TextSize, _theme.FaintText, TextAlign.Center);
            }
        }

        if (hasLabels)
        {
            double baseline = bottom + TickLength + 12 + 2.2 * _theme.TextSize;
            double middle = Left + Width / 2.0;
            _canvas.DrawText(
                middle, baseline, Horizontal.Title, _theme.TextSize, _theme.FaintText, TextAlign.Center);
        }
    }

    /// <summary>Draws the marks of the left edge with their labels, and the axis' title if asked for.</summary>
    public void DrawVerticalTicks(IReadOnlyList<AxisTick> ticks, bool hasGrid = true, bool hasTitle = true)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        foreach (AxisTick tick in ticks)
        {
            double y = Math.Min(Math.Floor(ToY(tick.Value)), Top + Height - 1);
            if (hasGrid)
            {
                _canvas.FillRectangle(Left, y, Width, 1, _theme.Grid);
            }

            double length = tick.Label.Length > 0 ? TickLength : TickLength / 2;
            _canvas.FillRectangle(Left - length, y, length, 1, _theme.Frame);
            double baseline = y + 0.5 + _theme.TextSize / 2;
            _canvas.DrawText(
                Left - TickLength - 5, baseline, tick.Label, _theme.TextSize, _theme.FaintText, TextAlign.Right);
        }

        if (hasTitle)
        {
            DrawVerticalTitle();
        }
    }

    /// <summary>Writes the title of the left axis beside its labels, to be read from below.</summary>
    public void DrawVerticalTitle() => _canvas.DrawText(
        Left - 52, Top + Height / 2.0,
        Vertical.Title, _theme.TextSize, _theme.FaintText, TextAlign.Center, isUpward: true);

    /// <summary>Draws the edge.</summary>
    public void DrawFrame() => _canvas.DrawRectangle(Left - 0.5, Top - 0.5, Width + 1, Height + 1, _theme.Frame);

    /// <summary>
    /// Draws a curve through points given in the axes' numbers. A point that is not finite makes a gap.
    /// </summary>
    public void DrawCurve(ReadOnlySpan<(double X, double Y)> points, Color color, double thickness = 1.5)
    {
        var pixels = new (double, double)[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            pixels[i] = (ToX(points[i].X), Math.Clamp(ToY(points[i].Y), Top, Top + Height));
        }

        _canvas.DrawPolyline(pixels, color, thickness);
    }

    /// <summary>
    /// Fills a bar between two numbers of each axis, as for an event of a score; cut off at the panel's edge.
    /// </summary>
    public void DrawBar(double fromX, double toX, double fromY, double toY, Color color, double opacity = 1)
    {
        double left = Math.Max(ToX(fromX), Left);
        double right = Math.Min(ToX(toX), Left + Width);
        double top = Math.Max(Math.Min(ToY(fromY), ToY(toY)), Top);
        double bottom = Math.Min(Math.Max(ToY(fromY), ToY(toY)), Top + Height);
        _canvas.FillRectangle(left, top, right - left, bottom - top, color, opacity);
    }

    /// <summary>Colours every pixel by the theme's map.</summary>
    /// <param name="valueAt">The number, 0 to 1, of a pixel: its column from the left, its row from the top.</param>
    public void DrawImage(Func<int, int, double> valueAt)
    {
        ArgumentNullException.ThrowIfNull(valueAt);
        for (int y = Math.Max(0, -Top); y < Math.Min(Height, _canvas.Height - Top); y++)
        {
            for (int x = Math.Max(0, -Left); x < Math.Min(Width, _canvas.Width - Left); x++)
            {
                _canvas[Left + x, Top + y] = _theme.Map[valueAt(x, y)];
            }
        }
    }

    /// <summary>Names colours, in one row that ends at the given place.</summary>
    public void DrawLegend(double right, double baseline, params ReadOnlySpan<(string Name, Color Color)> entries)
    {
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            _canvas.DrawText(right, baseline, entries[i].Name, _theme.TextSize, _theme.FaintText, TextAlign.Right);
            right -= Canvas.MeasureText(entries[i].Name, _theme.TextSize) + 18;
            _canvas.FillRectangle(right, baseline - _theme.TextSize + 1, 12, _theme.TextSize - 1, entries[i].Color);
            right -= 18;
        }
    }
}
