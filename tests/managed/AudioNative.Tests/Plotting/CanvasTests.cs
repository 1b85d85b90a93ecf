// SPDX-License-Identifier: MIT
using AudioNative.Plotting;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Plotting;

public class CanvasTests
{
    private static readonly Color Black = Color.FromRgb(0);
    private static readonly Color White = Color.FromRgb(0xFFFFFF);

    [Fact]
    public void ARectangleCoversItsPixelsAndBlendsItsEdges()
    {
        var canvas = new Canvas(10, 10, Black);
        canvas.FillRectangle(2, 3, 4.5, 2, White);

        Assert.Equal(White, canvas[2, 3]);
        Assert.Equal(White, canvas[5, 4]);
        Assert.InRange(canvas[6, 3].R, 126, 129);
        Assert.Equal(Black, canvas[7, 3]);
        Assert.Equal(Black, canvas[2, 2]);
        Assert.Equal(Black, canvas[2, 5]);
    }

    [Fact]
    public void ALineIsAsThickAsItSays()
    {
        var canvas = new Canvas(40, 21, Black);
        canvas.DrawLine(5, 10.5, 35, 10.5, White, thickness: 3);

        double sum = Enumerable.Range(0, 21).Sum(y => canvas[20, y].R / 255.0);
        Assert.Equal(3, sum, 0.02);
        Assert.Equal(Black, canvas[38, 10]);
    }

    [Fact]
    public void StrokesThatCrossAreBlendedOnce()
    {
        var canvas = new Canvas(20, 20, Black);
        canvas.DrawPolyline([(2, 2), (18, 18), (2, 2), (18, 18)], White, thickness: 1, opacity: 0.5);

        Assert.InRange(canvas[10, 10].R, 126, 129);
    }

    [Fact]
    public void WhatLiesOutsideIsCutOff()
    {
        var canvas = new Canvas(8, 8, Black);
        canvas.DrawLine(-100, -100, 200, 200, White, 2);
        canvas.FillRectangle(-5, -5, 7, 7, White);
        canvas.DrawText(-20, 4, "outside and inside", 8, White);
        canvas.DrawText(500, 500, "far away", 8, White);
        canvas.DrawPolyline([(1, 1), (double.NaN, 2), (double.PositiveInfinity, 3)], White);

        Assert.Equal(White, canvas[0, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => canvas[8, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => canvas[0, -1]);
    }

    [Fact]
    public void ATextStaysWithinItsMeasure()
    {
        var canvas = new Canvas(400, 60, Black);
        const string Text = "Peak −1.2 dBFS · 48 kHz × (2)";
        double width = Canvas.MeasureText(Text, 12);
        canvas.DrawText(20, 40, Text, 12, White);

        int[] inked = [.. Enumerable.Range(0, 400).Where(x => Enumerable.Range(0, 60).Any(y => canvas[x, y].R > 60))];
        Assert.InRange(inked[0], 18, 22);
        Assert.InRange(inked[^1], 20 + width - 3, 20 + width + 2);
    }

    [Fact]
    public void EveryPrintableLetterHasAShapeOfItsOwn()
    {
        string missing = Draw('\u4E00');
        var shapes = new Dictionary<string, char>();
        for (char letter = '!'; letter <= '~'; letter++)
        {
            string shape = Draw(letter);
            Assert.NotEqual(missing, shape);
            Assert.True(shapes.TryAdd(shape, letter), $"'{letter}' looks like '{shapes[shape]}'.");
        }

        static string Draw(char letter)
        {
            var canvas = new Canvas(40, 40, Black);
            canvas.DrawText(10, 25, letter.ToString(), 20, White);
            return string.Concat(Enumerable.Range(0, 1600).Select(i => canvas[i % 40, i / 40].R > 128 ? '#' : '.'));
        }
    }

    [Fact]
    public void AMapOfColoursRisesInLightness()
    {
        double last = -1;
        for (int i = 0; i <= 100; i++)
        {
            Color color = ColorMap.Ember[i / 100.0];
            double luminance = 0.2126 * Linear(color.R) + 0.7152 * Linear(color.G) + 0.0722 * Linear(color.B);
            Assert.True(luminance > last - 2e-3, $"It falls from {last} to {luminance} at {i} %.");
            last = luminance;
        }

        Assert.Equal(ColorMap.Ember[0], ColorMap.Ember[double.NaN]);
        Assert.Equal(ColorMap.Ember[1], ColorMap.Ember[double.PositiveInfinity]);

        static double Linear(byte value) => Math.Pow(value / 255.0, 2.2);
    }

    [Fact]
    public void AFileThatCannotBeWrittenIsAnError()
    {
        using var folder = new TestFolder();

        Assert.ThrowsAny<IOException>(() => new Canvas(1, 1, Black).Save(Path.Combine(folder.Path, "none", "x.png")));
    }
}
