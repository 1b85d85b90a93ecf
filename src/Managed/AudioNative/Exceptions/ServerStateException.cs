// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>Not possible in the server's state: a setting changed after boot, a start before it.</summary>
public sealed class ServerStateException : InvalidOperationException, IAudioNativeError
{
    /// <summary>Makes one without words.</summary>
    public ServerStateException()
    {
    }

    /// <summary>Makes one with the words for people.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    public ServerStateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the words for people and what lies beneath.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="innerException">The exception that led to this one.</param>
    public ServerStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one as the native core reports it.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="status">Why the native core refused or failed.</param>
    public ServerStateException(string message, AudioStatus status)
        : base(message)
    {
        Status = status;
    }

    /// <inheritdoc/>
    public AudioStatus Status { get; } = AudioStatus.InvalidState;
}
