// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Support;

/// <summary>Waits for what other threads do, with a deadline that only a defect reaches.</summary>
internal static class Wait
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static void Until(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, Deadline), $"Waited in vain for: {what}.");

    public static async Task<T> For<T>(Task<T> task) => await task.WaitAsync(Deadline);

    public static async Task For(Task task) => await task.WaitAsync(Deadline);
}
