// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using AudioNative.Interop;

namespace AudioNative.Sources;

/// <summary>
/// A sample that makes its own sound, on a thread of its own: override <see cref="Generate"/> (floats) or
/// <see cref="GetBytes"/> (bytes of the output's encoding).
/// </summary>
/// <remarks>
/// <see cref="AudioSample.Play"/> starts the thread and <see cref="AudioSample.Stop"/> ends it, returns when it has
/// ended, and throws what <see cref="Generate"/> or <see cref="GetBytes"/> threw, once. Both may be called any number
/// of times. What the thread had made ahead is kept, so that a later play goes on without a gap. An offline render
/// waits for the thread, and so gives the same sound each time.
/// </remarks>
public abstract class ThreadSource : AudioSample
{
    /// <summary>
    /// What <see cref="Generate"/> returns where it is not overridden: <see cref="GetBytes"/> is asked instead.
    /// </summary>
    protected const int UseBytes = -1;

    private readonly Lock _gate = new();
    private readonly float[] _buffer;
    private Run? _run;

    // Made but not taken by the ring yet when the thread was ended.
    private ReadOnlyMemory<byte> _pendingBytes;
    private Memory<float> _pendingFloats;

    /// <summary>Makes the source and puts it in the output's mixer; it does not play yet. [control]</summary>
    /// <param name="output">The output to be heard on.</param>
    /// <exception cref="ObjectDisposedException">The output is disposed.</exception>
    protected ThreadSource(AudioOutput output)
        : base(OptionsFor(output))
    {
        Output = output;
        _buffer = new float[output.BufferSize * output.Channels];
        output.AddSample(this);
    }

    /// <summary>
    /// <see cref="Generate"/> or <see cref="GetBytes"/> failed; the source has ended. Raised on the source's thread,
    /// and an error in the server's log. <see cref="AudioSample.Stop"/> and <see cref="Completion"/> throw the same exception.
    /// </summary>
    public event EventHandler<ThreadSourceFaultedEventArgs>? Faulted;

    /// <summary>The output it was made for.</summary>
    public AudioOutput Output { get; }

    /// <summary>
    /// Ends when the thread of the last <see cref="AudioSample.Play"/> does: stopped, out of data, or with the
    /// exception that ended it. Already ended before the first play. [any thread]
    /// </summary>
    public Task Completion
    {
        get
        {
            lock (_gate)
                return _run?.Completion ?? Task.CompletedTask;
        }
    }

    /// <summary>The same as <see cref="AudioSample.Play"/>. [control]</summary>
    public void Start() => Play();

    /// <summary>
    /// Makes the next stretch of sound. Called on the source's thread, ahead of when it is heard; the ring's room sets
    /// the pace.
    /// </summary>
    /// <param name="buffer">Takes interleaved frames of the output's channels; holds one buffer of the output.</param>
    /// <returns>How many frames were made; 0 is the end of the sound.</returns>
    protected virtual int Generate(Span<float> buffer) => UseBytes;

    /// <summary>
    /// Makes the next stretch of sound as bytes of the output's encoding. Called where <see cref="Generate"/> is not
    /// overridden.
    /// </summary>
    /// <returns>
    /// A whole number of frames, of any length, not changed before the next call; empty is the end of the sound.
    /// </returns>
    protected virtual ReadOnlyMemory<byte> GetBytes() => throw new NotSupportedException(
        $"{GetType()} makes no sound of its own. Override Generate or GetBytes.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Run? run;
            lock (_gate)
                run = _run;
            run?.Cancel();
            base.Dispose(disposing);
            run?.End();
        }
        else
        {
            base.Dispose(disposing);
        }
    }

    private protected override void PlayCore(long? atFrame)
    {
        lock (_gate)
        {
            if (_run is { HasEnded: false })
                return;
            // On a device it waits for the first sound to be made, lest it begin with an underrun. An offline render
            // waits for the source itself, and must find it playing.
            PlayFrom(atFrame, heldBack: Output.Server.Backend != AudioBackend.Offline);
            _run = new Run(this);
        }
    }

    private protected override void StopCore()
    {
        Run? run;
        lock (_gate)
            run = _run;
        base.StopCore();
        run?.End();
        run?.ThrowOnce();
    }

    private static AudioSampleOptions OptionsFor(AudioOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        int frameBytes = output.Channels * output.Encoding / 8;
        return new AudioSampleOptions
        {
            Channels = output.Channels,
            Encoding = output.Encoding,
            CapacityFrames = Math.Max(AudioSampleOptions.DefaultBytes / frameBytes, 4L * output.BufferSize),
            WaitOffline = true,
        };
    }

    /// <summary>Makes sound until there is no more; throws when it is stopped.</summary>
    private void MakeSound(CancellationToken stopping)
    {
        while (true)
        {
            WritePending(stopping);
            stopping.ThrowIfCancellationRequested();
            int frames = Generate(_buffer);
            if (frames == UseBytes)
            {
                _pendingBytes = GetBytes();
                if (_pendingBytes.IsEmpty)
                    return;
            }
            else
            {
                if (frames < 0 || frames > _buffer.Length / Channels)
                {
                    throw new InvalidOperationException(
                        $"Generate said that it made {frames} frames; its buffer has room for "
                            + $"{_buffer.Length / Channels}.");
                }

                if (frames == 0)
                    return;
                _pendingFloats = _buffer.AsMemory(0, frames * Channels!.Value);
            }
        }
    }

    private void WritePending(CancellationToken stopping)
    {
        while (!_pendingFloats.IsEmpty)
        {
            long frames = WriteSome(MemoryMarshal.AsBytes<float>(_pendingFloats.Span), AnSampleFormat.F32, stopping);
            _pendingFloats = _pendingFloats[(int)(frames * Channels!.Value)..];
            Release();
        }

        while (!_pendingBytes.IsEmpty)
        {
            long frames = WriteSome(_pendingBytes.Span, ByteFormat(), stopping);
            _pendingBytes = _pendingBytes[(int)(frames * Channels!.Value * Encoding!.Value / 8)..];
            Release();
        }
    }

    private void RaiseFaulted(Exception error)
    {
        // Or a source that nobody watches would fall silent without a word.
        Output.Server.Log.Write(Verbosity.Error, $"A {GetType().Name} failed and has ended: {error}");
        Output.Server.Raise(this, Faulted, new ThreadSourceFaultedEventArgs(error));
    }

    /// <summary>One life of the thread, from a play to a stop.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "The token source has neither timer nor handle to give back.")]
    private sealed class Run
    {
        private readonly ThreadSource _source;
        private readonly CancellationTokenSource _stopping = new();
        private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Thread _thread;
        private Exception? _error;

        public Run(ThreadSource source)
        {
            _source = source;
            _thread = new Thread(Live) { IsBackground = true, Name = source.GetType().Name };
            _thread.Start();
        }

        public Task Completion => _completion.Task;

        public bool HasEnded => _completion.Task.IsCompleted;

        public void Cancel() => _stopping.Cancel();

        /// <summary>Ends the thread and waits for that, unless it is the thread itself that asks.</summary>
        public void End()
        {
            Cancel();
            if (Thread.CurrentThread != _thread)
                _thread.Join();
        }

        public void ThrowOnce()
        {
            if (Interlocked.Exchange(ref _error, null) is { } error)
                ExceptionDispatchInfo.Throw(error);
        }

        private void Live()
        {
            Exception? error = null;
            bool ended = true;
            try
            {
                _source.MakeSound(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                ended = false; // stopped: what was made is played when it goes on
            }
            catch (Exception) when (_source.IsCutOff)
            {
                ended = false; // disposed, or its server shut down: nobody hears it any more
            }
            catch (Exception failure)
            {
                error = failure;
            }

            Finish(ended, error);
        }

        private void Finish(bool ended, Exception? error)
        {
            _error = error;
            try
            {
                if (ended)
                {
                    _source.Release();
                    _source.Complete(); // or an offline render would wait for more
                }
            }
            catch (Exception) when (_source.IsCutOff)
            {
                // Nobody hears it any more.
            }

            if (error is null)
            {
                _completion.SetResult();
                return;
            }

            _completion.SetException(error);
            _ = _completion.Task.Exception; // seen: Stop throws it too
            _source.RaiseFaulted(error);
        }
    }
}
