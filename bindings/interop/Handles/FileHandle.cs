// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>A file open for reading.</summary>
internal sealed unsafe class FileHandle(AnFile* pointer) : NativeHandle((nint)pointer)
{
    protected override string OwnerName => "AudioNative.AudioFile";

    protected override bool ReleaseHandle()
    {
        NativeMethods.FileClose((AnFile*)handle);
        return true;
    }
}
