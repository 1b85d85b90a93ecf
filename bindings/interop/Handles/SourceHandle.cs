// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>A ring of samples that the mixer plays.</summary>
internal sealed unsafe class SourceHandle(AnSource* pointer) : NativeHandle((nint)pointer)
{
    protected override string OwnerName => "AudioNative.AudioSample";

    protected override bool ReleaseHandle()
    {
        NativeMethods.SourceDestroy((AnSource*)handle);
        return true;
    }
}
