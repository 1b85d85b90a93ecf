// SPDX-License-Identifier: MIT
namespace AudioNative.Plotting;

/// <summary>Which point of a text its position names.</summary>
public enum TextAlign
{
    /// <summary>The left end.</summary>
    Left,

    /// <summary>The middle.</summary>
    Center,

    /// <summary>The right end.</summary>
    Right,
}

/// <summary>
/// A picture to draw on: smooth lines, rectangles and text, saved as PNG. x goes right and y down, in pixels; (0, 0) is
/// the upper left corner of the upper left pixel. What lies outside is cut off. One thread at a time.
/// </summary>
public sealed class Canvas
{
    private const int BytesPerPixel = 3;
    private readonly byte[] _pixels;
    private readonly List<StrokeFont.Segment> _strokes = [];
    private float[] _coverage = [];

    /// <summary>Makes a picture of one colour.</summary>
    /// <param name="width">Pixels across, 1 to 32768.</param>
    /// <param name="height">Pixels down, 1 to 32768.</param>
    /// <param name="background">The colour of every pixel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside its range.</exception>
    public Canvas(int width, int height, Color background)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 32768);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 32768);
        (Width, Height) = (width, height);
        _pixels = new byte[checked(width * height * BytesPerPixel)];
        FillRectangle(0, 0, width, height, background);
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>The colour of a pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such pixel.</exception>
    public Color this[int x, int y]
    {
        get
        {
            int at = Offset(x, y);
            return new(_pixels[at], _pixels[at + 1], _pixels[at + 2]);
        }

        set
        {
            int at = Offset(x, y);
            (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (value.R, value.G, value.B);
        }
    }

    /// <summary>The width of a text in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">The height of its capitals in pixels.</param>
    public static double MeasureText(ReadOnlySpan<char> text, double size) =>
        StrokeFont.Measure(text) * size / StrokeFont.CapitalHeight;

    /// <summary>Fills a rectangle; edges between pixels are blended.</summary>
    /// <param name="left">The left edge.</param>
    /// <param name="top">The upper edge.</param>
    /// <param name="width">Pixels across; nothing is drawn if not positive.</param>
    /// <param name="height">Pixels down; nothing is drawn if not positive.</param>
    /// <param name="color">The colour.</param>
    /// <param name="opacity">0 (nothing) to 1 (covers what was there).</param>
    public void FillRectangle(double left, double top, double width, double height, Color color, double opacity = 1)
    {
        (double right, double bottom) = (Math.Min(left + width, Width), Math.Min(top + height, Height));
        (left, top) = (Math.Max(left, 0), Math.Max(top, 0));
        for (int y = (int)top; y < bottom; y++)
        {
            double rows = Math.Min(bottom, y + 1) - Math.Max(top, y);
            for (int x = (int)left; x < right; x++)
            {
                double columns = Math.Min(right, x + 1) - Math.Max(left, x);
                Blend(x, y, color, rows * columns * opacity);
            }
        }
    }

    /// <summary>Draws the four edges of a rectangle, their middle on the given bounds.</summary>
    public void DrawRectangle(double left, double top, double width, double height, Color color, double thickness = 1)
    {
        (double half, double right, double bottom) = (thickness / 2, left + width, top + height);
        FillRectangle(left - half, top - half, width + thickness, thickness, color);
        FillRectangle(left - half, bottom - half, width + thickness, thickness, color);
        FillRectangle(left - half, top + half, thickness, height - thickness, color);
        FillRectangle(right - half, top + half, thickness, height - thickness, color);
    }

    /// <summary>Draws a straight line with round ends.</summary>
    public void DrawLine(
        double x1, double y1, double x2, double y2, Color color, double thickness = 1, double opacity = 1)
    {
        _strokes.Clear();
        _strokes.Add(new(x1, y1, x2, y2));
        Stroke(color, thickness, opacity);
    }

    /// <summary>Draws straight lines from point to point. A point that is not finite makes a gap.</summary>
    public void DrawPolyline(
        ReadOnlySpan<(double X, double Y)> points, Color color, double thickness = 1, double opacity = 1)
    {
        _strokes.Clear();
        for (int i = 1; i < points.Length; i++)
        {
            _strokes.Add(new(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y));
        }

        Stroke(color, thickness, opacity);
    }

    /// <summary>Writes one line of text. Characters that the built-in typeface lacks become a box.</summary>
    /// <param name="x">The place that <paramref name="align"/> speaks of.</param>
    /// <param name="baseline">Where the letters stand.</param>
    /// <param name="text">One line.</param>
    /// <param name="size">The height of its capitals in pixels.</param>
    /// <param name="color">The colour.</param>
    /// <param name="align">Which end of the text is at the place.</param>
    /// <param name="weight">The thickness of the pen over the height of the capitals.</param>
    /// <param name="isUpward">
    /// Turned by a quarter, to be read from below; x and baseline stay the point it is turned about.
    /// </param>
    public void DrawText(
        double x, double baseline, ReadOnlySpan<char> text, double size, Color color, TextAlign align = TextAlign.Left,
        double weight = 0.12, bool isUpward = false)
    {
        _strokes.Clear();
        StrokeFont.Trace(text, _strokes);
        double scale = size / StrokeFont.CapitalHeight;
        double start = align switch
        {
            TextAlign.Center => -StrokeFont.Measure(text) / 2,
            TextAlign.Right => -StrokeFont.Measure(text),
            _ => 0,
        };
        foreach (ref StrokeFont.Segment s in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_strokes))
        {
            (double x1, double y1) = ((s.X1 + start) * scale, (s.Y1 - StrokeFont.CapitalHeight) * scale);
            (double x2, double y2) = ((s.X2 + start) * scale, (s.Y2 - StrokeFont.CapitalHeight) * scale);
            s = isUpward
                ? new(x + y1, baseline - x1, x + y2, baseline - x2)
                : new(x + x1, baseline + y1, x + x2, baseline + y2);
        }

        Stroke(color, Math.Max(1, size * weight), 1);
    }

    /// <summary>Saves the picture as a PNG file; one that exists is replaced. [any thread]</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        using FileStream file = File.Create(path);
        Save(file);
    }

    /// <summary>Writes the picture as PNG into a stream, which stays open.</summary>
    public void Save(Stream stream) => PngEncoder.Write(stream, Width, Height, _pixels);

    private int Offset(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return (y * Width + x) * BytesPerPixel;
    }

    private void Blend(int x, int y, Color color, double share)
    {
        if (share > 0)
        {
            this[x, y] = share >= 1 ? color : this[x, y].Mix(color, share);
        }
    }

    /// <summary>
    /// Blends all the strokes at once, each pixel by the stroke that covers it most: where strokes meet, blending one
    /// after the other would make blots.
    /// </summary>
    private void Stroke(Color color, double thickness, double opacity)
    {
        _strokes.RemoveAll(s => !double.IsFinite(s.X1 + s.Y1 + s.X2 + s.Y2));
        if (_strokes.Count == 0)
        {
            return;
        }

        double reach = thickness / 2 + 0.5;
        int left = First(_strokes.Min(s => Math.Min(s.X1, s.X2)) - reach, Width);
        int top = First(_strokes.Min(s => Math.Min(s.Y1, s.Y2)) - reach, Height);
        int columns = First(_strokes.Max(s => Math.Max(s.X1, s.X2)) + reach + 1, Width) - left;
        int rows = First(_strokes.Max(s => Math.Max(s.Y1, s.Y2)) + reach + 1, Height) - top;
        if (columns <= 0 || rows <= 0)
        {
            return;
        }

        if (_coverage.Length < columns * rows)
        {
            _coverage = new float[columns * rows];
        }

        Span<float> coverage = _coverage.AsSpan(0, columns * rows);
        coverage.Clear();
        foreach (StrokeFont.Segment s in _strokes)
        {
            Cover(s, reach, left, top, columns, coverage);
        }

        for (int i = 0; i < coverage.Length; i++)
        {
            Blend(left + i % columns, top + i / columns, color, coverage[i] * opacity);
        }
    }

    private static int First(double edge, int limit) => (int)Math.Clamp(Math.Floor(edge), 0, limit);

    private static void Cover(StrokeFont.Segment s, double reach, int left, int top, int columns, Span<float> coverage)
    {
        int rows = coverage.Length / columns;
        (double dx, double dy) = (s.X2 - s.X1, s.Y2 - s.Y1);
        double lengthSquared = dx * dx + dy * dy;
        int firstX = First(Math.Min(s.X1, s.X2) - reach - left, columns);
        int endX = First(Math.Max(s.X1, s.X2) + reach + 1 - left, columns);
        int firstY = First(Math.Min(s.Y1, s.Y2) - reach - top, rows);
        int endY = First(Math.Max(s.Y1, s.Y2) + reach + 1 - top, rows);
        for (int y = firstY; y < endY; y++)
        {
            for (int x = firstX; x < endX; x++)
            {
                (double px, double py) = (x + left + 0.5 - s.X1, y + top + 0.5 - s.Y1);
                double t = lengthSquared > 0 ? Math.Clamp((px * dx + py * dy) / lengthSquared, 0, 1) : 0;
                double distance = Math.Sqrt(Square(px - t * dx) + Square(py - t * dy));
                ref float covered = ref coverage[y * columns + x];
                covered = Math.Max(covered, (float)Math.Clamp(reach - distance, 0, 1));
            }
        }
    }

    private static double Square(double x) => x * x;
}
