// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>
/// The native library is missing, cannot be loaded, or is of another version. The message says what was looked for,
/// where, what the system said each time, and what to do.
/// </summary>
/// <remarks>
/// An <see cref="AudioNativeException"/> rather than a <see cref="DllNotFoundException"/>: a library of the wrong
/// version was found, and a program that handles this library's failures wants to see this one too.
/// </remarks>
public sealed class NativeLibraryException : AudioNativeException
{
    /// <summary>Makes one without words.</summary>
    public NativeLibraryException()
    {
    }

    /// <summary>Makes one with the words for people.</summary>
    /// <param name="message">What was looked for, where, and what to do.</param>
    public NativeLibraryException(string message)
        : base(message, AudioStatus.NotSupported)
    {
    }

    /// <summary>Makes one with the words for people and what lies beneath.</summary>
    /// <param name="message">What was looked for, where, and what to do.</param>
    /// <param name="innerException">The exception that led to this one.</param>
    public NativeLibraryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
