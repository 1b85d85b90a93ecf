// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>A recording into a file. Threads as in audionative.h.</summary>
internal sealed unsafe class RecorderProxy : IDisposable
{
    private readonly RecorderHandle _handle;

    private RecorderProxy(AnRecorder* recorder, ServerHandle server)
    {
        _handle = new RecorderHandle(recorder, server);
        GetStatus(out var status);
        Id = status.Id;
    }

    /// <summary>Unique in the process, never 0; events name it.</summary>
    internal long Id { get; }

    internal bool IsDisposed => _handle.IsClosed;

    /// <summary>Whether the container can hold this. [any thread]</summary>
    /// <exception cref="RecordingException">It cannot; the message says why.</exception>
    internal static void Check(AnContainer container, AnFileSampleType sampleType, int channels, double sampleRate) =>
        NativeStatus.Check(
            NativeMethods.RecorderCheck((int)container, (int)sampleType, channels, sampleRate), NativeSubject.Recording);

    /// <summary>Opens the file at once and begins with the next block. [control]</summary>
    /// <param name="server">Booted; its handle lives at least as long as the recording's.</param>
    /// <param name="config">Its path pointer is ignored, the string counts.</param>
    /// <param name="path">An existing file is replaced.</param>
    internal static RecorderProxy Start(ServerProxy server, AnRecorderConfig config, string path)
    {
        using var use = server.Handle.Borrow();
        using var utf8 = new Utf8Argument(path, "path", stackalloc byte[Utf8Argument.StackBytes]);
        config.Path = utf8.Pointer;
        AnRecorder* recorder = null;
        NativeStatus.Check(
            NativeMethods.RecorderStart((AnServer*)use.Pointer, &config, &recorder), NativeSubject.Recording);
        return new RecorderProxy(recorder, server.Handle);
    }

    /// <summary>Ends it: the file is closed when this returns. Twice is fine. [control]</summary>
    internal void Stop(out AnRecorderStatus status)
    {
        using var use = _handle.Borrow();
        fixed (AnRecorderStatus* target = &status)
        {
            NativeStatus.Check(NativeMethods.RecorderStop((AnRecorder*)use.Pointer, target), NativeSubject.Recording);
        }
    }

    internal void GetStatus(out AnRecorderStatus status)
    {
        using var use = _handle.Borrow();
        fixed (AnRecorderStatus* target = &status)
        {
            NativeStatus.Check(
                NativeMethods.RecorderGetStatus((AnRecorder*)use.Pointer, target), NativeSubject.Recording);
        }
    }

    /// <summary>Stops it if need be and frees it. [control]</summary>
    public void Dispose() => _handle.Dispose();
}
