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
/// <see cref="Shutdown"/>, after which it can be set anew and booted again. <see cref="Dispose"/> ends it from any
/// state.
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
    private volatile bool _isStarting;
    private bool _disposed;

    /// <summary>Makes a server; opens nothing yet. [any thread]</summary>
    /// <param name="sampleRate">Frames a second, 1000 to 768000.</param>
    /// <param name="channels">Output channels, 1 to 1024.</param>
    /// <param name="bufferSize">Frames that the device asks for at a time, 1 to 65536.</param>
    /// <param name="duplex">Whether there is input besides output.</param>
    /// <param name="backend">
    /// What gives the clock and takes the sound: PortAudio unless given, which needs a device;
    /// <see cref="AudioBackend.Auto"/> takes what there is. See <see cref="AudioBackends.Parse"/> for names.
    /// </param>
    /// <param name="jackName">JACK: the client's name.</param>
    /// <param name="inputChannels">Input channels, 0 to 1024; null: as many as output channels.</param>
    /// <param name="verbosity">Which messages are passed on.</param>
    /// <param name="logger">
    /// Takes the messages, besides <see cref="LogReceived"/>; the console is never written to.
    /// </param>
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

    private ServerInfo ReadInfo()
    {
        _native.GetInfo(out AnServerInfo info);
        return ServerInfo.From(in info);
    }

    private void RequireBooted(string purpose)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_got is null)
            throw new ServerStateException($"The server must be booted to {purpose}. Call Boot first.");
    }
}
