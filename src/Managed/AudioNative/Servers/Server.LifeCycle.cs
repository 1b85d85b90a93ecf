// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <content>Boot, start, stop, shutdown, dispose, each with its twin that does not hold up the caller.</content>
public sealed partial class Server
{
    /// <summary>
    /// Opens the backend; the clock and the counters begin at 0. Must come before anything is played. [control]
    /// </summary>
    /// <returns>This server, for <c>new Server().Boot().Start()</c>.</returns>
    /// <exception cref="ServerStateException">It is booted already.</exception>
    /// <exception cref="DeviceException">
    /// The device or JACK server is missing, busy, or refuses what was asked for.
    /// </exception>
    public Server Boot()
    {
        EventPump? ended = null;
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_got is not null)
                {
                    throw new ServerStateException(
                        "The server is booted already. Call Shutdown before booting it again.");
                }

                _native.Configure(_settings.ToNative(), _settings.JackName, _settings.JackServerName);
                BootNative(ref ended);
                _got = ReadInfo();
                _xrunSaid = false;
                ServerMetrics.Add(this);
            }
        }
        finally
        {
            ended?.Join(); // not within the gate, which its handlers may want
        }

        return this;
    }

    /// <summary>
    /// <see cref="Boot"/>, without holding up the caller. A cancelled boot leaves the server shut down.
    /// </summary>
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
    /// <see cref="AudioBackend.Offline"/> renders the whole file set by <see cref="RecordOptions"/> and returns when it
    /// is done. [control]
    /// </summary>
    /// <returns>This server.</returns>
    /// <exception cref="ServerStateException">
    /// It is not booted, or started already; offline: no duration was set.
    /// </exception>
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

            using (cancellationToken.Register(CancelStart))
            {
                try
                {
                    StartDevice();
                }
                catch (ServerStateException) when (cancellationToken.IsCancellationRequested)
                {
                    cancellationToken.ThrowIfCancellationRequested(); // it was in its start offset
                }
            }

            if (cancellationToken.IsCancellationRequested)
            {
                Stop();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return this;
        },
        cancellationToken);

    /// <summary>
    /// Fades out over <see cref="RampTime"/> and stops the device, or ends an offline render. The clock, the samples
    /// and a recording keep their place and go on with the next start. Stopping what is not started does nothing.
    /// [control]
    /// </summary>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public void Stop()
    {
        EndRender(wait: !_renderGate.IsHeldByCurrentThread);
        CancelStart();
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
    /// Stops, ends a recording, takes out every sample and closes the backend. The settings can then be changed.
    /// Shutting down what is not booted does nothing. [control]
    /// </summary>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public void Shutdown()
    {
        EndRender();
        CancelStart();
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
        CancelStart();
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

    private void BootNative(ref EventPump? ended)
    {
        EventPump? made = null;
        if (_pump is null)
            _pump = made = new EventPump(_native, Dispatch);
        try
        {
            _native.Boot();
        }
        catch when (made is not null)
        {
            // Of `new Server().Boot()` nobody has the server to dispose: its thread must not keep it alive.
            _pump = null;
            made.End();
            ended = made;
            throw;
        }
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
        _isStarting = true;
        try
        {
            _native.Start(_startOffset.TotalSeconds);
        }
        finally
        {
            _isStarting = false;
        }

        _startOffset = TimeSpan.Zero;
    }

    /// <summary>
    /// Ends a start that is still rendering its offset, which may be hours: whoever started then gets an exception, and the
    /// lock that they hold comes free. Outside the lock.
    /// </summary>
    private void CancelStart()
    {
        if (!_isStarting)
            return;
        try
        {
            _native.Stop();
        }
        catch (ServerStateException)
        {
            // It was not started yet, which is what is wanted.
        }
        catch (ObjectDisposedException)
        {
            // Disposed just now, by somebody who has ended the start.
        }
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
}
