// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <content>Rendering without a device: a whole file by <see cref="Start"/>, or by hand a stretch at a time.</content>
public sealed partial class Server
{
    // One call of native code renders so much at most: often enough for progress and cancellation, seldom enough not to
    // be felt.
    private const long StretchFrames = 16384;

    // A source that is waited for is waited for in steps, between which the caller may cancel.
    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(20);

    private readonly Lock _renderGate = new(); // held for as long as a render runs
    private volatile CancellationTokenSource? _renderEnd; // what Stop and Shutdown end a render by
    private TimeSpan _sourceTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an offline render waits at one place for the data of a sample made with
    /// <see cref="AudioSampleOptions.WaitOffline"/> before it fails; 10 s unless set,
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever. [any thread]
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, and not infinite.</exception>
    public TimeSpan SourceTimeout
    {
        get => _sourceTimeout;
        set
        {
            if (value != Timeout.InfiniteTimeSpan)
                ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(SourceTimeout));
            _sourceTimeout = value;
        }
    }

    private bool IsOffline => Backend == AudioBackend.Offline;

    /// <summary>
    /// Renders so many frames as fast as they go; only a recording hears them. Starts an offline server that is not
    /// started, and leaves it started. [control]
    /// </summary>
    /// <param name="frames">How many, 0 or more.</param>
    /// <exception cref="ServerStateException">
    /// Not booted, not <see cref="AudioBackend.Offline"/>, or rendering already.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    /// <exception cref="AudioNativeException">
    /// A sample's data did not come within <see cref="SourceTimeout"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> or <see cref="Shutdown"/> ended it.</exception>
    public void Render(long frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        RenderByHand(frames, [], [], progress: null, CancellationToken.None);
    }

    /// <summary>Renders as many frames as fit into memory. Otherwise as <see cref="Render(long)"/>. [control]</summary>
    /// <param name="destination">
    /// Takes the output, interleaved; its length is a multiple of <see cref="Channels"/>.
    /// </param>
    /// <exception cref="ArgumentException">The length is no whole number of frames.</exception>
    /// <inheritdoc cref="Render(long)" path="/exception"/>
    public void Render(Span<float> destination) => Render([], destination);

    /// <summary>Renders with an input of its own. Otherwise as <see cref="Render(long)"/>. [control]</summary>
    /// <param name="input">What the input hears, interleaved, as many frames as are rendered; empty: silence.</param>
    /// <param name="destination">
    /// Takes the output, interleaved; its length is a multiple of <see cref="Channels"/>.
    /// </param>
    /// <exception cref="ArgumentException">A length is no whole number of frames, or they differ.</exception>
    /// <inheritdoc cref="Render(long)" path="/exception"/>
    public void Render(ReadOnlySpan<float> input, Span<float> destination)
    {
        (long frames, int rest) = Math.DivRem(destination.Length, Channels);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"{destination.Length} samples are no whole number of frames of {Channels} channels.",
                nameof(destination));
        }

        if (!input.IsEmpty && input.Length != frames * InputChannels)
        {
            throw new ArgumentException(
                $"{frames} frames of {InputChannels} input channels are {frames * InputChannels} samples, "
                    + $"not {input.Length}.",
                nameof(input));
        }

        RenderByHand(frames, input, destination, progress: null, CancellationToken.None);
    }

    /// <summary><see cref="Render(long)"/>, without holding up the caller.</summary>
    /// <param name="frames">How many, 0 or more.</param>
    /// <param name="progress">Told after every stretch rendered.</param>
    /// <param name="cancellationToken">Ends the render; the clock says how far it came.</param>
    /// <inheritdoc cref="Render(long)" path="/exception"/>
    public Task RenderAsync(
        long frames, IProgress<RenderProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        return Task.Run(() => RenderByHand(frames, [], [], progress, cancellationToken), cancellationToken);
    }

    /// <summary><see cref="Render(Span{float})"/>, without holding up the caller.</summary>
    /// <param name="destination">
    /// Takes the output, interleaved; its length is a multiple of <see cref="Channels"/>.
    /// </param>
    /// <param name="progress">Told after every stretch rendered.</param>
    /// <param name="cancellationToken">Ends the render; the clock says how far it came.</param>
    /// <inheritdoc cref="Render(Span{float})" path="/exception"/>
    public Task RenderAsync(
        Memory<float> destination,
        IProgress<RenderProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        (long frames, int rest) = Math.DivRem(destination.Length, Channels);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"{destination.Length} samples are no whole number of frames of {Channels} channels.",
                nameof(destination));
        }

        return Task.Run(
            () => RenderByHand(frames, [], destination.Span, progress, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// The offline form of <see cref="Start"/>: everything that can be refused is refused before it renders.
    /// </summary>
    private void RenderFile(IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        using RenderTurn turn = BeginRender(cancellationToken);
        long frames;
        RecordingSession recording;
        lock (_gate)
        {
            RequireBooted("render");
            if (_options.Duration is not { } duration)
            {
                throw new ServerStateException(
                    "An offline server renders a file of a given length. Call RecordOptions with a duration before "
                        + "Start, or Render to go by hand.");
            }

            if (IsStarted)
                throw new ServerStateException("The server is started already. Call Stop before rendering a file.");
            frames = FrameCount.FromDuration(duration, SampleRate);
            recording = BeginRecording(path: null, RecordingSource.Output, frames);
            try
            {
                StartNative();
            }
            catch
            {
                FinishRecording();
                throw;
            }
        }

        try
        {
            RenderFrames(frames, [], [], progress, turn.Token, recording);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stop was called: the file ends here, and that is what was asked for.
        }
        finally
        {
            lock (_gate)
            {
                StopNative();
                FinishRecording();
            }
        }

        recording.ThrowIfFailed();
    }

    private void RenderByHand(
        long frames,
        ReadOnlySpan<float> input,
        Span<float> output,
        IProgress<RenderProgress>? progress,
        CancellationToken cancellationToken)
    {
        using RenderTurn turn = BeginRender(cancellationToken);
        lock (_gate)
        {
            RequireBooted("render");
            if (!IsOffline)
            {
                throw new ServerStateException(
                    $"A server on {Backend} keeps the device's time. Boot with AudioBackend.Offline to render.");
            }

            if (!IsStarted)
                StartNative();
        }

        RenderFrames(frames, input, output, progress, turn.Token);
    }

    private void RenderFrames(
        long frames,
        ReadOnlySpan<float> input,
        Span<float> output,
        IProgress<RenderProgress>? progress,
        CancellationToken cancellationToken,
        RecordingSession? file = null)
    {
        int inputs = input.IsEmpty ? 0 : InputChannels;
        int outputs = output.IsEmpty ? 0 : Channels;
        long starvedSince = 0;
        for (long done = 0; done < frames && file is not { HasFailed: true };)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long count = Math.Min(frames - done, StretchFrames);
            bool whole = _native.Render(
                count,
                input.IsEmpty ? [] : input.Slice((int)(done * inputs), (int)(count * inputs)),
                output.IsEmpty ? [] : output.Slice((int)(done * outputs), (int)(count * outputs)),
                (int)WaitStep.TotalMilliseconds,
                out long rendered);
            done += rendered;
            if (whole || rendered > 0)
                starvedSince = 0;
            if (!whole)
                CheckStarved(ref starvedSince, done);
            if (rendered > 0)
                progress?.Report(new RenderProgress(done, frames));
        }
    }

    private void CheckStarved(ref long since, long frame)
    {
        long now = Environment.TickCount64;
        if (since == 0)
            since = now;
        TimeSpan timeout = SourceTimeout;
        if (timeout != Timeout.InfiniteTimeSpan && now - since >= timeout.TotalMilliseconds)
        {
            throw new AudioNativeException(
                $"The render waited {timeout.TotalSeconds} s at frame {frame} for a sample's data, or for a recording's "
                    + "disk. Write the data, call Complete on the sample, stop it, or make it without WaitOffline.",
                AudioStatus.Starved);
        }
    }

    private RenderTurn BeginRender(CancellationToken cancellationToken)
    {
        if (!_renderGate.TryEnter())
            throw new ServerStateException("The server is rendering already.");
        if (_renderEnd is not null)
        {
            // The gate lets the same thread in again: a render from within a progress report.
            _renderGate.Exit();
            throw new ServerStateException("The server is rendering already.");
        }

        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renderEnd = end;
        return new RenderTurn(this, end);
    }

    /// <summary>Makes a render that runs come to its end, and waits for that.</summary>
    private void EndRender(bool wait = true)
    {
        if (_renderEnd is not { } end)
            return;
        if (wait && _renderGate.IsHeldByCurrentThread)
        {
            throw new ServerStateException(
                "A progress report cannot shut the server down. Cancel the render, or call Stop.");
        }

        try
        {
            end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return; // it came to its end by itself
        }

        if (!wait)
            return;
        lock (_renderGate)
        {
        }
    }

    private readonly struct RenderTurn(Server server, CancellationTokenSource end) : IDisposable
    {
        public CancellationToken Token => end.Token;

        public void Dispose()
        {
            server._renderEnd = null;
            end.Dispose();
            server._renderGate.Exit();
        }
    }
}
