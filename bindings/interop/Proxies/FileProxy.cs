// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>An audio file open for reading. Threads as in audionative.h.</summary>
internal sealed unsafe class FileProxy : IDisposable
{
    private readonly FileHandle _handle;

    private FileProxy(AnFile* file)
    {
        _handle = new FileHandle(file);
        GetInfo(out var info);
        Channels = info.Channels;
    }

    internal int Channels { get; }

    internal bool IsDisposed => _handle.IsClosed;

    /// <summary>Opens it, resampled unless the rate is 0. [control]</summary>
    internal static FileProxy Open(string path, double sampleRate)
    {
        using var utf8 = new Utf8Argument(path, "path", stackalloc byte[Utf8Argument.StackBytes]);
        AnFile* file = null;
        NativeStatus.Check(NativeMethods.FileOpen(utf8.Pointer, sampleRate, &file), NativeSubject.File);
        return new FileProxy(file);
    }

    /// <summary>What the file holds, before any resampling. [any thread]</summary>
    internal void GetInfo(out AnFileInfo info)
    {
        using var use = _handle.Borrow();
        fixed (AnFileInfo* target = &info)
        {
            NativeStatus.Check(NativeMethods.FileGetInfo((AnFile*)use.Pointer, target), NativeSubject.File);
        }
    }

    /// <summary>Reads whole interleaved frames. [writer]</summary>
    /// <returns>Frames read: fewer than fit only at the end, 0 past it.</returns>
    internal long Read(Span<float> samples)
    {
        var frames = samples.Length / Channels;
        if (frames == 0)
        {
            return 0;
        }

        using var use = _handle.Borrow();
        long read;
        fixed (float* data = samples)
        {
            NativeStatus.Check(NativeMethods.FileRead((AnFile*)use.Pointer, data, frames, &read), NativeSubject.File);
        }

        return read;
    }

    public void Dispose() => _handle.Dispose();
}
