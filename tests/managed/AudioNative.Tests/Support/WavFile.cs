// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;

namespace AudioNative.Tests.Support;

/// <summary>Reads a plain WAV file by itself, so that our own reader does not vouch for our own writer.</summary>
internal sealed record WavFile(int Format, int Channels, int SampleRate, int Bits, byte[] Data)
{
    public long Frames => Data.Length / (Channels * Bits / 8);

    public static WavFile Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(bytes, 0, 4));
        Assert.Equal("WAVE", Encoding.ASCII.GetString(bytes, 8, 4));
        WavFile? file = null;
        for (int at = 12; at + 8 <= bytes.Length;)
        {
            string id = Encoding.ASCII.GetString(bytes, at, 4);
            int size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
            ReadOnlySpan<byte> body = bytes.AsSpan(at + 8, Math.Min(size, bytes.Length - at - 8));
            if (id == "fmt ")
            {
                file = new WavFile(
                    BinaryPrimitives.ReadUInt16LittleEndian(body),
                    BinaryPrimitives.ReadUInt16LittleEndian(body[2..]),
                    BinaryPrimitives.ReadInt32LittleEndian(body[4..]),
                    BinaryPrimitives.ReadUInt16LittleEndian(body[14..]),
                    []);
            }
            else if (id == "data")
            {
                Assert.NotNull(file);
                Assert.Equal(size, body.Length);
                return file with { Data = body.ToArray() };
            }

            at += 8 + size + size % 2;
        }

        throw new InvalidDataException($"No data chunk in {path}.");
    }

    public short Int16(long index) => BinaryPrimitives.ReadInt16LittleEndian(Data.AsSpan((int)index * 2));

    public float Float32(long index) => BinaryPrimitives.ReadSingleLittleEndian(Data.AsSpan((int)index * 4));
}
