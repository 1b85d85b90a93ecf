// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>What a call was about: the same status means another exception for a file than for a recording.</summary>
internal enum NativeSubject
{
    Server,
    Source,
    Recording,
    File,
}
