// SPDX-License-Identifier: MIT
namespace AudioNative.Plotting;

/// <summary>An opaque sRGB colour, eight bits a channel.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green, 0 to 255.</param>
/// <param name="B">Blue, 0 to 255.</param>
public readonly record struct Color(byte R, byte G, byte B)
{
    /// <summary>Takes a colour apart that is written as in CSS: 0xRRGGBB.</summary>
    public static Color FromRgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>The colour a part of the way to another, mixed in sRGB.</summary>
    /// <param name="other">The colour at 1.</param>
    /// <param name="share">0 is this colour, 1 the other; clamped.</param>
    public Color Mix(Color other, double share)
    {
        double t = Math.Clamp(share, 0, 1);
        return new(Blend(R, other.R, t), Blend(G, other.G, t), Blend(B, other.B, t));
    }

    /// <summary>
    /// Makes a colour from OKLCh (Ottosson 2020), a space where equal steps look equally large. Chroma that sRGB cannot
    /// show is given up until it can; lightness and hue stay.
    /// </summary>
    /// <param name="lightness">0 (black) to 1 (white).</param>
    /// <param name="chroma">0 (grey) to about 0.3.</param>
    /// <param name="hueDegrees">0 is pinkish red, 110 yellow, 145 green, 260 blue.</param>
    public static Color FromOklch(double lightness, double chroma, double hueDegrees)
    {
        if (TryFromOklch(lightness, chroma, hueDegrees, out Color color))
        {
            return color;
        }

        (double inside, double outside) = (0, chroma);
        for (int i = 0; i < 20; i++)
        {
            double middle = (inside + outside) / 2;
            bool isShown = TryFromOklch(lightness, middle, hueDegrees, out _);
            (inside, outside) = isShown ? (middle, outside) : (inside, middle);
        }

        TryFromOklch(lightness, inside, hueDegrees, out color);
        return color;
    }

    private static byte Blend(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);

    private static bool TryFromOklch(double lightness, double chroma, double hueDegrees, out Color color)
    {
        (double sin, double cos) = Math.SinCos(hueDegrees * Math.PI / 180);
        (double a, double b) = (chroma * cos, chroma * sin);
        double l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        double red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
        double green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
        double blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
        color = new(ToByte(red), ToByte(green), ToByte(blue));
        return IsShown(red) && IsShown(green) && IsShown(blue);
    }

    private static double Cube(double x) => x * x * x;

    private static bool IsShown(double linear) => linear is >= -1e-4 and <= 1 + 1e-4;

    private static byte ToByte(double linear)
    {
        double x = Math.Clamp(linear, 0, 1);
        double encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.Pow(x, 1 / 2.4) - 0.055;
        return (byte)Math.Round(encoded * 255);
    }
}
