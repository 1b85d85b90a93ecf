// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>How far an offline render has come.</summary>
/// <param name="Frames">Frames rendered so far.</param>
/// <param name="TotalFrames">Frames to render in all.</param>
public readonly record struct RenderProgress(long Frames, long TotalFrames)
{
    /// <summary>The share that is done, 0 to 1.</summary>
    public double Fraction => TotalFrames > 0 ? (double)Frames / TotalFrames : 1;
}
