// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <content>What the server tells by itself, on its event thread.</content>
public sealed partial class Server
{
    /// <summary>The sound was interrupted.</summary>
    public event EventHandler<XrunEventArgs>? Xrun;

    /// <summary>
    /// The device or JACK server is gone. The server has stopped and kept its state: <see cref="Reopen"/> it on
    /// another.
    /// </summary>
    public event EventHandler<DeviceLostEventArgs>? DeviceLost;

    /// <summary>The device asks for another number of frames at a time.</summary>
    public event EventHandler<BufferSizeChangedEventArgs>? BufferSizeChanged;

    /// <summary>The device runs at another rate.</summary>
    public event EventHandler<SampleRateChangedEventArgs>? SampleRateChanged;

    /// <summary>A recording has ended and its file is closed.</summary>
    public event EventHandler<RecordingCompletedEventArgs>? RecordingCompleted;

    /// <summary>A recording has failed; its file ends there.</summary>
    public event EventHandler<RecordingFailedEventArgs>? RecordingFailed;

    /// <summary>A line for the log, if <see cref="Verbosity"/> lets it through.</summary>
    public event EventHandler<LogEventArgs>? LogReceived
    {
        add => _log.Received += value;
        remove => _log.Received -= value;
    }

    /// <summary>Which messages are passed on to the logger and to <see cref="LogReceived"/>. [any thread]</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a sum of the four values.</exception>
    public Verbosity Verbosity
    {
        get => _log.Verbosity;
        set
        {
            const Verbosity All = Verbosity.Error | Verbosity.Message | Verbosity.Warning | Verbosity.Debug;
            if ((value & ~All) != 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(Verbosity), value, "The verbosity is a sum of 1, 2, 4 and 8.");
            }

            _native.SetLogLevels((AnLogLevel)(int)value);
            _log.Verbosity = value;
        }
    }

    private void Dispatch(in AnEvent occurrence)
    {
        long frame = occurrence.Frame;
        switch ((AnEventType)occurrence.Type)
        {
            case AnEventType.Log:
                _log.Write((Verbosity)occurrence.Level, occurrence.ReadText());
                break;
            case AnEventType.Xrun:
                // Once is enough to know of it; the rest is in the counter and the events.
                _log.Write(
                    _xrunSaid ? Verbosity.Debug : Verbosity.Warning,
                    $"The sound was interrupted; {occurrence.Value} times since boot.");
                _xrunSaid = true;
                Raise(Xrun, new XrunEventArgs(frame, occurrence.Value));
                break;
            case AnEventType.DeviceLost:
                RefreshInfo();
                _log.Write(Verbosity.Error, $"The device is gone: {occurrence.ReadText()}");
                Raise(DeviceLost, new DeviceLostEventArgs(frame, occurrence.ReadText()));
                break;
            case AnEventType.BufferSize:
                RefreshInfo();
                Raise(BufferSizeChanged, new BufferSizeChangedEventArgs(frame, (int)occurrence.Value));
                break;
            case AnEventType.SampleRate:
                RefreshInfo();
                Raise(SampleRateChanged, new SampleRateChangedEventArgs(frame, occurrence.Value));
                break;
            case AnEventType.SourceRoom:
            case AnEventType.SourceUnderrun:
            case AnEventType.SourceDrained:
                if (_samples.TryGetValue(occurrence.Source, out AudioSample? sample))
                    DispatchTo(sample, (AnEventType)occurrence.Type, frame, occurrence.Value);
                break;
            case AnEventType.RecordOverrun:
                _log.Write(Verbosity.Warning, $"The disk fell behind: {occurrence.Value} frames were not recorded.");
                break;
            case AnEventType.RecordFailed:
                if (Take(occurrence.Source) is { } failed)
                {
                    RecordingException error = failed.Error ?? new RecordingException(
                        occurrence.ReadText(), (AudioStatus)occurrence.Status);
                    _log.Write(Verbosity.Error, error.Message);
                    Raise(RecordingFailed, new RecordingFailedEventArgs(frame, failed.Info, error));
                }

                break;
            case AnEventType.RecordDone:
                if (Take(occurrence.Source) is { } done)
                    Raise(RecordingCompleted, new RecordingCompletedEventArgs(frame, done.Info));
                break;
            case AnEventType.EventsLost:
                _log.Write(
                    Verbosity.Warning, $"{occurrence.Value} events were lost: a handler holds the event thread up.");
                CatchUp();
                break;
            default:
                break; // a later library's event that this version knows nothing of
        }
    }

    private void DispatchTo(AudioSample sample, AnEventType type, long frame, long value)
    {
        switch (type)
        {
            case AnEventType.SourceRoom:
                sample.OnRoom();
                break;
            case AnEventType.SourceDrained:
                sample.OnDrained();
                break;
            default:
                _log.Write(
                    sample.IsFirstUnderrun() ? Verbosity.Warning : Verbosity.Debug,
                    $"A sample ran dry; {value} frames of silence were filled in.");
                Raise(sample, sample.UnderrunHandlers, new UnderrunEventArgs(frame, value));
                break;
        }
    }

    /// <summary>
    /// Among the lost events may be the one that a writer waits for: each sample looks for itself what has become so.
    /// </summary>
    private void CatchUp()
    {
        RefreshInfo();
        foreach (AudioSample sample in _samples.Values)
        {
            sample.OnRoom();
            sample.OnDrained();
        }
    }

    private RecordingSession? Take(long id)
    {
        lock (_recordingGate)
            return _recordings.Remove(id, out RecordingSession? recording) ? recording : null;
    }

    private void RefreshInfo()
    {
        lock (_gate)
        {
            if (_got is not null)
                _got = ReadInfo();
        }
    }

    private void Raise<T>(EventHandler<T>? handlers, T happened)
        where T : EventArgs => Raise(this, handlers, happened);

    /// <summary>
    /// Calls every handler; one that fails is logged, and neither stops the others nor ends the thread.
    /// </summary>
    internal void Raise<T>(object sender, EventHandler<T>? handlers, T happened)
        where T : EventArgs
    {
        if (handlers is null)
            return;
        foreach (EventHandler<T> handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(sender, happened);
            }
            catch (Exception error)
            {
                _log.Write(Verbosity.Error, $"A handler of an event ({typeof(T).Name}) failed: {error}");
            }
        }
    }
}
