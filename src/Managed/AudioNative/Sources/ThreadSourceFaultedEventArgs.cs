// SPDX-License-Identifier: MIT
namespace AudioNative.Sources;

/// <summary>A <see cref="ThreadSource"/> failed to make its sound.</summary>
/// <param name="error">What was thrown.</param>
public sealed class ThreadSourceFaultedEventArgs(Exception error) : EventArgs
{
    /// <summary>What was thrown.</summary>
    public Exception Error { get; } = error;
}
