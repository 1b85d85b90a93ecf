// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using System.Text;

namespace AudioNative.Interop;

/// <summary>UTF-8 across the boundary.</summary>
internal static unsafe class NativeText
{
    /// <summary>A zero-terminated string of the native side; null is empty.</summary>
    internal static string Read(byte* text) =>
        Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <summary>A fixed field of a struct, up to its terminating zero.</summary>
    internal static string Read(byte* field, int capacity)
    {
        var bytes = new ReadOnlySpan<byte>(field, capacity);
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
