// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>A failure of the native core that has no .NET exception of its own.</summary>
public class AudioNativeException : Exception, IAudioNativeError
{
    /// <summary>Makes one without words.</summary>
    public AudioNativeException()
    {
    }

    /// <summary>Makes one with the words for people.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    public AudioNativeException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the words for people and what lies beneath.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="innerException">The exception that led to this one.</param>
    public AudioNativeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one as the native core reports it.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="status">Why the native core refused or failed.</param>
    public AudioNativeException(string message, AudioStatus status)
        : base(message)
    {
        Status = status;
    }

    /// <inheritdoc/>
    public AudioStatus Status { get; } = AudioStatus.Internal;
}
