// SPDX-License-Identifier: MIT
using AudioNative.Plotting;

namespace AudioNative.Tests.Plotting;

public class PngEncoderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(64, 48)]
    [InlineData(333, 5)]
    public void WhatIsWrittenCanBeReadBack(int width, int height)
    {
        // Noise, a gradient and a flat part: between them all five filters win some row.
        byte[] pixels = new byte[width * height * 3];
        new Random(width * 1000 + height).NextBytes(pixels);
        for (int i = 0; i < pixels.Length / 3; i++)
            pixels[i] = (byte)(i / 3);
        for (int i = 2 * pixels.Length / 3; i < pixels.Length; i++)
            pixels[i] = 200;

        using var stream = new MemoryStream();
        PngEncoder.Write(stream, width, height, pixels);
        PngImage image = PngImage.Read(stream.ToArray());

        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.Equal(pixels, image.Rgb);
        Assert.Equal(["IHDR", "sRGB", "IDAT", "IEND"], image.Chunks);
    }

    [Fact]
    public void AFlatPictureIsSmall()
    {
        using var stream = new MemoryStream();
        new Canvas(1600, 900, Color.FromRgb(0x123456)).Save(stream);

        Assert.True(stream.Length < 20_000, $"{stream.Length} bytes for one colour.");
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 2, 11)]
    [InlineData(2, 2, 13)]
    public void PixelsThatDoNotFitTheSizeAreRefused(int width, int height, int bytes)
    {
        byte[] pixels = new byte[bytes];

        Assert.ThrowsAny<ArgumentException>(() => PngEncoder.Write(Stream.Null, width, height, pixels));
    }
}
