// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>A running recording. Keeps its server's handle from being freed before it.</summary>
internal sealed unsafe class RecorderHandle : NativeHandle
{
    private readonly ServerHandle _server;

    /// <param name="pointer">Owned from here on, also if this throws.</param>
    /// <param name="server">Must be held by the caller during this call.</param>
    internal RecorderHandle(AnRecorder* pointer, ServerHandle server)
        : base((nint)pointer)
    {
        _server = server;
        var added = false;
        server.DangerousAddRef(ref added);
    }

    protected override string OwnerName => "AudioNative.Recording";

    protected override bool ReleaseHandle()
    {
        NativeMethods.RecorderDestroy((AnRecorder*)handle);
        _server.DangerousRelease();
        return true;
    }
}
