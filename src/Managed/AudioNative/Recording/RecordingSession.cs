// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <summary>
/// One recording from its start to its closed file. Outlives the native recorder, so that its numbers can still be
/// asked for, and the event that tells of its end still finds it.
/// </summary>
internal sealed class RecordingSession
{
    private readonly Lock _gate = new();
    private readonly RecorderProxy _native;
    private readonly RecordingInfo _start;
    private AnRecorderStatus _last;

    private RecordingSession(RecorderProxy native, RecordingInfo start)
    {
        _native = native;
        _start = start;
    }

    public long Id => _native.Id;

    /// <summary>Whether the file is closed and the native recorder gone.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>
    /// Whether it still lays down sound. After a failure it does not, even if nobody has finished it yet.
    /// </summary>
    public bool IsRunning => Runs(Status);

    public bool HasFailed => Status.Status != (int)AudioStatus.Ok;

    public RecordingInfo Info
    {
        get
        {
            AnRecorderStatus status = Status;
            return _start with
            {
                Frames = status.FramesWritten,
                ClippedSamples = status.ClippedSamples,
                DroppedFrames = status.FramesDropped,
                IsRunning = Runs(status),
            };
        }
    }

    /// <summary>Why it ended early; null if it did not.</summary>
    public RecordingException? Error
    {
        get
        {
            AnRecorderStatus status = Status;
            return status.Status == (int)AudioStatus.Ok
                ? null
                : new RecordingException(
                    $"The recording to '{_start.Path}' failed after {status.FramesWritten} frames: {status.ReadText()}",
                    (AudioStatus)status.Status);
        }
    }

    private AnRecorderStatus Status
    {
        get
        {
            lock (_gate)
            {
                if (!IsFinished)
                    _native.GetStatus(out _last);
                return _last;
            }
        }
    }

    private static bool Runs(in AnRecorderStatus status) =>
        status.IsRunning != 0 && status.Status == (int)AudioStatus.Ok;

    /// <summary>Opens the file and begins. maxFrames -1: until it is finished.</summary>
    public static RecordingSession Start(
        ServerProxy server,
        RecordingOptions options,
        RecordingSource source,
        int channels,
        double sampleRate,
        long maxFrames)
    {
        var info = new RecordingInfo(
            options.FullPath, options.Container, options.Type, channels, sampleRate, 0, 0, 0, IsRunning: true);
        var config = new AnRecorderConfig
        {
            Container = (int)info.Format,
            SampleType = (int)info.SampleType,
            Tap = (int)source,
            Channels = channels,
            MaxFrames = maxFrames,
            Quality = options.Quality,
        };
        return new RecordingSession(RecorderProxy.Start(server, config, info.Path), info);
    }

    /// <summary>Writes what was heard so far and closes the file. Finishing twice is allowed.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            if (IsFinished)
                return;
            _native.Stop(out _last);
            IsFinished = true;
            _native.Dispose();
        }
    }

    public void ThrowIfFailed()
    {
        if (Error is { } error)
            throw error;
    }
}
