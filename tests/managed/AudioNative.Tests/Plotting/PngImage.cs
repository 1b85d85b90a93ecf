// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AudioNative.Plotting;

namespace AudioNative.Tests.Plotting;

/// <summary>Reads a PNG by the letter of the standard, so that the encoder does not vouch for itself.</summary>
internal sealed record PngImage(int Width, int Height, byte[] Rgb, IReadOnlyList<string> Chunks)
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public Color this[int x, int y]
    {
        get
        {
            int at = (y * Width + x) * 3;
            return new(Rgb[at], Rgb[at + 1], Rgb[at + 2]);
        }
    }

    public static PngImage Read(string path) => Read(File.ReadAllBytes(path));

    public static PngImage Read(byte[] file)
    {
        Assert.Equal(Signature, file[..8]);
        var chunks = new List<string>();
        using var compressed = new MemoryStream();
        (int width, int height) = (0, 0);
        int at = 8;
        while (at < file.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            string type = Encoding.ASCII.GetString(file, at + 4, 4);
            ReadOnlySpan<byte> data = file.AsSpan(at + 8, length);
            uint crc = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length));
            Assert.True(crc == Crc(file.AsSpan(at + 4, length + 4)), $"The check sum of {type} is wrong.");
            chunks.Add(type);
            if (type == "IHDR")
            {
                (width, height) =
                    (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                // 8 bits, true colour, deflate, filtered, not interlaced
                Assert.Equal([8, 2, 0, 0, 0], data[8..].ToArray());
            }
            else if (type == "IDAT")
            {
                compressed.Write(data);
            }

            at += 12 + length;
        }

        Assert.Equal("IHDR", chunks[0]);
        Assert.Equal("IEND", chunks[^1]);
        compressed.Position = 0;
        return new(width, height, Unfilter(Inflate(compressed), width, height), chunks);
    }

    private static byte[] Inflate(Stream compressed)
    {
        using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
        using var raw = new MemoryStream();
        zlib.CopyTo(raw);
        return raw.ToArray();
    }

    private static byte[] Unfilter(byte[] raw, int width, int height)
    {
        int stride = width * 3;
        Assert.Equal((stride + 1) * height, raw.Length);
        byte[] pixels = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            byte filter = raw[y * (stride + 1)];
            for (int x = 0; x < stride; x++)
            {
                int left = x < 3 ? 0 : pixels[y * stride + x - 3];
                int up = y == 0 ? 0 : pixels[(y - 1) * stride + x];
                int upLeft = x < 3 || y == 0 ? 0 : pixels[(y - 1) * stride + x - 3];
                int predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Nearest(left + up - upLeft, left, up, upLeft),
                    _ => throw new InvalidDataException($"There is no filter {filter}."),
                };
                pixels[y * stride + x] = (byte)(raw[y * (stride + 1) + 1 + x] + predicted);
            }
        }

        return pixels;
    }

    private static int Nearest(int guess, params ReadOnlySpan<int> candidates)
    {
        int nearest = candidates[0];
        foreach (int candidate in candidates)
        {
            if (Math.Abs(guess - candidate) < Math.Abs(guess - nearest))
                nearest = candidate;
        }

        return nearest;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
