// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>A file cannot be opened or read as sound.</summary>
public sealed class AudioFileException : IOException, IAudioNativeError
{
    /// <summary>Makes one without words.</summary>
    public AudioFileException()
    {
    }

    /// <summary>Makes one with the words for people.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    public AudioFileException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the words for people and what lies beneath.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="innerException">The exception that led to this one.</param>
    public AudioFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one as the native core reports it.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="status">Why the native core refused or failed.</param>
    public AudioFileException(string message, AudioStatus status)
        : base(message)
    {
        Status = status;
    }

    /// <inheritdoc/>
    public AudioStatus Status { get; } = AudioStatus.FileIO;
}
