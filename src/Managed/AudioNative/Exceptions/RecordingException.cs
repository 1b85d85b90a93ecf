// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>A recording cannot be begun or has failed: the path, the format or the disk.</summary>
public sealed class RecordingException : IOException, IAudioNativeError
{
    /// <summary>Makes one without words.</summary>
    public RecordingException()
    {
    }

    /// <summary>Makes one with the words for people.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    public RecordingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the words for people and what lies beneath.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="innerException">The exception that led to this one.</param>
    public RecordingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one as the native core reports it.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="status">Why the native core refused or failed.</param>
    public RecordingException(string message, AudioStatus status)
        : base(message)
    {
        Status = status;
    }

    /// <inheritdoc/>
    public AudioStatus Status { get; } = AudioStatus.FileIO;
}
