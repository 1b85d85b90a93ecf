// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>The library itself. [any thread]</summary>
internal static unsafe class LibraryProxy
{
    /// <summary>The native product's version, "0.1.0".</summary>
    internal static string Version => NativeText.Read(NativeMethods.Version());

    /// <summary>Now, on the clock of <see cref="AnClock.TimeNs"/>.</summary>
    internal static long MonotonicNanoseconds => NativeMethods.MonotonicNs();
}
