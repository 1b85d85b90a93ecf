// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>The engine with its device.</summary>
internal sealed unsafe class ServerHandle(AnServer* pointer) : NativeHandle((nint)pointer)
{
    protected override string OwnerName => "AudioNative.Server";

    protected override bool ReleaseHandle()
    {
        NativeMethods.ServerDestroy((AnServer*)handle);
        return true;
    }
}
