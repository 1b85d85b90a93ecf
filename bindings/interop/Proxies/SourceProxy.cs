// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace AudioNative.Interop;

/// <summary>
/// A ring of samples that the mixer plays. Writing, gain, pan and state allocate nothing. Threads as in audionative.h.
/// </summary>
internal sealed unsafe class SourceProxy : IDisposable
{
    private readonly SourceHandle _handle;

    private SourceProxy(AnSource* source, in AnSourceConfig config)
    {
        _handle = new SourceHandle(source);
        Channels = config.Channels;
        CapacityFrames = config.CapacityFrames;
        GetState(out var state);
        Id = state.Id;
    }

    /// <summary>Unique in the process, never 0; events name it.</summary>
    internal long Id { get; }

    internal int Channels { get; }

    internal long CapacityFrames { get; }

    internal bool IsDisposed => _handle.IsClosed;

    internal SourceHandle Handle => _handle;

    /// <summary>Makes a stopped source that belongs to no server yet.</summary>
    internal static SourceProxy Create(in AnSourceConfig config)
    {
        AnSource* source = null;
        fixed (AnSourceConfig* given = &config)
        {
            NativeStatus.Check(NativeMethods.SourceCreate(given, &source), NativeSubject.Source);
        }

        return new SourceProxy(source, config);
    }

    /// <summary>Copies as many whole frames as fit into the ring. [writer]</summary>
    /// <returns>Frames written, fewer than given if the ring is full.</returns>
    internal long Write(ReadOnlySpan<float> samples) =>
        Write(MemoryMarshal.AsBytes(samples), AnSampleFormat.F32);

    /// <summary>Copies as many whole frames as fit into the ring, converting them. [writer]</summary>
    /// <param name="bytes">Interleaved samples of the format; whole frames.</param>
    /// <param name="format">What a sample is.</param>
    /// <returns>Frames written, fewer than given if the ring is full.</returns>
    internal long Write(ReadOnlySpan<byte> bytes, AnSampleFormat format)
    {
        var frameBytes = Channels * BytesPerSample(format);
        var frames = bytes.Length / frameBytes;
        if (frames * frameBytes != bytes.Length)
        {
            throw new ArgumentException(
                $"{bytes.Length} bytes are not a whole number of frames of {Channels} channels, {frameBytes} bytes each.",
                nameof(bytes));
        }

        using var use = _handle.Borrow();
        long written;
        fixed (byte* data = bytes)
        {
            // An empty span has a null address, which the native side need not take.
            byte nothing;
            var start = data is null ? &nothing : data;
            NativeStatus.Check(
                NativeMethods.SourceWrite((AnSource*)use.Pointer, start, format, frames, &written), NativeSubject.Source);
        }

        return written;
    }

    /// <summary>Asks for one event when so many frames are free; 0 takes it back. [writer]</summary>
    internal void RequestRoom(long frames)
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.SourceRequestRoom((AnSource*)use.Pointer, frames), NativeSubject.Source);
    }

    /// <summary>Says that nothing more comes. [writer]</summary>
    internal void End()
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.SourceEnd((AnSource*)use.Pointer), NativeSubject.Source);
    }

    /// <summary>Throws away what is in the ring; not while it plays. [writer]</summary>
    internal void Clear()
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.SourceClear((AnSource*)use.Pointer), NativeSubject.Source);
    }

    /// <summary>Plays from this frame of the server's clock, or at once with -1. [control]</summary>
    internal void Play(long atFrame)
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.SourcePlay((AnSource*)use.Pointer, atFrame), NativeSubject.Source);
    }

    /// <summary>Stops with a short fade. [control]</summary>
    internal void Stop()
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.SourceStop((AnSource*)use.Pointer), NativeSubject.Source);
    }

    /// <summary>Linear gain, any finite number.</summary>
    internal void SetGain(double gain)
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.SourceSetGain((AnSource*)use.Pointer, gain), NativeSubject.Source);
    }

    /// <summary>Balance, -1 to 1; one- and two-channel sources only.</summary>
    internal void SetPan(double pan)
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.SourceSetPan((AnSource*)use.Pointer, pan), NativeSubject.Source);
    }

    internal void GetState(out AnSourceState state)
    {
        using var use = _handle.Borrow();
        fixed (AnSourceState* target = &state)
        {
            NativeStatus.Check(NativeMethods.SourceGetState((AnSource*)use.Pointer, target), NativeSubject.Source);
        }
    }

    /// <summary>Lets go of it, once no call is under way; taken out of its server if need be.</summary>
    public void Dispose() => _handle.Dispose();

    private static int BytesPerSample(AnSampleFormat format) => format switch
    {
        AnSampleFormat.S8 => 1,
        AnSampleFormat.S16 => 2,
        AnSampleFormat.S32 or AnSampleFormat.F32 => 4,
        AnSampleFormat.F64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such sample format."),
    };
}
