// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <summary>
/// A stream of samples that is written on one side and heard on the other, through a ring that the audio thread reads
/// without ever waiting.
/// </summary>
/// <remarks>
/// <para>
/// It is heard while it is both in a mixer (<see cref="AudioOutput.AddSample"/>) and playing (<see cref="Play"/>). Each
/// call changes one of the two, so they may come in any order, any number of times, from any thread. What waits in the
/// ring when it is stopped or taken out is heard when it goes on.
/// </para>
/// <para>
/// If too little is written, silence is filled in and counted (<see cref="Underruns"/>). If too much is written,
/// <see cref="Write(ReadOnlySpan{float}, CancellationToken)"/> waits until there is room. Only what is heard makes
/// room: where the sample does not play in a server that runs, nor another thread renders an offline one, it waits
/// until it is cancelled. Give such a sample a ring as large as what is written
/// (<see cref="AudioSampleOptions.CapacityFrames"/>).
/// </para>
/// </remarks>
public partial class AudioSample : IDisposable
{
    private readonly Lock _gate = new(); // guards what follows; never held while waiting for room
    private readonly AudioSampleOptions _options;
    private volatile SourceProxy? _native; // null until the channel count is known
    private volatile Server? _server;
    private volatile bool _disposed;
    private bool _playing;
    private bool _heldBack; // playing, but not told to the mixer yet
    private long _playAt;
    private int _channels;
    private int _encoding;
    private bool _underrunSaid;
    private double _gain = 1;
    private double _pan;

    /// <summary>
    /// Makes a sample that takes channels and encoding from the output it is added to. It cannot be written to before.
    /// [any thread]
    /// </summary>
    public AudioSample()
        : this(new AudioSampleOptions())
    {
    }

    /// <summary>Makes a sample. With its channels given it can be written to at once. [any thread]</summary>
    /// <param name="options">What it is made for.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option beyond its range.</exception>
    /// <exception cref="NativeLibraryException">The native library is missing or of another version.</exception>
    public AudioSample(AudioSampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _encoding = options.Encoding ?? 0;
        if (options.Channels is { } channels)
            _native = Create(channels, leastFrames: 1);
    }

    /// <summary>Silence was filled in because too little was written. Raised on the server's event thread.</summary>
    public event EventHandler<UnderrunEventArgs>? Underrun;

    /// <summary>Channels of a frame; null until it is known from an output. [any thread]</summary>
    public int? Channels => _native is null ? null : _channels;

    /// <summary>
    /// Bits of a sample in bytes written: 8, 16 or 32; null until it is known from an output. [any thread]
    /// </summary>
    public int? Encoding => _encoding == 0 ? null : _encoding;

    /// <summary>Frames that fit in the ring; null until the channels are known. [any thread]</summary>
    public long? CapacityFrames => _native?.CapacityFrames;

    /// <summary>
    /// Whether it was told to play, has not been told to stop since, and has not played out (<see cref="PlayedOut"/>).
    /// [any thread]
    /// </summary>
    public bool IsPlaying
    {
        get
        {
            lock (_gate)
                return _playing && !HasEnded();
        }
    }

    /// <summary>The server whose mixer it is in; null for none. [any thread]</summary>
    public Server? Server => _server;

    /// <summary>Linear gain of either sign, reached by a ramp of 5 ms. 1 at first. [any thread]</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public double Gain
    {
        get
        {
            lock (_gate)
                return _gain;
        }

        set
        {
            if (!double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(Gain), value, "The gain is a finite number.");
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                _native?.SetGain(value);
                _gain = value;
            }
        }
    }

    /// <summary>
    /// Balance, -1 (left) to 1 (right), 0 at first: the far side is turned down, the near side stays as it is. For one
    /// or two channels. [any thread]
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its range.</exception>
    /// <exception cref="AudioNativeException">The sample has more than two channels.</exception>
    public double Pan
    {
        get
        {
            lock (_gate)
                return _pan;
        }

        set
        {
            if (!(value is >= -1 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(Pan), value, "The pan is -1 (left) to 1 (right).");
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                _native?.SetPan(value);
                _pan = value;
            }
        }
    }

    /// <summary>Whether nobody will ever hear it, as things are: disposed, or its server was shut down.</summary>
    internal bool IsCutOff => _disposed || (_server is null && Volatile.Read(ref _serversLost) > 0);

    internal EventHandler<UnderrunEventArgs>? UnderrunHandlers => Underrun;

    /// <summary>True once: what follows is in the counter and the events.</summary>
    internal bool IsFirstUnderrun() => !Interlocked.Exchange(ref _underrunSaid, true);

    /// <summary>
    /// Plays, from the first frame in the ring on; also again, when it has played out and more was written. Playing
    /// what plays does nothing. [control]
    /// </summary>
    /// <param name="atFrame">
    /// The frame of the server's clock to begin at, exact to the sample; one that is past, or null, is at once.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    /// <exception cref="ObjectDisposedException">The sample is disposed.</exception>
    public void Play(long? atFrame = null) => PlayCore(atFrame);

    /// <summary>
    /// Stops with a short fade, which is heard again, fading in, when it plays on. Stopping what does not play does
    /// nothing. [control]
    /// </summary>
    /// <exception cref="ObjectDisposedException">The sample is disposed.</exception>
    public void Stop() => StopCore();

    /// <summary>Takes it out of its mixer and frees it. A writer that waits gets an exception. [control]</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees it; once.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        SourceProxy? native;
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _playing = false;
            native = _native;
            if (native is not null)
                _server?.Unregister(native.Id);
            _server = null;
        }

        native?.Dispose();
        SignalRoom();
        EndPlayedOut();
    }

    private protected virtual void PlayCore(long? atFrame) => PlayFrom(atFrame, heldBack: false);

    private protected virtual void StopCore()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_playing)
                return;
            if (_server is not null)
                StopNative();
            _playing = false;
            _heldBack = false;
        }
    }

    private protected void PlayFrom(long? atFrame, bool heldBack)
    {
        if (atFrame is { } frame)
            ArgumentOutOfRangeException.ThrowIfNegative(frame, nameof(atFrame));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            bool plays = _playing && !HasEnded();
            if (!plays)
                _playAt = atFrame ?? -1;
            if (_server is not null && !heldBack)
                _native!.Play(_playAt); // where it plays already, native code leaves it alone
            if (!plays)
                BeginStretch();
            _playing = true;
            _heldBack = heldBack;
        }
    }

    /// <summary>Tells the mixer of a play that was held back.</summary>
    private protected void Release()
    {
        lock (_gate)
        {
            if (!_heldBack || _disposed)
                return;
            if (_server is not null)
                _native!.Play(_playAt);
            _heldBack = false;
        }
    }

    private void StopNative()
    {
        try
        {
            _native!.Stop();
        }
        catch (ServerStateException)
        {
            // The server is just being shut down: it has stopped.
        }
    }
}
