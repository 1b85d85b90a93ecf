// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.IO.Compression;

namespace AudioNative.Plotting;

/// <summary>
/// Writes true-colour PNG images (ISO/IEC 15948): eight bits a channel, no alpha. Each row is filtered by whichever of
/// the five filters leaves the smallest differences, as the standard advises.
/// </summary>
public static class PngEncoder
{
    private const int BytesPerPixel = 3;
    private const int FilterCount = 5;
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>Writes an image. [any thread]</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="width">Pixels across, 1 or more.</param>
    /// <param name="height">Pixels down, 1 or more.</param>
    /// <param name="rgb">Red, green, blue of each pixel, row by row from the top: width * height * 3 bytes.</param>
    /// <exception cref="ArgumentException">The size is not positive, or the pixels do not fit it.</exception>
    public static void Write(Stream stream, int width, int height, ReadOnlySpan<byte> rgb)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (rgb.Length != (long)width * height * BytesPerPixel)
        {
            throw new ArgumentException(
                $"{width} x {height} pixels are {(long)width * height * BytesPerPixel} bytes, not {rgb.Length}.",
                nameof(rgb));
        }

        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;  // bits a channel
        header[9] = 2;  // true colour
        header[10..].Clear(); // deflate, the five filters, not interlaced
        WriteChunk(stream, "IHDR"u8, header);
        WriteChunk(stream, "sRGB"u8, [0]);
        WriteChunk(stream, "IDAT"u8, Compress(width, height, rgb));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static ReadOnlySpan<byte> Compress(int width, int height, ReadOnlySpan<byte> rgb)
    {
        int stride = width * BytesPerPixel;
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] candidate = new byte[stride + 1];
            byte[] best = new byte[stride + 1];
            ReadOnlySpan<byte> above = new byte[stride];
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<byte> row = rgb.Slice(y * stride, stride);
                long least = long.MaxValue;
                for (int filter = 0; filter < FilterCount; filter++)
                {
                    long sum = Filter(filter, row, above, candidate);
                    if (sum < least)
                    {
                        least = sum;
                        (best, candidate) = (candidate, best);
                    }
                }

                zlib.Write(best);
                above = row;
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static long Filter(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered)
    {
        filtered[0] = (byte)filter;
        long sum = 0;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < BytesPerPixel ? 0 : row[i - BytesPerPixel];
            int up = above[i];
            int upLeft = i < BytesPerPixel ? 0 : above[i - BytesPerPixel];
            int predicted = filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Paeth(left, up, upLeft),
            };
            byte difference = (byte)(row[i] - predicted);
            filtered[i + 1] = difference;
            sum += Math.Abs((int)(sbyte)difference);
        }

        return sum;
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        int guess = left + up - upLeft;
        int toLeft = Math.Abs(guess - left);
        int toUp = Math.Abs(guess - up);
        int toUpLeft = Math.Abs(guess - upLeft);
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        stream.Write(word);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Crc(Crc(uint.MaxValue, type), data));
        stream.Write(word);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        uint[] table = new uint[256];
        for (uint n = 0; n < table.Length; n++)
        {
            uint c = n;
            for (int bit = 0; bit < 8; bit++)
            {
                c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            }

            table[n] = c;
        }

        return table;
    }
}
