// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>
/// A native server: checks every status, keeps the object alive through each call. The calls that a program makes all
/// the time (clock, meters, statistics, events, amplitude) allocate nothing.
/// </summary>
/// <remarks>
/// Threads as in audionative.h. Memory is safe whatever the caller does, with one thing left to it: boot and shutdown
/// must not overlap <see cref="Render"/>, which trusts the channel counts of the last boot.
/// </remarks>
internal sealed unsafe partial class ServerProxy : IDisposable
{
    private readonly ServerHandle _handle;

    private ServerProxy(AnServer* server) => _handle = new ServerHandle(server);

    /// <summary>Channels that the server really has since the last boot; 0 before it.</summary>
    internal int OutputChannels { get; private set; }

    /// <inheritdoc cref="OutputChannels"/>
    internal int InputChannels { get; private set; }

    internal bool IsDisposed => _handle.IsClosed;

    internal ServerHandle Handle => _handle;

    /// <summary>Checks the configuration; opens nothing. [control]</summary>
    /// <param name="config">Its two name pointers are ignored, the strings count.</param>
    /// <param name="clientName">JACK: our name; null is "audionative".</param>
    /// <param name="jackServer">JACK: the server's name; null is the default one.</param>
    internal static ServerProxy Create(AnServerConfig config, string? clientName, string? jackServer)
    {
        AnServer* server = null;
        NativeStatus.Check(Submit(config, clientName, jackServer, null, &server), NativeSubject.Server);
        return new ServerProxy(server);
    }

    /// <summary>Replaces the configuration; not while booted. [control]</summary>
    internal void Configure(AnServerConfig config, string? clientName, string? jackServer)
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(
            Submit(config, clientName, jackServer, (AnServer*)use.Pointer, null), NativeSubject.Server);
    }

    /// <summary>Opens the backend. [control]</summary>
    internal void Boot()
    {
        using var use = _handle.Borrow();
        var server = (AnServer*)use.Pointer;
        NativeStatus.Check(NativeMethods.ServerBoot(server), NativeSubject.Server);
        AnServerInfo info;
        NativeStatus.Check(NativeMethods.ServerGetInfo(server, &info), NativeSubject.Server);
        OutputChannels = info.OutputChannels;
        InputChannels = info.InputChannels;
    }

    /// <summary>Stops, ends recordings, removes every source and closes the backend. [control]</summary>
    internal void Shutdown()
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.ServerShutdown((AnServer*)use.Pointer), NativeSubject.Server);
    }

    /// <summary>Renders the offset unheard, then starts the device. [control]</summary>
    internal void Start(double startOffset)
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.ServerStart((AnServer*)use.Pointer, startOffset), NativeSubject.Server);
    }

    /// <summary>Fades out and stops the device. [control]</summary>
    internal void Stop()
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.ServerStop((AnServer*)use.Pointer), NativeSubject.Server);
    }

    /// <summary>
    /// Offline: renders frames as fast as it goes. Empty spans are no input and no wish for the output. [control]
    /// </summary>
    /// <param name="frames">How many.</param>
    /// <param name="input">Interleaved, frames * <see cref="InputChannels"/> samples.</param>
    /// <param name="output">Interleaved, frames * <see cref="OutputChannels"/> samples.</param>
    /// <param name="timeoutMs">How long to wait at each place for sources and disks; -1 is for ever.</param>
    /// <param name="rendered">How many were rendered, also when starved.</param>
    /// <returns>False if a source's data did not come in time.</returns>
    internal bool Render(long frames, ReadOnlySpan<float> input, Span<float> output, int timeoutMs, out long rendered)
    {
        if (!output.IsEmpty)
        {
            RequireRoom(output.Length, frames, OutputChannels, nameof(output));
        }

        if (!input.IsEmpty)
        {
            RequireRoom(input.Length, frames, InputChannels, nameof(input));
        }

        using var use = _handle.Borrow();
        long done = 0;
        AnStatus status;
        fixed (float* from = input)
        fixed (float* to = output)
        {
            status = NativeMethods.ServerRender((AnServer*)use.Pointer, frames, from, to, timeoutMs, &done);
        }

        rendered = done;
        if (status == AnStatus.Starved)
        {
            return false;
        }

        NativeStatus.Check(status, NativeSubject.Server);
        return true;
    }

    /// <summary>Frees it, once no call is under way and no recording is left. [control]</summary>
    public void Dispose() => _handle.Dispose();

    private static void RequireRoom(int samples, long frames, int channels, string name)
    {
        if (frames < 0 || frames > samples / Math.Max(channels, 1))
        {
            throw new ArgumentException($"{frames} frames of {channels} channels do not fit into {samples} samples.", name);
        }
    }

    /// <summary>Makes a server, or configures the one there is, with the names as UTF-8 for just that call.</summary>
    private static AnStatus Submit(
        AnServerConfig config, string? clientName, string? jackServer, AnServer* existing, AnServer** made)
    {
        using var client = new Utf8Argument(clientName, "client's name", stackalloc byte[Utf8Argument.StackBytes]);
        using var jack = new Utf8Argument(jackServer, "JACK server's name", stackalloc byte[Utf8Argument.StackBytes]);
        config.ClientName = client.Pointer;
        config.JackServer = jack.Pointer;
        return existing is null
            ? NativeMethods.ServerCreate(&config, made)
            : NativeMethods.ServerConfigure(existing, &config);
    }
}
