// SPDX-License-Identifier: MIT

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioNative.Interop;

/// <summary>
/// A JACK client as C# programs are usually written: libjack calls a managed function on its real-time thread. It
/// is what AudioNative is measured against.
/// </summary>
public sealed unsafe class ManagedJackClient : IDisposable
{
    private const nuint IsInput = 1;
    private const nuint IsOutput = 2;

    private readonly nint[] _inputs = new nint[2];
    private readonly nint[] _outputs = new nint[2];
    private GCHandle _self;
    private nint _client;

    /// <summary>Opens the client, without starting it, on the server of this name; null is the default one.</summary>
    public ManagedJackClient(string name, double captureSeconds, string? serverName = null)
    {
        var options = Jack.NoStartServer | (serverName is null ? 0 : Jack.ServerName);
        _client = Jack.Open(name, options, out var status, serverName);
        if (_client == 0)
        {
            throw new InvalidOperationException($"No JACK client could be opened: status 0x{status:x}.");
        }

        SampleRate = Jack.SampleRate(_client);
        BufferFrames = (int)Jack.BufferSize(_client);
        Callback = new ManagedCallback(SampleRate, BufferFrames, (int)(captureSeconds * SampleRate));
        for (var i = 0; i < 2; i++)
        {
            _inputs[i] = Jack.RegisterPort(_client, $"in_{i + 1}", Jack.AudioPort, IsInput, 0);
            _outputs[i] = Jack.RegisterPort(_client, $"out_{i + 1}", Jack.AudioPort, IsOutput, 0);
        }

        _self = GCHandle.Alloc(this);
        Check(Jack.SetProcess(_client, &Process, GCHandle.ToIntPtr(_self)), "jack_set_process_callback");
        Check(Jack.SetXrun(_client, &Xrun, GCHandle.ToIntPtr(_self)), "jack_set_xrun_callback");
    }

    /// <summary>The server's rate in Hz.</summary>
    public uint SampleRate { get; }

    /// <summary>The server's period in frames.</summary>
    public int BufferFrames { get; }

    /// <summary>What it plays and what it has noted down.</summary>
    public ManagedCallback Callback { get; }

    /// <summary>Starts the callbacks, then connects to the server's loopback ports.</summary>
    public void Start(string playback = "loopback:playback_", string capture = "loopback:capture_")
    {
        Check(Jack.Activate(_client), "jack_activate");
        for (var i = 0; i < 2; i++)
        {
            Check(Jack.Connect(_client, $"{capture}{i + 1}", NameOf(_inputs[i])), "jack_connect");
            Check(Jack.Connect(_client, NameOf(_outputs[i]), $"{playback}{i + 1}"), "jack_connect");
        }
    }

    /// <summary>Ends the callbacks.</summary>
    public void Dispose()
    {
        if (_client != 0)
        {
            _ = Jack.Deactivate(_client);
            _ = Jack.Close(_client);
            _client = 0;
            _self.Free();
        }
    }

    private static string NameOf(nint port) => Marshal.PtrToStringUTF8(Jack.PortName(port))!;

    private static void Check(int status, string call)
    {
        if (status != 0)
        {
            throw new InvalidOperationException($"{call} failed with {status}.");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Process(uint frames, nint context)
    {
        var self = (ManagedJackClient)GCHandle.FromIntPtr(context).Target!;
        _ = Jack.CycleTimes(self._client, out _, out var start, out _, out _);
        self.Callback.Run(
            ManagedCallback.NowNs - ((long)(Jack.Microseconds() - start) * 1000), // JACK's clock is not Stopwatch's
            Jack.PortBuffer(self._inputs[0], frames),
            Jack.PortBuffer(self._inputs[1], frames),
            Jack.PortBuffer(self._outputs[0], frames),
            Jack.PortBuffer(self._outputs[1], frames),
            (int)frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Xrun(nint context)
    {
        ((ManagedJackClient)GCHandle.FromIntPtr(context).Target!).Callback.Xruns++;
        return 0;
    }
}
