// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>What all of a server's events say: when it was noticed, on the sample clock.</summary>
/// <param name="frame">The frame at which it was noticed.</param>
public class ServerEventArgs(long frame) : EventArgs
{
    /// <summary>The frame at which it was noticed.</summary>
    public long Frame { get; } = frame;
}

/// <summary>The sound was interrupted.</summary>
/// <param name="frame">The frame at which it was noticed.</param>
/// <param name="count">Interruptions since boot.</param>
public sealed class XrunEventArgs(long frame, long count) : ServerEventArgs(frame)
{
    /// <summary>Interruptions since boot; several close together come as one event.</summary>
    public long Count { get; } = count;
}

/// <summary>The device, or the JACK server, is gone; the server has stopped and kept its state.</summary>
/// <param name="frame">The frame at which it was noticed.</param>
/// <param name="reason">The host's words.</param>
public sealed class DeviceLostEventArgs(long frame, string reason) : ServerEventArgs(frame)
{
    /// <summary>The host's words.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The device now asks for another number of frames at a time.</summary>
/// <param name="frame">The frame at which it was noticed.</param>
/// <param name="bufferSize">Frames a buffer from now on.</param>
public sealed class BufferSizeChangedEventArgs(long frame, int bufferSize) : ServerEventArgs(frame)
{
    /// <summary>Frames a buffer from now on.</summary>
    public int BufferSize { get; } = bufferSize;
}

/// <summary>The device now runs at another rate.</summary>
/// <param name="frame">The frame at which it was noticed.</param>
/// <param name="sampleRate">The rate from now on, to the hertz.</param>
public sealed class SampleRateChangedEventArgs(long frame, Hertz sampleRate) : ServerEventArgs(frame)
{
    /// <summary>The rate from now on, to the hertz.</summary>
    public Hertz SampleRate { get; } = sampleRate;
}

/// <summary>A line for the log.</summary>
/// <param name="level">How grave it is: one flag.</param>
/// <param name="message">The line.</param>
public sealed class LogEventArgs(Verbosity level, string message) : EventArgs
{
    /// <summary>How grave it is: one flag.</summary>
    public Verbosity Level { get; } = level;

    /// <summary>The line.</summary>
    public string Message { get; } = message;
}

/// <summary>A recording has ended and its file is closed.</summary>
/// <param name="frame">The frame at which it was noticed.</param>
/// <param name="recording">What is in the file.</param>
public sealed class RecordingCompletedEventArgs(long frame, RecordingInfo recording) : ServerEventArgs(frame)
{
    /// <summary>What is in the file.</summary>
    public RecordingInfo Recording { get; } = recording;
}

/// <summary>A recording has failed; the file ends where it did.</summary>
/// <param name="frame">The frame at which it was noticed.</param>
/// <param name="recording">What is in the file.</param>
/// <param name="error">Why.</param>
public sealed class RecordingFailedEventArgs(long frame, RecordingInfo recording, RecordingException error)
    : ServerEventArgs(frame)
{
    /// <summary>What is in the file.</summary>
    public RecordingInfo Recording { get; } = recording;

    /// <summary>Why.</summary>
    public RecordingException Error { get; } = error;
}
