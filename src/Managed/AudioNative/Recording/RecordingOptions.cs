// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <summary>What is to be written, before it is known for which channels.</summary>
internal sealed record RecordingOptions(
    TimeSpan? Duration, string? Path, RecordingFormat Format, SampleType Type, double Quality)
{
    private const string DefaultName = "audionative_rec";

    /// <summary>The file, with its folder.</summary>
    public string FullPath => System.IO.Path.GetFullPath(Path ?? System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        DefaultName + FileFormats.Extension(Format)));

    /// <summary>The container: the name's extension before the format asked for.</summary>
    public RecordingFormat Container =>
        Path is null ? Format : FileFormats.Choose(Path, Format);

    /// <summary>Checks each value by itself.</summary>
    /// <exception cref="ArgumentException">One of them cannot be.</exception>
    public static RecordingOptions Create(
        TimeSpan? duration, string? path, RecordingFormat format, SampleType type, double quality)
    {
        if (duration is { } length && length <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(duration), length, "The duration is positive, or null.");
        if (path is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Enum.IsDefined(format))
            throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        if (!Enum.IsDefined(type))
            throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such sample type.");
        if (!(quality is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(quality), quality, "The quality is 0 to 1.");
        return new RecordingOptions(duration, path, format, type, quality);
    }

    /// <summary>Refuses at once what could only fail later: a container that cannot hold the samples.</summary>
    /// <exception cref="ArgumentException">It cannot, or the extension is unknown; the message says why.</exception>
    public void RequireContainer(int channels, double sampleRate)
    {
        try
        {
            RecorderProxy.Check((AnContainer)(int)Container, (AnFileSampleType)(int)Type, channels, sampleRate);
        }
        catch (RecordingException refusal)
        {
            throw new ArgumentException(refusal.Message, refusal);
        }
    }
}
