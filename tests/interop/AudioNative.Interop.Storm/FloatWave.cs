// SPDX-License-Identifier: MIT

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioNative.Interop;

/// <summary>
/// Reads float32 WAV files with code that shares nothing with the library under test.
/// </summary>
/// <param name="Channels">Samples a frame.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="Samples">All of them, interleaved.</param>
public sealed record FloatWave(int Channels, int SampleRate, float[] Samples)
{
    /// <summary>Samples per channel.</summary>
    public int Frames => Samples.Length / Channels;

    /// <summary>Reads the whole file; throws <see cref="InvalidDataException"/> unless it is float32 WAV.</summary>
    public static FloatWave Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
        {
            throw new InvalidDataException($"{path} is not a WAV file.");
        }

        int channels = 0, rate = 0;
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var id = bytes.Slice(at, 4);
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]), (uint)(bytes.Length - at - 8));
            var body = bytes.Slice(at + 8, size);
            if (id.SequenceEqual("fmt "u8))
            {
                // 3 is IEEE float; 0xFFFE says that the same number follows 24 bytes in.
                var tag = BinaryPrimitives.ReadUInt16LittleEndian(body);
                tag = tag == 0xFFFE ? BinaryPrimitives.ReadUInt16LittleEndian(body[24..]) : tag;
                var bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
                if (tag != 3 || bits != 32)
                {
                    throw new InvalidDataException($"{path} holds format {tag} with {bits} bits, not float32.");
                }

                channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
                rate = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
            }
            else if (id.SequenceEqual("data"u8) && channels > 0)
            {
                return new FloatWave(channels, rate, MemoryMarshal.Cast<byte, float>(body[..(size / 4 * 4)]).ToArray());
            }

            at += 8 + size + (size & 1);
        }

        throw new InvalidDataException($"{path} has no sound data.");
    }
}
