// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>What an audio file holds, before any resampling.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Frames">Frames in the file; null where they are not known before it is read.</param>
/// <param name="SampleRate">The file's rate.</param>
/// <param name="Channels">The file's channels.</param>
/// <param name="IsSeekable">Whether the file, as opposed to a pipe, can be read from any place.</param>
/// <param name="Container">The container in words, as <c>WAV (Microsoft)</c>.</param>
/// <param name="Encoding">The encoding in words, as <c>Signed 16 bit PCM</c>.</param>
public sealed record AudioFileInfo(
    string Path,
    long? Frames,
    Hertz SampleRate,
    int Channels,
    bool IsSeekable,
    string Container,
    string Encoding)
{
    /// <summary>How long it sounds; null where the frames are not known.</summary>
    public TimeSpan? Duration => Frames is { } frames ? FrameCount.ToDuration(frames, SampleRate) : null;
}
