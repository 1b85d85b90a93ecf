// SPDX-License-Identifier: MIT
using AudioNative.Plotting;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Plotting;

public class RecordingPlotTests
{
    private const int Rate = 44100;

    // Where the panels of a picture of the usual size lie.
    private const int Left = 84;
    private const int Right = 1600 - 96;
    private const int SpectrumBottom = 900 - 62;
    private const double Lowest = 30;

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(10000)]
    public void ASineIsABrightLineAtItsFrequency(double hertz)
    {
        float[] samples =
            [.. Enumerable.Range(0, Rate).Select(i => (float)(0.5 * Math.Sin(Math.Tau * hertz * i / Rate)))];
        Canvas picture = Plot(samples, 1);

        int top = TopOfSpectrum(picture);
        double height = SpectrumBottom - top;
        double expected = top + height * (1 - Math.Log(hertz / Lowest) / Math.Log(Rate / 2.0 / Lowest));
        int brightest = Enumerable.Range(top, SpectrumBottom - top).MaxBy(y => Brightness(picture[800, y]));
        // The window tells low frequencies apart to about a bin only.
        double slack = 2 + height * Math.Log(1 + 6.0 / hertz) / Math.Log(Rate / 2.0 / Lowest);
        Assert.InRange(brightest, expected - slack, expected + slack);
        Assert.True(Brightness(picture[800, brightest]) > 500, "The line is not bright.");
        int far = brightest > top + height / 2 ? top + 20 : SpectrumBottom - 20;
        Assert.True(Brightness(picture[800, far]) < 60, "What is far from the line is not dark.");
    }

    [Fact]
    public void ASoundThatBeginsHalfWayIsSeenInTheRightHalf()
    {
        var noise = new Random(3);
        float[] samples =
            [.. Enumerable.Range(0, Rate).Select(i => i < Rate / 2 ? 0 : (float)(noise.NextDouble() - 0.5))];
        Canvas picture = Plot(samples, 1);

        int top = TopOfSpectrum(picture);
        double early = Mean(picture, Left + 20, (Left + Right) / 2 - 100, top, SpectrumBottom);
        double late = Mean(picture, (Left + Right) / 2 + 100, Right - 100, top, SpectrumBottom);
        Assert.True(late > early + 150, $"Early {early}, late {late}.");

        // The wave form fills its lane up to about 0.5 there, and is a line before.
        Color silent = picture[Left + 200, 150];
        Color loud = picture[Right - 200, 190];
        Assert.NotEqual(silent, loud);
        Assert.True(Brightness(loud) > Brightness(silent) + 100);
    }

    [Fact]
    public void EveryNumberOfChannelsAndSizeCanBeDrawn()
    {
        foreach (int channels in new[] { 1, 2, 3, 8, 20 })
        {
            Canvas picture = Plot(Signals.Ramp(3000, channels), channels,
                new RecordingPlotOptions { Width = 640, Height = 400, Title = "×" });
            Assert.Equal((640, 400), (picture.Width, picture.Height));
        }

        Plot([0.5f], 1);
        Plot([0, float.NaN, float.PositiveInfinity, 3, -3], 1, new RecordingPlotOptions { IsLogarithmic = false });
    }

    [Fact]
    public void AFileIsDrawnAsItsSamplesAre()
    {
        using var folder = new TestFolder();
        using (Server server = OfflineServer.Boot())
        {
            server.RecordOptions(path: folder.File("take.wav"), type: SampleType.Float32);
            server.StartRecording();
            using AudioSample sample = server.Play(Signals.Ramp(20000, 2));
            server.Render(20000);
            server.StopRecording();
        }

        var options = new RecordingPlotOptions { Title = "the same" };
        RecordingPlot.SaveFile(folder.File("file.png"), folder.File("take.wav"), options);
        RecordingPlot.Save(folder.File("samples.png"), Signals.Ramp(20000, 2), 2, 44100, options);

        Assert.Equal(PngImage.Read(folder.File("samples.png")).Rgb, PngImage.Read(folder.File("file.png")).Rgb);
    }

    [Fact]
    public void WhatCannotBeDrawnIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordingPlot.Save("x.png", [], 1, Rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordingPlot.Save("x.png", [0], 0, Rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordingPlot.Save("x.png", [0], 1, 0));
        Assert.Throws<ArgumentException>(() => Plot([0], 1, new RecordingPlotOptions { WindowFrames = 1000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plot([0], 1, new RecordingPlotOptions { Width = 10 }));
        Assert.Throws<AudioFileException>(() => RecordingPlot.SaveFile("x.png", "/no such file.wav"));
    }

    private static Canvas Plot(float[] samples, int channels, RecordingPlotOptions? options = null)
    {
        var plot = new RecordingPlot(samples.Length / channels, channels, Rate, options);
        plot.Add(samples);
        return plot.Draw();
    }

    private static int Brightness(Color color) => color.R + color.G + color.B;

    private static double Mean(Canvas picture, int left, int right, int top, int bottom)
    {
        double sum = 0;
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
                sum += Brightness(picture[x, y]);
        }

        return sum / ((right - left) * (bottom - top));
    }

    /// <summary>Upwards from within the spectrogram along its left edge, the frame is where it ends.</summary>
    private static int TopOfSpectrum(Canvas picture)
    {
        Color frame = PlotTheme.Dark.Frame;
        int y = SpectrumBottom - 1;
        while (picture[Left - 1, y] == frame)
            y--;
        return y + 2;
    }
}
