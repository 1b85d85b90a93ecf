// SPDX-License-Identifier: MIT
using AudioNative.Cli.Piece;

namespace AudioNative.Tests.Cli;

public class DemoPieceTests
{
    [Fact]
    public void ThePieceIsTheSameHoweverManyFramesAreRenderedAtATime()
    {
        float[][] whole = Render(3, 44100, chunk: 3 * 44100);
        float[][] pieces = Render(3, 44100, chunk: 193);

        Assert.True(whole.Length >= 5);
        for (int part = 0; part < whole.Length; part++)
            Assert.Equal(whole[part], pieces[part]);
    }

    [Theory]
    [InlineData(0.5, 44100)]
    [InlineData(2, 44100)]
    [InlineData(10, 48000)]
    [InlineData(13, 96000)]
    [InlineData(31, 22050)]
    public void ItKeepsClearOfFullScaleBeginsSoftlyAndEndsInSilence(double seconds, int rate)
    {
        var piece = new DemoPiece(seconds, rate);
        float[] mix = Mix(piece, Render(seconds, rate, chunk: 4096));

        double peak = new Decibels(20 * Math.Log10(mix.Max(Math.Abs))).Value;
        Assert.InRange(peak, -6, -0.5);
        Assert.InRange(Math.Abs(mix[0]), 0, 0.01);
        Assert.Equal(0, mix[^1]);
        Assert.True(mix[^(rate / 50)..].Max(Math.Abs) < 0.01, "The end is not faded.");
        Assert.InRange(mix.Average(), -0.002, 0.002);
        Assert.All(mix, sample => Assert.True(float.IsFinite(sample)));
    }

    [Fact]
    public void EveryPartIsHeardAndPlacedDifferently()
    {
        var piece = new DemoPiece(10, 44100);
        float[][] parts = Render(10, 44100, chunk: 4096);

        for (int part = 0; part < parts.Length; part++)
            Assert.True(parts[part].Max(Math.Abs) > 0.05, $"{piece.Parts[part].Name} is silent.");
        Assert.True(piece.Parts.Select(part => part.Pan).Distinct().Count() >= 5);
        Assert.True(piece.Parts.Select(part => part.Gain).Distinct().Count() >= 5);
    }

    private static float[][] Render(double seconds, double rate, int chunk)
    {
        var piece = new DemoPiece(seconds, rate);
        return [.. piece.Parts.Select(part =>
        {
            float[] samples = new float[piece.Frames * part.Voice.Channels];
            for (long frame = 0; frame < piece.Frames; frame += chunk)
            {
                int count = (int)Math.Min(chunk, piece.Frames - frame) * part.Voice.Channels;
                piece.Render(part, frame, samples.AsSpan((int)frame * part.Voice.Channels, count));
            }

            return samples;
        })];
    }

    /// <summary>The left side, as the mixer would make it.</summary>
    private static float[] Mix(DemoPiece piece, float[][] parts)
    {
        float[] mix = new float[piece.Frames];
        for (int p = 0; p < parts.Length; p++)
        {
            Part part = piece.Parts[p];
            double gain = part.Gain.Amplitude * (part.Pan > 0 ? Math.Cos(part.Pan * Math.PI / 2) : 1);
            for (int frame = 0; frame < mix.Length; frame++)
                mix[frame] += (float)(gain * parts[p][frame * part.Voice.Channels]);
        }

        return mix;
    }
}
