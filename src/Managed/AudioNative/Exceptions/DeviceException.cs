// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>
/// A device or JACK server is missing, busy, dead, or does not do what was asked of it: rate, channels, buffer
/// size.
/// </summary>
public sealed class DeviceException : AudioNativeException
{
    /// <summary>Makes one without words.</summary>
    public DeviceException()
    {
    }

    /// <summary>Makes one with the words for people.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    public DeviceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the words for people and what lies beneath.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="innerException">The exception that led to this one.</param>
    public DeviceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one as the native core reports it.</summary>
    /// <param name="message">What was asked, what is so, and what to do.</param>
    /// <param name="status">Why the native core refused or failed.</param>
    public DeviceException(string message, AudioStatus status)
        : base(message, status)
    {
    }
}
