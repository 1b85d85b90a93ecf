// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>The documented numbers for how bytes are read as samples.</summary>
internal static class SampleEncoding
{
    public const int Default = 16;

    public static int Check(int encoding, string parameter) => encoding is 8 or 16 or 32
        ? encoding
        : throw new ArgumentOutOfRangeException(
            parameter, encoding, "The encoding is 8 or 16 (signed integers) or 32 (float).");

    /// <summary>Rounds to the nearest value that the encoding can hold; 32 bits hold all.</summary>
    public static float Quantise(double value, int encoding)
    {
        if (encoding == 32)
        {
            return (float)value;
        }

        double scale = encoding == 8 ? 128 : 32768;
        return (float)(Math.Clamp(Math.Round(value * scale), -scale, scale - 1) / scale);
    }
}
