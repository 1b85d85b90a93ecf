// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>
/// What an <see cref="AudioSample"/> is made for. What is left out comes from the output it is added to.
/// </summary>
public sealed record AudioSampleOptions
{
    internal const int DefaultBytes = 16384;
    private const long MaxCapacityFrames = 1L << 28;

    /// <summary>
    /// Channels of the sample, 1 to 1024. One channel is spread over the pair that begins at
    /// <see cref="OutputChannel"/>; more go side by side. Null: as many as the output has from there on, known only
    /// once it is added.
    /// </summary>
    public int? Channels { get; init; }

    /// <summary>
    /// Bits of a sample in the bytes of <see cref="AudioSample.Write(ReadOnlySpan{byte}, CancellationToken)"/>: 8, 16
    /// (signed integers) or 32 (float). Null: the output's, or 16 on a bare server.
    /// </summary>
    public int? Encoding { get; init; }

    /// <summary>
    /// Frames that fit in the ring, 1 to 2^28. Null: 16384 bytes' worth, or two of the output's buffers where that is
    /// more.
    /// </summary>
    public long? CapacityFrames { get; init; }

    /// <summary>The output channel that the sample's first goes to, from 0.</summary>
    public int OutputChannel { get; init; }

    /// <summary>
    /// Whether an offline render waits for this sample's data, instead of filling in silence as a device would have to.
    /// </summary>
    public bool WaitOffline { get; init; }

    internal void Check()
    {
        if (Channels is not (null or (>= 1 and <= ServerSettings.MaxChannels)))
            throw new ArgumentOutOfRangeException(nameof(Channels), Channels, "A sample has 1 to 1024 channels.");
        if (Encoding is { } encoding)
            SampleEncoding.Check(encoding, nameof(Encoding));
        if (CapacityFrames is not (null or (>= 1 and <= MaxCapacityFrames)))
            throw new ArgumentOutOfRangeException(nameof(CapacityFrames), CapacityFrames, "1 to 2^28 frames fit.");
        if (OutputChannel is not (>= 0 and < ServerSettings.MaxChannels))
            throw new ArgumentOutOfRangeException(nameof(OutputChannel), OutputChannel, "The channel is 0 to 1023.");
    }
}
