// SPDX-License-Identifier: MIT

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioNative.Interop;

/// <summary>
/// The managed callback without a server: a thread with the same priority and the same absolute wake-up times as
/// the engine's dummy driver, only that it runs C#.
/// </summary>
public sealed unsafe partial class ManagedClockThread : IDisposable
{
    private const int Fifo = 1;
    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;

    private readonly Thread _thread;
    private readonly double _periodNs;
    private readonly int _bufferFrames;
    private volatile bool _stop;

    /// <summary>Prepares it; <see cref="Start"/> sets it going.</summary>
    public ManagedClockThread(double sampleRate, int bufferFrames)
    {
        _bufferFrames = bufferFrames;
        _periodNs = bufferFrames / sampleRate * 1e9;
        Callback = new ManagedCallback(sampleRate, bufferFrames, captureFrames: 0);
        _thread = new Thread(Run) { Name = "managed audio callback", IsBackground = true };
    }

    /// <summary>What it has noted down.</summary>
    public ManagedCallback Callback { get; }

    /// <summary>Whether the thread got real-time priority; known once started.</summary>
    public bool IsRealtime { get; private set; }

    /// <summary>Begins to call.</summary>
    public void Start() => _thread.Start();

    /// <summary>Ends the calls.</summary>
    public void Dispose()
    {
        _stop = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        var priority = 80;
        IsRealtime = SetScheduler(0, Fifo, in priority) == 0;
        var left = stackalloc float[_bufferFrames];
        var right = stackalloc float[_bufferFrames];
        var due = Now();
        while (!_stop)
        {
            due += _periodNs;
            var at = new TimeSpec { Seconds = (long)(due / 1e9), Nanoseconds = (long)(due % 1e9) };
            _ = Sleep(Monotonic, AbsoluteTime, in at, 0);
            Callback.Run((long)due, null, null, left, right, _bufferFrames);

            // A device would not wait either: what could not be filled in time is left out.
            var missed = Math.Floor((Now() - due) / _periodNs);
            if (missed >= 1)
            {
                Callback.Xruns += (long)missed;
                due += missed * _periodNs;
            }
        }
    }

    private static double Now() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, in int priority);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Sleep(int clock, int flags, in TimeSpec at, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
