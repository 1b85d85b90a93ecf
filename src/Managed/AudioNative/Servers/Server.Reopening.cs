// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <content>Another device under what plays.</content>
public sealed partial class Server
{
    /// <summary>
    /// Changes the device of a booted server that is stopped, or has lost it: sound, clock and recording go on as they
    /// were with the next <see cref="Start"/>. Rate and channels stay, so the device must have them. If it fails, no
    /// device is open, and it may be tried again. [control]
    /// </summary>
    /// <param name="backend">The backend; null: the one that was set.</param>
    /// <param name="outputDevice">
    /// An index of <see cref="AudioDevices.All"/>, or <see cref="AudioDevices.Default"/>; null: as set.
    /// </param>
    /// <param name="inputDevice">
    /// An index of <see cref="AudioDevices.All"/>, or <see cref="AudioDevices.Default"/>; null: as set.
    /// </param>
    /// <param name="bufferSize">Frames that the device asks for at a time, 1 to 65536; null: as set.</param>
    /// <param name="jackServerName">JACK: the name of the JACK server; null: as set.</param>
    /// <returns>This server.</returns>
    /// <exception cref="ServerStateException">Not booted, or started.</exception>
    /// <exception cref="DeviceException">
    /// The device is missing, busy, or does not have the rate and channels.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A value beyond its range.</exception>
    public Server Reopen(
        AudioBackend? backend = null,
        int? outputDevice = null,
        int? inputDevice = null,
        int? bufferSize = null,
        string? jackServerName = null)
    {
        EndRender();
        lock (_gate)
        {
            RequireBooted("change its device");
            if (IsStarted)
                throw new ServerStateException("The server is started. Call Stop before changing its device.");
            _settings.Backend = backend ?? _settings.Backend;
            _settings.OutputDevice = outputDevice ?? _settings.OutputDevice;
            _settings.InputDevice = inputDevice ?? _settings.InputDevice;
            _settings.BufferSize = bufferSize ?? _settings.BufferSize;
            _settings.JackServerName = jackServerName ?? _settings.JackServerName;
            try
            {
                _native.Reopen(_settings.ToNative(), _settings.JackName, _settings.JackServerName);
            }
            finally
            {
                _got = ReadInfo();
            }
        }

        return this;
    }

    /// <summary><see cref="Reopen"/>, without holding up the caller.</summary>
    /// <param name="backend">The backend; null: the one that was set.</param>
    /// <param name="outputDevice">
    /// An index of <see cref="AudioDevices.All"/>, or <see cref="AudioDevices.Default"/>; null: as set.
    /// </param>
    /// <param name="inputDevice">
    /// An index of <see cref="AudioDevices.All"/>, or <see cref="AudioDevices.Default"/>; null: as set.
    /// </param>
    /// <param name="bufferSize">Frames that the device asks for at a time, 1 to 65536; null: as set.</param>
    /// <param name="jackServerName">JACK: the name of the JACK server; null: as set.</param>
    /// <param name="cancellationToken">Only before it has begun.</param>
    /// <returns>This server.</returns>
    /// <inheritdoc cref="Reopen" path="/exception"/>
    public Task<Server> ReopenAsync(
        AudioBackend? backend = null,
        int? outputDevice = null,
        int? inputDevice = null,
        int? bufferSize = null,
        string? jackServerName = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Reopen(backend, outputDevice, inputDevice, bufferSize, jackServerName), cancellationToken);
}
