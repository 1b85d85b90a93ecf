// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AudioNative.Interop;

namespace AudioNative;

/// <content>Between the writers and the native ring: formats, alignment, and being told of room.</content>
public partial class AudioSample
{
    /// <summary>
    /// Writes what fits, and if that is not all, asks to be told when there is room for a good part of the rest.
    /// </summary>
    private static long WriteOrAsk(SourceProxy native, ReadOnlySpan<byte> bytes, AnSampleFormat format, int frameBytes)
    {
        long written = WriteWhatFits(native, bytes, format, frameBytes);
        long left = bytes.Length / frameBytes - written;
        if (left == 0)
            return written;
        native.RequestRoom(Math.Min(left, Math.Max(1, native.CapacityFrames / 2)));
        // What was played between the write and the request is used at once; the event then comes for nothing.
        return written + WriteWhatFits(native, bytes[(int)(written * frameBytes)..], format, frameBytes);
    }

    private static long WriteWhatFits(
        SourceProxy native, ReadOnlySpan<byte> bytes, AnSampleFormat format, int frameBytes)
    {
        if (bytes.IsEmpty)
            return 0;
        return IsAligned(bytes, format) ? native.Write(bytes, format) : WriteCopied(native, bytes, format, frameBytes);
    }

    /// <summary>
    /// Bytes may lie anywhere, but native code reads them as samples, which lie at multiples of their size.
    /// </summary>
    private static unsafe bool IsAligned(ReadOnlySpan<byte> bytes, AnSampleFormat format) =>
        (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)) % (nuint)SampleBytes(format) == 0;

    private static long WriteCopied(SourceProxy native, ReadOnlySpan<byte> bytes, AnSampleFormat format, int frameBytes)
    {
        Span<byte> copy = MemoryMarshal.AsBytes(stackalloc float[ServerSettings.MaxChannels]); // one frame at least
        int most = copy.Length / frameBytes * frameBytes;
        long written = 0;
        while (!bytes.IsEmpty)
        {
            int length = Math.Min(bytes.Length, most);
            bytes[..length].CopyTo(copy);
            long frames = native.Write(copy[..length], format);
            written += frames;
            if (frames * frameBytes < length)
                break;
            bytes = bytes[length..];
        }

        return written;
    }

    private static int SampleBytes(AnSampleFormat format) => format switch
    {
        AnSampleFormat.S8 => 1,
        AnSampleFormat.S16 => 2,
        _ => 4,
    };

    private SourceProxy Writable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _native ?? throw new ServerStateException(
            "The sample does not know its channels yet. Add it to an output before writing, or make it with "
                + "AudioSampleOptions.Channels.");
    }

    private protected AnSampleFormat ByteFormat() => _encoding switch
    {
        8 => AnSampleFormat.S8,
        16 => AnSampleFormat.S16,
        32 => AnSampleFormat.F32,
        _ => throw new ServerStateException(
            "The sample does not know the encoding of bytes yet. Add it to an output before writing, or make it with "
                + "AudioSampleOptions.Encoding."),
    };

    private int FrameBytes(int chunkLength, AnSampleFormat format)
    {
        int frameBytes = _channels * SampleBytes(format);
        return chunkLength % frameBytes == 0
            ? frameBytes
            : throw new ArgumentException(
                $"{chunkLength} bytes are no whole number of frames: a frame of {_channels} channels is {frameBytes} "
                    + "bytes. Nothing was written.");
    }

    private void CheckHope(int serversLost)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (serversLost != Volatile.Read(ref _serversLost) && _server is null)
        {
            throw new ServerStateException(
                "The server was shut down while a write waited for room; no one would ever have made any.");
        }
    }

    private void SignalRoom()
    {
        lock (_roomGate)
        {
            if (_room.CurrentCount == 0)
                _room.Release();
        }
    }
}
