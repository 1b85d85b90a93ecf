// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <summary>Takes one native event; it is only valid during the call.</summary>
internal delegate void EventSink(in AnEvent occurrence);

/// <summary>
/// The server's event thread: blocked in native code until something happens, it hands every event on, one at a time.
/// Native code never calls managed code.
/// </summary>
internal sealed class EventPump : IDisposable
{
    private const int Capacity = 32; // events fetched at a time

    private readonly ServerProxy _server;
    private readonly EventSink _sink;
    private readonly Thread _thread;
    private volatile bool _ending;

    public EventPump(ServerProxy server, EventSink sink)
    {
        _server = server;
        _sink = sink;
        _thread = new Thread(Run) { IsBackground = true, Name = "AudioNative events" };
        _thread.Start();
    }

    /// <summary>Ends the thread once it has handed on what happened so far. A handler may do this itself.</summary>
    public void Dispose()
    {
        End();
        Join();
    }

    /// <summary>Lets the thread come to its end, without waiting for that.</summary>
    public void End()
    {
        _ending = true;
        _server.Wake();
    }

    public void Join()
    {
        if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Run()
    {
        var events = new AnEvent[Capacity];
        while (true)
        {
            bool ending = _ending; // read first: what came before the end is still fetched
            int count;
            try
            {
                count = _server.WaitEvents(events, ending ? 0 : Timeout.Infinite);
            }
            catch (ObjectDisposedException)
            {
                return; // disposed by a handler, on this very thread
            }

            for (int i = 0; i < count; i++)
                _sink(in events[i]);
            if (ending && count == 0)
                return;
        }
    }
}
