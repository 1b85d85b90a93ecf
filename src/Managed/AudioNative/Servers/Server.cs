// SPDX-License-Identifier: MIT
using AudioNative.Interop;
using Microsoft.Extensions.Logging;

namespace AudioNative;

/// <summary>
/// The audio server: it owns the device (or a clock, or none), the mixer and the recorder. All sound is made by native
/// code on a thread that managed code never runs on.
/// </summary>
/// <remarks>
/// <para>
/// Its life: made, then <see cref="Boot"/>, <see cref="Start"/> and <see cref="Stop"/> as often as wanted, then
/// <see cref="Shutdown"/>, after which it can be set anew and booted again. <see cref="Dispose"/> ends it from any state.
/// </para>
/// <para>
/// All members are safe from any thread; those marked [control] wait for each other and may open devices or touch the
/// disk. Events come on a thread of the server's own, one at a time; an exception in a handler is logged and goes no
/// further. A booted server stays alive without being referenced: dispose it.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// using Server server = new Server(sampleRate: 48000, channels: 8, bufferSize: 512).Boot().Start();
/// </code>
/// </example>
public sealed partial class Server : IDisposable, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ServerSettings _settings;
    private readonly ServerProxy _native;
    private readonly ServerLog _log;
    private volatile ServerInfo? _got; // null unless booted
    private EventPump? _pump;
    private TimeSpan _startOffset;
    private volatile bool _xrunSaid; // in the log, since boot
    private bool _disposed;

    /// <summary>Makes a server; opens nothing yet. [any thread]</summary>
    /// <param name="sampleRate">Frames a second, 1000 to 768000.</param>
    /// <param name="channels">Output channels, 1 to 1024.</param>
    /// <param name="bufferSize">Frames that the device asks for at a time, 1 to 65536.</param>
    /// <param name="duplex">Whether there is input besides output.</param>
    /// <param name="backend">What gives the clock and takes the sound; see <see cref="AudioBackends.Parse"/> for names.</param>
    /// <param name="jackName">JACK: the client's name.</param>
    /// <param name="inputChannels">Input channels, 0 to 1024; null: as many as output channels.</param>
    /// <param name="verbosity">Which messages are passed on.</param>
    /// <param name="logger">Takes the messages, besides <see cref="LogReceived"/>; the console is never written to.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value beyond its range.</exception>
    /// <exception cref="NativeLibraryException">The native library is missing or of another version.</exception>
    public Server(
        double sampleRate = 44100,
        int channels = 2,
        int bufferSize = 256,
        bool duplex = true,
        AudioBackend backend = AudioBackend.PortAudio,
        string jackName = "audionative",
        int? inputChannels = null,
        Verbosity verbosity = Verbosity.Error | Verbosity.Message | Verbosity.Warning,
        ILogger? logger = null)
    {
        _settings = new ServerSettings
        {
            SampleRate = sampleRate,
            Channels = channels,
            BufferSize = bufferSize,
            Duplex = duplex,
            Backend = backend,
            JackName = jackName,
            InputChannels = inputChannels,
        };
        _log = new ServerLog(this, logger);
        _native = ServerProxy.Create(_settings.ToNative(), _settings.JackName, _settings.JackServerName);
        Verbosity = verbosity;
    }

    /// <summary>Whether the server is booted. [any thread]</summary>
    public bool IsBooted => _got is not null;

    /// <summary>
    /// Whether the device runs (offline: whether a render can go on). False once the device is lost. [any thread]
    /// </summary>
    public bool IsStarted
    {
        get
        {
            if (_got is null)
                return false;
            try
            {
                _native.GetInfo(out AnServerInfo info);
                return info.IsStarted != 0;
            }
            catch (ObjectDisposedException)
            {
                return false; // disposed just now
            }
        }
    }

    /// <summary>What a booted server got; null unless booted. [any thread]</summary>
    /// <exception cref="ObjectDisposedException">The server is being disposed.</exception>
    public ServerInfo? Info => _got is null ? null : ReadInfo();

    internal ServerProxy Native => _native;

    internal ServerLog Log => _log;

    /// <summary>
    /// Opens the backend; the clock and the counters begin at 0. Must come before anything is played. [control]
    /// </summary>
    /// <returns>This server, for <c>new Server().Boot().Start()</c>.</returns>
    /// <exception cref="ServerStateException">It is booted already.</exception>
    /// <exception cref="DeviceException">The device or JACK server is missing, busy, or refuses what was asked for.</exception>
    public Server Boot()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_got is not null)
                throw new ServerStateException("The server is booted already. Call Shutdown before booting it again.");

            _native.Configure(_settings.ToNative(), _settings.JackName, _settings.JackServerName);
            _pump ??= new EventPump(_native, Dispatch);
            _native.Boot();
            _got = ReadInfo();
            _xrunSaid = false;
        }

        ServerMetrics.Add(this);
        return this;
    }

    /// <summary><see cref="Boot"/>, without holding up the caller. A cancelled boot leaves the server shut down.</summary>
    /// <param name="cancellationToken">Gives the boot up.</param>
    /// <returns>This server.</returns>
    /// <inheritdoc cref="Boot" path="/exception"/>
    public Task<Server> BootAsync(CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            Boot();
            if (cancellationToken.IsCancellationRequested)
            {
                Shutdown();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return this;
        },
        cancellationToken);

    /// <summary>
    /// Renders <see cref="StartOffset"/> as fast as possible, unheard, and starts the device. With
    /// <see cref="AudioBackend.Offline"/> renders the whole file set by <see cref="RecordOptions"/> and returns when it is
    /// done. [control]
    /// </summary>
    /// <returns>This server.</returns>
    /// <exception cref="ServerStateException">It is not booted, or started already; offline: no duration was set.</exception>
    /// <exception cref="DeviceException">The device refuses to start.</exception>
    /// <exception cref="RecordingException">Offline: the file cannot be written.</exception>
    public Server Start()
    {
        if (IsOffline)
            RenderFile(progress: null, CancellationToken.None);
        else
            StartDevice();

        return this;
    }

    /// <summary>
    /// <see cref="Start"/>, without holding up the caller. Offline, the render reports how far it has come and can be
    /// cancelled: the file then holds what was rendered.
    /// </summary>
    /// <param name="progress">Offline: told after every stretch rendered.</param>
    /// <param name="cancellationToken">Gives the start or the render up.</param>
    /// <returns>This server.</returns>
    /// <inheritdoc cref="Start" path="/exception"/>
    public Task<Server> StartAsync(
        IProgress<RenderProgress>? progress = null, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            if (IsOffline)
            {
                RenderFile(progress, cancellationToken);
                return this;
            }

            StartDevice();
            if (cancellationToken.IsCancellationRequested)
            {
                Stop();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return this;
        },
        cancellationToken);

    /// <summary>
    /// Fades out over <see cref="RampTime"/> and stops the device, or ends an offline render. The clock, the samples and a
    /// recording keep their place and go on with the next start. Stopping what is not started does nothing. [control]
    /// </summary>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public void Stop()
    {
        EndRender(wait: !_renderGate.IsHeldByCurrentThread);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            StopNative();
        }
    }

    /// <summary><see cref="Stop"/>, without holding up the caller.</summary>
    /// <param name="cancellationToken">Only before it has begun.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => Task.Run(Stop, cancellationToken);

    /// <summary>
    /// Stops, ends a recording, takes out every sample and closes the backend. The settings can then be changed. Shutting
    /// down what is not booted does nothing. [control]
    /// </summary>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public void Shutdown()
    {
        EndRender();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ShutdownLocked();
        }
    }

    /// <summary><see cref="Shutdown"/>, without holding up the caller.</summary>
    /// <param name="cancellationToken">Only before it has begun.</param>
    public Task ShutdownAsync(CancellationToken cancellationToken = default) => Task.Run(Shutdown, cancellationToken);

    /// <summary>Shuts down from any state, and ends the server. Disposing twice is allowed. [control]</summary>
    public void Dispose()
    {
        EventPump? pump;
        EndRender();
        lock (_gate)
        {
            if (_disposed)
                return;
            ShutdownLocked();
            _disposed = true;
            pump = _pump;
        }

        pump?.Dispose(); // what happened up to here is still told
        _native.Dispose();
    }

    /// <summary><see cref="Dispose"/>, without holding up the caller.</summary>
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));

    private ServerInfo ReadInfo()
    {
        _native.GetInfo(out AnServerInfo info);
        return ServerInfo.From(in info);
    }

    private void StartDevice()
    {
        lock (_gate)
        {
            RequireBooted("start it");
            if (IsStarted)
                throw new ServerStateException("The server is started already.");
            StartNative();
            _got = ReadInfo();
        }
    }

    private void StartNative()
    {
        _native.Start(_startOffset.TotalSeconds);
        _startOffset = TimeSpan.Zero;
    }

    private void StopNative()
    {
        if (!IsStarted)
            return;
        try
        {
            _native.Stop();
        }
        catch (ServerStateException)
        {
            // The device was lost just now, which has stopped it.
        }
    }

    private void ShutdownLocked()
    {
        if (_got is null)
            return;
        ServerMetrics.Remove(this);
        _got = null;
        _native.Shutdown();
        DetachSamples();
        FinishRecording();
    }

    private void RequireBooted(string purpose)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_got is null)
            throw new ServerStateException($"The server must be booted to {purpose}. Call Boot first.");
    }
}
