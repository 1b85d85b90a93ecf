// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <content>Recording what is heard, or what is played in, to a file; a native thread writes it.</content>
public sealed partial class Server
{
    private readonly Lock _recordingGate = new(); // so that no event comes before its recording is known
    private readonly Dictionary<long, RecordingSession> _recordings = []; // by the id that events name
    private RecordingOptions _options = new(null, null, RecordingFormat.Wav, SampleType.Int16, 0.4);
    private RecordingSession? _recording;

    /// <summary>Whether a recording runs. [any thread]</summary>
    public bool IsRecording => _recording is { IsRunning: true };

    /// <summary>
    /// The recording that runs, as it stands, or the last one, as it ended; null before any. [any thread]
    /// </summary>
    public RecordingInfo? Recording => _recording?.Info;

    /// <summary>
    /// Sets what offline rendering and <see cref="StartRecording"/> write. Integer types clip what is beyond full
    /// scale, and count it. [any thread]
    /// </summary>
    /// <param name="duration">
    /// Length of the file that an offline server renders, to the nearest frame; else not used.
    /// </param>
    /// <param name="path">
    /// The file, replaced where it exists. Null: <c>audionative_rec</c> with the format's extension, in the home
    /// directory.
    /// </param>
    /// <param name="format">The container, where the extension of the file's name does not say it already.</param>
    /// <param name="type">How samples are kept.</param>
    /// <param name="quality">FLAC and Ogg: 0 (small) to 1 (good).</param>
    /// <returns>This server.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A duration that is not positive, or a quality beyond its range.
    /// </exception>
    /// <exception cref="ArgumentException">An unknown extension, or a container that cannot hold this.</exception>
    public Server RecordOptions(
        TimeSpan? duration = null,
        string? path = null,
        RecordingFormat format = RecordingFormat.Wav,
        SampleType type = SampleType.Int16,
        double quality = 0.4)
    {
        var options = RecordingOptions.Create(duration, path, format, type, quality);
        options.RequireContainer(Channels, SampleRate);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _options = options;
        }

        return this;
    }

    /// <summary>
    /// Begins to record with the next block, in the format set by <see cref="RecordOptions"/>. It goes on across
    /// <see cref="Stop"/> and <see cref="Start"/>, and at any moment the file is a valid one. [control]
    /// </summary>
    /// <param name="path">The file, replaced where it exists; null: that of <see cref="RecordOptions"/>.</param>
    /// <param name="source">What is recorded.</param>
    /// <param name="duration">Ends by itself after so long, exact to the frame; null: when stopped.</param>
    /// <exception cref="ArgumentOutOfRangeException">A duration that is not positive.</exception>
    /// <exception cref="ServerStateException">
    /// Not booted, or recording already; or there is no input to record.
    /// </exception>
    /// <exception cref="ArgumentException">An unknown extension, or a container that cannot hold this.</exception>
    /// <exception cref="RecordingException">The file cannot be opened for writing.</exception>
    public void StartRecording(
        string? path = null, RecordingSource source = RecordingSource.Output, TimeSpan? duration = null)
    {
        if (duration is { } length)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero, nameof(duration));
        lock (_gate)
        {
            RequireBooted("record");
            BeginRecording(path, source, duration is { } limit ? FrameCount.FromDuration(limit, SampleRate) : -1);
        }
    }

    /// <summary><see cref="StartRecording"/>, without holding up the caller.</summary>
    /// <param name="path">The file, replaced where it exists; null: that of <see cref="RecordOptions"/>.</param>
    /// <param name="source">What is recorded.</param>
    /// <param name="duration">Ends by itself after so long, exact to the frame; null: when stopped.</param>
    /// <param name="cancellationToken">Only before it has begun.</param>
    /// <inheritdoc cref="StartRecording" path="/exception"/>
    public Task StartRecordingAsync(
        string? path = null,
        RecordingSource source = RecordingSource.Output,
        TimeSpan? duration = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => StartRecording(path, source, duration), cancellationToken);

    /// <summary>
    /// Ends the recording: what was heard so far is written and the file closed when it returns. [control]
    /// </summary>
    /// <returns>What is in the file; null where nothing was being recorded.</returns>
    /// <exception cref="RecordingException">It had failed, and the file ends early.</exception>
    public RecordingInfo? StopRecording()
    {
        RecordingSession? recording;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            recording = FinishRecording();
        }

        recording?.ThrowIfFailed();
        return recording?.Info;
    }

    /// <summary><see cref="StopRecording"/>, without holding up the caller.</summary>
    /// <param name="cancellationToken">Only before it has begun.</param>
    /// <returns>What is in the file; null where nothing was being recorded.</returns>
    /// <inheritdoc cref="StopRecording" path="/exception"/>
    public Task<RecordingInfo?> StopRecordingAsync(CancellationToken cancellationToken = default) =>
        Task.Run(StopRecording, cancellationToken);

    private RecordingSession BeginRecording(string? path, RecordingSource source, long maxFrames)
    {
        if (_recording is { IsRunning: true } running)
        {
            throw new ServerStateException(
                $"A recording to '{running.Info.Path}' is running. Call StopRecording before starting another.");
        }

        int channels = source == RecordingSource.Output ? Channels : InputChannels;
        if (channels == 0)
        {
            throw new ServerStateException(
                "The server has no input to record. Boot it with duplex and an input device.");
        }

        RecordingOptions options = path is null
            ? _options
            : RecordingOptions.Create(_options.Duration, path, _options.Format, _options.Type, _options.Quality);
        options.RequireContainer(channels, SampleRate);
        FinishRecording();
        lock (_recordingGate)
        {
            var recording = RecordingSession.Start(_native, options, source, channels, SampleRate, maxFrames);
            _recordings[recording.Id] = recording;
            _recording = recording;
            return recording;
        }
    }

    /// <summary>Closes the recording's file and lets go of the native recorder; the numbers stay.</summary>
    private RecordingSession? FinishRecording()
    {
        if (_recording is not { IsFinished: false } recording)
            return null;
        recording.Finish();
        return recording;
    }
}
