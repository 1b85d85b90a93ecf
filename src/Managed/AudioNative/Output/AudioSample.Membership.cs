// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <content>Going into a server's mixer and out of it.</content>
public partial class AudioSample
{
    /// <summary>Puts it in the mixer of a server; what the options left open is settled now.</summary>
    internal void AttachTo(Server server, int channels, int encoding)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_server == server)
                return;
            if (_server is not null)
            {
                throw new ServerStateException(
                    "The sample is in another server. Remove it there before adding it here.");
            }

            int encodingBefore = _encoding;
            if (_encoding == 0)
                _encoding = encoding;
            // A ring shorter than two of the device's buffers would run dry however fast it is written.
            SourceProxy native = _native ?? Create(
                Math.Max(1, channels - _options.OutputChannel), leastFrames: 2L * server.BufferSize);
            try
            {
                Join(server, native);
            }
            catch
            {
                _encoding = encodingBefore;
                if (_native is null)
                    native.Dispose();
                throw;
            }

            _native = native;
            _server = server;
        }

        SignalRoom(); // a writer that waited while it was in no server asks this one for room
    }

    internal bool DetachFrom(Server server)
    {
        lock (_gate)
        {
            if (_server != server || _native is not { } native)
                return false;
            server.Native.RemoveSource(native);
            Leave(server, native);
            return true;
        }
    }

    /// <summary>The server has taken every sample out; a writer that waits would wait for ever.</summary>
    internal void ServerShutDown(Server server)
    {
        lock (_gate)
        {
            if (_server != server || _native is not { } native)
                return;
            Leave(server, native);
            Interlocked.Increment(ref _serversLost);
        }

        SignalRoom();
    }

    private void Join(Server server, SourceProxy native)
    {
        server.Register(native.Id, this);
        try
        {
            server.Native.AddSource(native);
            if (_playing && !_heldBack && !HasEnded())
                PlayAsIsNew(server, native);
        }
        catch
        {
            server.Unregister(native.Id);
            throw;
        }
    }

    private void PlayAsIsNew(Server server, SourceProxy native)
    {
        try
        {
            native.Play(_playAt);
        }
        catch
        {
            server.Native.RemoveSource(native); // all or nothing
            throw;
        }
    }

    private void Leave(Server server, SourceProxy native)
    {
        _server = null;
        server.Unregister(native.Id);
        OnDrained(); // its event may no longer find it
        _playing = _playing && !HasEnded();
    }

    private SourceProxy Create(int channels, long leastFrames)
    {
        int frameBytes = channels * (_encoding == 0 ? SampleEncoding.Default : _encoding) / 8;
        long capacity = _options.CapacityFrames ?? Math.Max(leastFrames, AudioSampleOptions.DefaultBytes / frameBytes);
        SourceProxy native = SourceProxy.Create(new AnSourceConfig
        {
            Channels = channels,
            Flags = (int)(_options.WaitOffline ? AnSourceFlags.WaitOffline : 0),
            CapacityFrames = capacity,
            OutputChannel = _options.OutputChannel,
        });
        try
        {
            if (_gain != 1)
                native.SetGain(_gain);
            if (_pan != 0)
                native.SetPan(_pan);
        }
        catch
        {
            native.Dispose();
            throw;
        }

        _channels = channels;
        return native;
    }
}
