// SPDX-License-Identifier: MIT

using System.Diagnostics;
using System.Globalization;

namespace AudioNative.Interop;

/// <summary>Waits for conditions that nothing signals, such as another process having come up.</summary>
public static class Deadline
{
    /// <summary>
    /// Long enough for a machine that is busy with everything else at once: a minute, or so many seconds as
    /// AUDIONATIVE_TEST_PATIENCE says. In the lab's guest time runs ahead while it waits for files, and nothing is soon.
    /// </summary>
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(
        double.TryParse(
            Environment.GetEnvironmentVariable("AUDIONATIVE_TEST_PATIENCE"), CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 60);

    private static readonly TimeSpan s_pollEvery = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns when the condition holds; throws after <see cref="Generous"/>, saying what was awaited.</summary>
    public static async Task Until(Func<bool> condition, string what, Func<string>? circumstances = null)
    {
        var from = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(from) > Generous)
            {
                throw new TimeoutException($"Waited {Generous.TotalSeconds} s in vain: {what}.\n{circumstances?.Invoke()}");
            }

            await Task.Delay(s_pollEvery);
        }
    }

    /// <summary><see cref="Until(Func{bool}, string, Func{string}?)"/>, holding up the caller.</summary>
    public static void Wait(Func<bool> condition, string what, Func<string>? circumstances = null) =>
        Until(condition, what, circumstances).GetAwaiter().GetResult();
}
