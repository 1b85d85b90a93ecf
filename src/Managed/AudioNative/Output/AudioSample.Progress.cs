// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <content>What has become of what was written.</content>
public partial class AudioSample
{
    private readonly Lock _playedOutGate = new();
    private TaskCompletionSource _playedOut = NewPlayedOut();
    private long _end = long.MaxValue; // frames written at Complete: it has played out once they are played

    /// <summary>Frames written since it was made. [any thread]</summary>
    public long FramesWritten => State.FramesWritten;

    /// <summary>Frames taken out of the ring and heard. [any thread]</summary>
    public long FramesPlayed => State.FramesPlayed;

    /// <summary>Frames that wait in the ring. [any thread]</summary>
    public long FramesQueued => State.FramesQueued;

    /// <summary>Frames that can be written without waiting. [any thread]</summary>
    public long FramesFree => State.FramesFree;

    /// <summary>How often it ran dry while it played. [any thread]</summary>
    public long Underruns => State.Underruns;

    /// <summary>
    /// Frames of silence filled in where it ran dry, not counting what follows <see cref="Complete"/>. [any thread]
    /// </summary>
    public long UnderrunFrames => State.UnderrunFrames;

    /// <summary>
    /// How often the ring had less room than was to be written. No loss: <see cref="TryWrite(ReadOnlySpan{float})"/>
    /// says what it took, and each time <see cref="Write(ReadOnlySpan{float}, CancellationToken)"/> waits counts, too.
    /// [any thread]
    /// </summary>
    public long Overruns => State.Overruns;

    /// <summary>
    /// Ends when all that was written up to <see cref="Complete"/> has been played. A write after that begins a new
    /// stretch, which the next <see cref="Complete"/> gives a task of its own. Fails with
    /// <see cref="ObjectDisposedException"/> when the sample is disposed first. [any thread]
    /// </summary>
    public Task PlayedOut
    {
        get
        {
            lock (_playedOutGate)
                return _playedOut.Task;
        }
    }

    private AnSourceState State
    {
        get
        {
            if (_native is not { } native)
                return default;
            native.GetState(out AnSourceState state);
            return state;
        }
    }

    /// <summary>
    /// Says that nothing more comes: running dry is then the end, not an underrun. Writing again takes it back.
    /// [writer]
    /// </summary>
    /// <exception cref="ServerStateException">
    /// The sample has been added to no output yet and does not know its channels.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The sample is disposed.</exception>
    public void Complete()
    {
        SourceProxy native = Writable();
        lock (_playedOutGate)
        {
            if (_playedOut.Task.IsCompleted)
                _playedOut = NewPlayedOut();
            native.GetState(out AnSourceState state);
            _end = state.FramesWritten;
        }

        native.End();
        OnDrained(); // at once, where nothing waits to be played
    }

    /// <summary>Waits for <see cref="PlayedOut"/>. [any thread]</summary>
    /// <param name="cancellationToken">Ends the wait only.</param>
    public Task WaitForPlayedOutAsync(CancellationToken cancellationToken = default) =>
        PlayedOut.WaitAsync(cancellationToken);

    /// <summary>Throws away what waits in the ring. [writer]</summary>
    /// <exception cref="ServerStateException">
    /// It is in a mixer, whose audio thread reads it: remove it first.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The sample is disposed.</exception>
    public void Clear()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _native?.Clear();
        SignalRoom();
    }

    /// <summary>Looks whether it has really played out: the event may be older than the last write.</summary>
    internal void OnDrained()
    {
        try
        {
            lock (_playedOutGate)
            {
                if (State.FramesPlayed >= _end)
                    _playedOut.TrySetResult();
            }
        }
        catch (ObjectDisposedException)
        {
            // Disposed just now, which ends the task in its own way.
        }
    }

    /// <summary>Whether all up to <see cref="Complete"/> was played, and the mixer let go of it.</summary>
    private bool HasEnded()
    {
        lock (_playedOutGate)
        {
            if (_end == long.MaxValue || _disposed)
                return false;
            AnSourceState state = State;
            return state.FramesPlayed >= _end && state.IsPlaying == 0;
        }
    }

    /// <summary>A new play: what was completed before and has been played no longer counts.</summary>
    private void BeginStretch()
    {
        lock (_playedOutGate)
        {
            AnSourceState state = State;
            if (state.FramesPlayed >= _end && state.FramesWritten > _end)
                _end = long.MaxValue;
        }
    }

    private static TaskCompletionSource NewPlayedOut() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void EndPlayedOut()
    {
        lock (_playedOutGate)
        {
            if (_playedOut.TrySetException(new ObjectDisposedException(GetType().FullName)))
                _ = _playedOut.Task.Exception; // seen: whoever waits gets it, and nobody need wait
        }
    }
}
