// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>
/// What every exception of this library has besides its .NET base, so that one filter catches them all:
/// <c>catch (Exception e) when (e is IAudioNativeError)</c>. Bad arguments and disposed objects are the usual
/// <see cref="ArgumentException"/> and <see cref="ObjectDisposedException"/>.
/// </summary>
public interface IAudioNativeError
{
    /// <summary>Why the native core refused or failed.</summary>
    AudioStatus Status { get; }
}
