// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <summary>An audio file open for reading, as interleaved floats from -1 to 1, at its own rate or another.</summary>
/// <remarks>One thread at a time may read.</remarks>
/// <example>
/// <code>
/// using AudioFile file = AudioFile.Open("take.wav", sampleRate: 48000);
/// float[] buffer = new float[4096 * file.Info.Channels];
/// for (int frames; (frames = file.Read(buffer)) > 0;)
///     sample.Write(buffer.AsSpan(0, frames * file.Info.Channels));
/// </code>
/// </example>
public sealed class AudioFile : IDisposable
{
    private readonly FileProxy _native;

    private AudioFile(FileProxy native, AudioFileInfo info, Hertz sampleRate)
    {
        _native = native;
        Info = info;
        SampleRate = sampleRate;
    }

    /// <summary>What the file holds, before any resampling.</summary>
    public AudioFileInfo Info { get; }

    /// <summary>The rate that it is read at.</summary>
    public Hertz SampleRate { get; }

    /// <summary>Frames read so far, at <see cref="SampleRate"/>.</summary>
    public long Position { get; private set; }

    /// <summary>
    /// Opens a file: WAV, AIFF, FLAC, Ogg, MP3, CAF, AU and whatever else the decoder knows. [control]
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleRate">
    /// The rate to read it at, 1000 to 768000 Hz, through a resampler of high quality; null: its own.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is beyond its range.</exception>
    /// <exception cref="AudioFileException">The file is missing, cannot be opened, or is no audio file.</exception>
    public static AudioFile Open(string path, Hertz? sampleRate = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (sampleRate is { } rate)
            ServerSettings.CheckRate(rate, nameof(sampleRate));

        string full = Path.GetFullPath(path);
        FileProxy native = FileProxy.Open(full, sampleRate ?? 0);
        try
        {
            native.GetInfo(out AnFileInfo info);
            return new AudioFile(
                native,
                new AudioFileInfo(
                    full,
                    info.Frames < 0 ? null : info.Frames,
                    info.SampleRate,
                    info.Channels,
                    info.IsSeekable != 0,
                    info.ReadContainer(),
                    info.ReadEncoding()),
                sampleRate ?? info.SampleRate);
        }
        catch
        {
            native.Dispose();
            throw;
        }
    }

    /// <summary>Reads as many frames as fit. [one thread at a time]</summary>
    /// <param name="destination">Takes interleaved frames; its length is a multiple of the file's channels.</param>
    /// <returns>How many frames were read: fewer than fit only at the end, 0 past it.</returns>
    /// <exception cref="ArgumentException">The length is no whole number of frames.</exception>
    /// <exception cref="AudioFileException">The file cannot be read on.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public int Read(Span<float> destination)
    {
        if (destination.Length % Info.Channels != 0)
        {
            throw new ArgumentException(
                $"{destination.Length} samples are no whole number of frames of {Info.Channels} channels.",
                nameof(destination));
        }

        int read = (int)_native.Read(destination);
        Position += read;
        return read;
    }

    /// <summary>Closes the file. Closing twice is allowed. [control]</summary>
    public void Dispose() => _native.Dispose();
}
