// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>A recording, as it stands or as it ended.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Format">The file's container.</param>
/// <param name="SampleType">How its samples are kept; without meaning for Ogg.</param>
/// <param name="Channels">Channels of the file.</param>
/// <param name="SampleRate">Rate of the file.</param>
/// <param name="Frames">Frames in the file.</param>
/// <param name="ClippedSamples">Samples beyond full scale that were clipped to fit an integer type.</param>
/// <param name="DroppedFrames">Frames lost because the disk fell behind, or failed.</param>
/// <param name="IsRunning">Whether it goes on.</param>
public sealed record RecordingInfo(
    string Path,
    RecordingFormat Format,
    SampleType SampleType,
    int Channels,
    Hertz SampleRate,
    long Frames,
    long ClippedSamples,
    long DroppedFrames,
    bool IsRunning)
{
    /// <summary>How long the file sounds.</summary>
    public TimeSpan Duration => FrameCount.ToDuration(Frames, SampleRate);
}
