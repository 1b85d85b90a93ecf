// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices.Marshalling;

namespace AudioNative.Interop;

/// <summary>A string as zero-terminated UTF-8 for one call: on the stack if it is short.</summary>
internal unsafe ref struct Utf8Argument
{
    /// <summary>How much stack to give it; longer strings take memory of their own.</summary>
    internal const int StackBytes = 256;

    private Utf8StringMarshaller.ManagedToUnmanagedIn _marshaller;

    /// <param name="text">Null becomes a null pointer.</param>
    /// <param name="what">What the text is, for the exception.</param>
    /// <param name="stack"><see cref="StackBytes"/> of the caller's stack.</param>
    /// <exception cref="ArgumentException">A zero character would silently cut the text short.</exception>
    internal Utf8Argument(string? text, string what, Span<byte> stack)
    {
        var zero = text is null ? -1 : text.IndexOf('\0', StringComparison.Ordinal);
        if (zero >= 0)
        {
            throw new ArgumentException($"The {what} holds a zero character, at {zero}.");
        }

        _marshaller.FromManaged(text, stack);
        Pointer = _marshaller.ToUnmanaged();
    }

    internal byte* Pointer { get; }

    public void Dispose() => _marshaller.Free();
}
