// SPDX-License-Identifier: MIT
using System.Globalization;

namespace AudioNative.Plotting;

/// <summary>
/// A small single-line typeface that needs no font file: each letter is drawn with a round pen along lines and arcs, so
/// it is smooth at any size and angle. Capitals are 10 units high; the baseline is at 10, downwards is positive.
/// </summary>
/// <remarks>
/// A shape is a row of commands: <c>M x y</c> lifts the pen to a point, <c>L x y</c> draws a line, 
/// <c>E cx cy rx ry a b</c> lifts it to an elliptic arc from angle a to b (degrees, 0 right, 90 down) and draws that, <c>A</c> is the same
/// but draws the line to where the arc begins.
/// </remarks>
internal static class StrokeFont
{
    public const double CapitalHeight = 10;
    private const double LetterGap = 2.3;
    private const double SpaceWidth = 3.2;
    private const double DegreesPerLine = 15;

    private static readonly Dictionary<char, (double Width, string Shape)> Shapes = new()
    {
        ['!'] = (1, "M.5 0L.5 6.6M.5 9.6L.5 10"),
        ['"'] = (2.6, "M.3 0L.3 3M2.3 0L2.3 3"),
        ['#'] = (7, "M2.4 .5L1.2 9.5M5.8 .5L4.6 9.5M.5 3.4L7 3.4M0 6.6L6.5 6.6"),
        ['$'] = (6.2, "E3.1 2.75 2.7 2.35 335 90A3.1 7.45 3 2.35 270 515M3.1 -1L3.1 11"),
        ['%'] = (8.4, "M7.2 0L1.2 10E1.8 2.3 1.8 2.3 0 360E6.6 7.7 1.8 2.3 0 360"),
        ['&'] = (7.4, "M7 10L1.7 3.6A2.9 2.1 1.9 2.1 150 400L1.2 5.7A2.7 7.4 2.7 2.6 220 60L6.8 5.6"),
        ['\''] = (.6, "M.3 0L.3 3"),
        ['('] = (2.2, "E4 5 4 7 125 235"),
        [')'] = (2.2, "E-1.8 5 4 7 -55 55"),
        ['*'] = (5, "M2.5 .6L2.5 5.8M.2 1.9L4.8 4.5M4.8 1.9L.2 4.5"),
        ['+'] = (6, "M3 3L3 9M0 6L6 6"),
        [','] = (1, "M.8 9.4L.1 11.8"),
        ['-'] = (3.6, "M.2 6.2L3.4 6.2"),
        ['.'] = (.8, "M.4 9.6L.4 10"),
        ['/'] = (4.6, "M0 11L4.6 -.8"),
        ['0'] = (6, "E3 5 3 5 0 360"),
        ['1'] = (6, "M1.3 2.1L3.6 0L3.6 10"),
        ['2'] = (6, "E3 2.9 2.8 2.9 190 398L.3 10L6 10"),
        ['3'] = (6, "E2.9 2.4 2.5 2.4 200 450A2.8 7.4 3 2.6 270 518"),
        ['4'] = (6, "M4.5 10L4.5 0L0 7.2L6.2 7.2"),
        ['5'] = (6, "M5.3 0L1 0L.6 4.7A2.9 6.7 3 3.3 220 512"),
        ['6'] = (6, "E3 6.9 2.9 3.1 0 360E5.2 6.9 5.1 6.9 180 268"),
        ['7'] = (6, "M0 0L6 0L2 10"),
        ['8'] = (6, "E3 2.4 2.5 2.4 0 360E3 7.4 3 2.6 0 360"),
        ['9'] = (6, "E3 3.1 2.9 3.1 0 360E.8 3.1 5.1 6.9 0 88"),
        [':'] = (.8, "M.4 4L.4 4.4M.4 9.6L.4 10"),
        [';'] = (1, "M.6 4L.6 4.4M.8 9.4L.1 11.8"),
        ['<'] = (5.6, "M5.6 2.8L0 6L5.6 9.2"),
        ['='] = (6, "M0 4.6L6 4.6M0 7.6L6 7.6"),
        ['>'] = (5.6, "M0 2.8L5.6 6L0 9.2"),
        ['?'] = (5.2, "E2.6 2.6 2.5 2.6 190 410L2.6 6.9M2.6 9.6L2.6 10"),
        ['@'] = (9, "E4.4 5.6 2 2.3 0 360E4.5 5.5 4.5 5 60 360A7.7 6 1.3 1.9 0 180"),
        ['A'] = (7.2, "M0 10L3.6 0L7.2 10M1.3 6.6L5.9 6.6"),
        ['B'] = (6, "M3 4.8A3 7.4 3 2.6 270 450L0 10L0 0L2.8 0A2.8 2.4 2.6 2.4 270 450L0 4.8"),
        ['C'] = (6.9, "E4 5 4 5 315 45"),
        ['D'] = (6.8, "M0 0L0 10L2.4 10A2.4 5 4.4 5 90 -90L0 0"),
        ['E'] = (5.4, "M5.4 0L0 0L0 10L5.4 10M0 4.8L4.7 4.8"),
        ['F'] = (5.2, "M5.2 0L0 0L0 10M0 4.8L4.5 4.8"),
        ['G'] = (7.6, "E4 5 4 5 315 20L7.6 5.4L4.6 5.4"),
        ['H'] = (6.6, "M0 0L0 10M6.6 0L6.6 10M0 4.8L6.6 4.8"),
        ['I'] = (.6, "M.3 0L.3 10"),
        ['J'] = (4.4, "M4.4 0L4.4 7.2A2.2 7.2 2.2 2.8 0 165"),
        ['K'] = (6.2, "M0 0L0 10M5.9 0L0 6M2.2 3.8L6.2 10"),
        ['L'] = (5.2, "M0 0L0 10L5.2 10"),
        ['M'] = (8, "M0 10L0 0L4 7L8 0L8 10"),
        ['N'] = (6.8, "M0 10L0 0L6.8 10L6.8 0"),
        ['O'] = (8, "E4 5 4 5 0 360"),
        ['P'] = (5.8, "M0 10L0 0L3 0A3 2.8 2.8 2.8 270 450L0 5.6"),
        ['Q'] = (8, "E4 5 4 5 0 360M5 7.4L8 10.8"),
        ['R'] = (6.2, "M0 10L0 0L3 0A3 2.8 2.8 2.8 270 450L0 5.6M3 5.6L6.2 10"),
        ['S'] = (6.2, "E3.1 2.5 2.7 2.5 335 90A3.1 7.5 3.1 2.5 270 515"),
        ['T'] = (7, "M0 0L7 0M3.5 0L3.5 10"),
        ['U'] = (6.6, "M0 0L0 6.7A3.3 6.7 3.3 3.3 180 0L6.6 0"),
        ['V'] = (7, "M0 0L3.5 10L7 0"),
        ['W'] = (10, "M0 0L2.5 10L5 1L7.5 10L10 0"),
        ['X'] = (6.6, "M0 0L6.6 10M6.6 0L0 10"),
        ['Y'] = (6.8, "M0 0L3.4 5L6.8 0M3.4 5L3.4 10"),
        ['Z'] = (6.4, "M0 0L6.4 0L0 10L6.4 10"),
        ['['] = (2.2, "M2.2 -1.2L.3 -1.2L.3 11.4L2.2 11.4"),
        ['\\'] = (4.6, "M0 -.8L4.6 11"),
        [']'] = (2.2, "M0 -1.2L1.9 -1.2L1.9 11.4L0 11.4"),
        ['^'] = (5, "M0 4L2.5 .4L5 4"),
        ['_'] = (6, "M0 11.6L6 11.6"),
        ['`'] = (2, "M0 0L1.6 1.8"),
        ['a'] = (5.2, "E2.6 6.5 2.6 3.5 0 360M5.2 3L5.2 10"),
        ['b'] = (5.2, "M0 0L0 10E2.6 6.5 2.6 3.5 0 360"),
        ['c'] = (4.6, "E2.7 6.5 2.7 3.5 310 50"),
        ['d'] = (5.2, "M5.2 0L5.2 10E2.6 6.5 2.6 3.5 0 360"),
        ['e'] = (5.3, "M0 6.4L5.3 6.4A2.65 6.5 2.65 3.5 0 -310"),
        ['f'] = (3.4, "M1.2 10L1.2 2.2A3.3 2.2 2.1 2.2 180 285M0 3.4L3.2 3.4"),
        ['g'] = (5.2, "E2.6 6.5 2.6 3.5 0 360M5.2 3L5.2 10.6A2.6 10.6 2.6 2.4 0 160"),
        ['h'] = (4.8, "M0 0L0 10M0 5.6A2.4 5.6 2.4 2.6 180 360L4.8 10"),
        ['i'] = (.8, "M.4 3L.4 10M.4 .2L.4 .6"),
        ['j'] = (2, "M1.6 3L1.6 11A0 11 1.6 2 0 90M1.6 .2L1.6 .6"),
        ['k'] = (4.8, "M0 0L0 10M4.5 3L0 7.2M1.7 5.6L4.8 10"),
        ['l'] = (.8, "M.4 0L.4 10"),
        ['m'] = (8, "M0 3L0 10M0 5.4A2 5.4 2 2.4 180 360L4 10M4 5.4A6 5.4 2 2.4 180 360L8 10"),
        ['n'] = (4.8, "M0 3L0 10M0 5.6A2.4 5.6 2.4 2.6 180 360L4.8 10"),
        ['o'] = (5.4, "E2.7 6.5 2.7 3.5 0 360"),
        ['p'] = (5.2, "M0 3L0 13E2.6 6.5 2.6 3.5 0 360"),
        ['q'] = (5.2, "M5.2 3L5.2 13E2.6 6.5 2.6 3.5 0 360"),
        ['r'] = (3.2, "M0 3L0 10M0 6A2.6 6 2.6 3 180 285"),
        ['s'] = (4.4, "E2.2 4.75 1.95 1.75 335 90A2.2 8.25 2.2 1.75 270 515"),
        ['t'] = (3.3, "M1.3 .8L1.3 8.2A3 8.2 1.7 1.8 180 80M0 3.4L3.2 3.4"),
        ['u'] = (4.8, "M0 3L0 7.4A2.4 7.4 2.4 2.6 180 0M4.8 3L4.8 10"),
        ['v'] = (5.2, "M0 3L2.6 10L5.2 3"),
        ['w'] = (7.6, "M0 3L1.9 10L3.8 3.8L5.7 10L7.6 3"),
        ['x'] = (4.8, "M0 3L4.8 10M4.8 3L0 10"),
        ['y'] = (5.2, "M0 3L2.6 10M5.2 3L1.5 13"),
        ['z'] = (4.6, "M0 3L4.6 3L0 10L4.6 10"),
        ['{'] = (
            2.8,
            "M2.8 -1.2L2 -1.2A2 .8 .8 2 270 180L1.2 4A.2 4 1 1.1 0 90A.2 6.2 1 1.1 270 360"
            + "L1.2 9.4A2 9.4 .8 2 180 90L2.8 11.4"),
        ['|'] = (.6, "M.3 -1.2L.3 11.4"),
        ['}'] = (
            2.8,
            "M0 -1.2L.8 -1.2A.8 .8 .8 2 270 360L1.6 4A2.6 4 1 1.1 180 90A2.6 6.2 1 1.1 270 180"
            + "L1.6 9.4A.8 9.4 .8 2 0 90L0 11.4"),
        ['~'] = (6, "E1.6 6.6 1.6 1.2 180 330A4.4 5.8 1.6 1.2 150 0"),
        ['·'] = (.8, "M.4 5.8L.4 6.2"),
        ['×'] = (4.8, "M0 3.6L4.8 8.4M4.8 3.6L0 8.4"),
        ['÷'] = (6, "M0 6L6 6M3 3L3 3.4M3 8.6L3 9"),
        ['±'] = (6, "M3 2L3 7.2M0 4.6L6 4.6M0 9.6L6 9.6"),
        ['°'] = (3, "E1.5 1.6 1.5 1.6 0 360"),
        ['µ'] = (4.8, "M0 3L0 13M0 7.4A2.4 7.4 2.4 2.6 180 0M4.8 3L4.8 10"),
        ['−'] = (6, "M0 6L6 6"),
        ['–'] = (5, "M0 6.2L5 6.2"),
        ['—'] = (9, "M0 6.2L9 6.2"),
        ['…'] = (5.6, "M.4 9.6L.4 10M2.8 9.6L2.8 10M5.2 9.6L5.2 10"),
        ['∞'] = (9.4, "E2.4 6 2.4 2.2 0 360E7 6 2.4 2.2 0 360"),
        ['\uFFFD'] = (5.4, "M0 0L5.4 0L5.4 10L0 10L0 0"),
    };

    private static readonly Dictionary<char, Glyph> Glyphs =
        Shapes.ToDictionary(pair => pair.Key, pair => new Glyph(pair.Value.Width, Trace(pair.Value.Shape)));

    /// <summary>The width of a text in units of a tenth of the height of its capitals.</summary>
    public static double Measure(ReadOnlySpan<char> text)
    {
        double width = 0;
        foreach (char letter in text)
        {
            width += (letter == ' ' ? SpaceWidth : Find(letter).Width) + LetterGap;
        }

        return Math.Max(0, width - LetterGap);
    }

    /// <summary>Appends the lines of a text whose baseline begins at (0, 10).</summary>
    public static void Trace(ReadOnlySpan<char> text, List<Segment> lines)
    {
        double x = 0;
        foreach (char letter in text)
        {
            if (letter == ' ')
            {
                x += SpaceWidth + LetterGap;
                continue;
            }

            Glyph glyph = Find(letter);
            foreach (Segment line in glyph.Lines)
            {
                lines.Add(new(line.X1 + x, line.Y1, line.X2 + x, line.Y2));
            }

            x += glyph.Width + LetterGap;
        }
    }

    private static Glyph Find(char letter) => Glyphs.TryGetValue(letter, out Glyph? glyph) ? glyph : Glyphs['\uFFFD'];

    private static List<Segment> Trace(string shape)
    {
        var lines = new List<Segment>();
        (double x, double y) = (0, 0);
        int place = 0;
        while (place < shape.Length)
        {
            int end = shape.AsSpan(place + 1).IndexOfAny("MLEA");
            end = end < 0 ? shape.Length : place + 1 + end;
            double[] numbers =
                [.. shape[(place + 1)..end].Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
            switch (shape[place])
            {
                case 'M':
                    (x, y) = (numbers[0], numbers[1]);
                    break;
                case 'L':
                    LineTo(numbers[0], numbers[1]);
                    break;
                default:
                    Arc(numbers, isLifted: shape[place] == 'E');
                    break;
            }

            place = end;
        }

        return lines;

        void LineTo(double toX, double toY)
        {
            lines.Add(new(x, y, toX, toY));
            (x, y) = (toX, toY);
        }

        void Arc(double[] n, bool isLifted)
        {
            int count = Math.Max(1, (int)Math.Ceiling(Math.Abs(n[5] - n[4]) / DegreesPerLine));
            for (int i = 0; i <= count; i++)
            {
                (double sin, double cos) = Math.SinCos((n[4] + (n[5] - n[4]) * i / count) * Math.PI / 180);
                (double toX, double toY) = (n[0] + n[2] * cos, n[1] + n[3] * sin);
                if (i == 0 && isLifted)
                {
                    (x, y) = (toX, toY);
                }
                else
                {
                    LineTo(toX, toY);
                }
            }
        }
    }

    /// <summary>One straight stroke.</summary>
    internal readonly record struct Segment(double X1, double Y1, double X2, double Y2);

    private sealed record Glyph(double Width, List<Segment> Lines);
}
