// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>A sample ran dry while it played, and silence was filled in.</summary>
/// <param name="frame">The frame at which it was noticed.</param>
/// <param name="missingFrames">Frames of silence filled in since the sample was made.</param>
public sealed class UnderrunEventArgs(long frame, long missingFrames) : ServerEventArgs(frame)
{
    /// <summary>Frames of silence filled in since the sample was made.</summary>
    public long MissingFrames { get; } = missingFrames;
}
