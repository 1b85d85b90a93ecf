// SPDX-License-Identifier: MIT
using System.Globalization;

namespace AudioNative.Cli.Terminal;

/// <summary>How times and shares are written.</summary>
internal static class Clock
{
    /// <summary>As <c>00:00:03.217</c>.</summary>
    public static string Write(TimeSpan time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}");

    /// <summary>As <c>1.8 %</c>.</summary>
    public static string WriteShare(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>As <c>0.213 ms</c>.</summary>
    public static string WriteMilliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.000} ms");
}
