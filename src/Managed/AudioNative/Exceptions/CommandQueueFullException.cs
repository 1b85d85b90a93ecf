// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>
/// More commands were sent to the audio thread in one go than its queue holds; nothing was done. Try again after
/// the next buffer.
/// </summary>
public sealed class CommandQueueFullException : AudioNativeException
{
    /// <summary>Makes one without words.</summary>
    public CommandQueueFullException()
    {
    }

    /// <summary>Makes one with the words for people.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    public CommandQueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the words for people and what lies beneath.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="innerException">The exception that led to this one.</param>
    public CommandQueueFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one as the native core reports it.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="status">Why the native core refused or failed.</param>
    public CommandQueueFullException(string message, AudioStatus status)
        : base(message, status)
    {
    }
}
