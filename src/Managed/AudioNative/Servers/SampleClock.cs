// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>
/// The server's time: a count of frames, and how it lies to the machine's monotonic clock, smoothed by a
/// delay-locked loop over the starts of the callbacks.
/// </summary>
/// <param name="Frame">Frames rendered since boot, the start offset included.</param>
/// <param name="ReferenceFrame">The frame that <paramref name="ReferenceTimestamp"/> belongs to.</param>
/// <param name="ReferenceTimestamp">Smoothed start of the last callback, nanoseconds of the monotonic clock.</param>
/// <param name="MeasuredRate">The rate the device really runs at; the nominal one before enough callbacks.</param>
/// <param name="NominalRate">The rate the server was booted with: the one that frames are counted in.</param>
public readonly record struct SampleClock(
    long Frame,
    long ReferenceFrame,
    long ReferenceTimestamp,
    Hertz MeasuredRate,
    Hertz NominalRate)
{
    /// <summary>Sounding time since boot: <see cref="Frame"/> at <see cref="NominalRate"/>.</summary>
    public TimeSpan Time => FrameCount.ToDuration(Frame, NominalRate);

    /// <summary>The frame whose turn it is at a moment, which may lie in the future. [any thread]</summary>
    /// <param name="timestamp">Nanoseconds of the clock of <see cref="Server.Timestamp"/>.</param>
    public long FrameAt(long timestamp) =>
        ReferenceFrame + (long)Math.Round((timestamp - ReferenceTimestamp) * 1e-9 * MeasuredRate.Value);

    /// <summary>The moment at which a frame has its turn. [any thread]</summary>
    /// <param name="frame">A frame, past or to come.</param>
    /// <returns>Nanoseconds of the clock of <see cref="Server.Timestamp"/>.</returns>
    public long TimestampOf(long frame) =>
        ReferenceTimestamp + (long)Math.Round((frame - ReferenceFrame) / MeasuredRate.Value * 1e9);
}
