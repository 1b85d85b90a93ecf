// SPDX-License-Identifier: MIT

using System.Diagnostics;

namespace AudioNative.Interop.Tests.Servers;

/// <summary>Waits for conditions that nothing signals, such as another process having come up.</summary>
internal static class Deadline
{
    /// <summary>Long enough for a machine that is busy with everything else at once.</summary>
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns when the condition holds; throws after <see cref="Generous"/>, saying what was awaited.</summary>
    public static async Task Until(Func<bool> condition, string what, Func<string>? circumstances = null)
    {
        var from = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(from) > Generous)
            {
                throw new TimeoutException(
                    $"Waited {Generous.TotalSeconds} s in vain: {what}.{Environment.NewLine}{circumstances?.Invoke()}");
            }

            await Task.Delay(PollEvery);
        }
    }
}
