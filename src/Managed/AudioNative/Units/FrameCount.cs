// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>Goes from durations to whole frames and back: the only place that rounds.</summary>
internal static class FrameCount
{
    /// <summary>
    /// The nearest whole number of frames, halves upwards; exact for any duration a session can last.
    /// </summary>
    public static long FromDuration(TimeSpan duration, double sampleRate) =>
        (long)Math.Round(duration.Ticks * sampleRate / TimeSpan.TicksPerSecond, MidpointRounding.AwayFromZero);

    public static TimeSpan ToDuration(long frames, double sampleRate) =>
        sampleRate > 0
            ? TimeSpan.FromTicks((long)Math.Round(frames / sampleRate * TimeSpan.TicksPerSecond))
            : TimeSpan.Zero;
}
