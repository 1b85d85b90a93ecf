// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <content>What can be asked and told from any thread at any time. Nothing here allocates.</content>
internal sealed unsafe partial class ServerProxy
{
    internal double Amplitude
    {
        get
        {
            using var use = _handle.Borrow();
            double amplitude;
            NativeStatus.Check(NativeMethods.ServerGetAmp((AnServer*)use.Pointer, &amplitude), NativeSubject.Server);
            return amplitude;
        }

        set
        {
            using var use = _handle.Borrow();
            NativeStatus.Check(NativeMethods.ServerSetAmp((AnServer*)use.Pointer, value), NativeSubject.Server);
        }
    }

    internal void GetInfo(out AnServerInfo info)
    {
        using var use = _handle.Borrow();
        fixed (AnServerInfo* target = &info)
        {
            NativeStatus.Check(NativeMethods.ServerGetInfo((AnServer*)use.Pointer, target), NativeSubject.Server);
        }
    }

    internal void GetClock(out AnClock clock)
    {
        using var use = _handle.Borrow();
        fixed (AnClock* target = &clock)
        {
            NativeStatus.Check(NativeMethods.ServerGetClock((AnServer*)use.Pointer, target), NativeSubject.Server);
        }
    }

    internal void GetStats(out AnStats stats)
    {
        using var use = _handle.Borrow();
        fixed (AnStats* target = &stats)
        {
            NativeStatus.Check(NativeMethods.ServerGetStats((AnServer*)use.Pointer, target), NativeSubject.Server);
        }
    }

    /// <summary>Meters of the first output channels.</summary>
    /// <returns>How many there are to be had, which may be more than fit.</returns>
    internal int GetMeters(Span<AnMeter> meters)
    {
        using var use = _handle.Borrow();
        int available;
        fixed (AnMeter* target = meters)
        {
            NativeStatus.Check(
                NativeMethods.ServerGetMeters((AnServer*)use.Pointer, target, meters.Length, &available),
                NativeSubject.Server);
        }

        return available;
    }

    /// <summary>Waits for events, one thread at a time.</summary>
    /// <param name="events">Filled from the oldest on.</param>
    /// <param name="timeoutMs">0 not at all, -1 for ever.</param>
    /// <returns>How many came; 0 after the time-out or <see cref="Wake"/>.</returns>
    internal int WaitEvents(Span<AnEvent> events, int timeoutMs)
    {
        using var use = _handle.Borrow();
        var count = 0;
        fixed (AnEvent* target = events)
        {
            NativeStatus.Check(
                NativeMethods.ServerWaitEvents((AnServer*)use.Pointer, target, events.Length, timeoutMs, &count),
                NativeSubject.Server);
        }

        return count;
    }

    /// <summary>Makes a waiting <see cref="WaitEvents"/>, or the next one, return at once.</summary>
    internal void Wake()
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.ServerWake((AnServer*)use.Pointer), NativeSubject.Server);
    }

    /// <summary>Which log lines become events: a sum of levels.</summary>
    internal void SetLogLevels(AnLogLevel levels)
    {
        using var use = _handle.Borrow();
        NativeStatus.Check(NativeMethods.ServerSetLogLevels((AnServer*)use.Pointer, (int)levels), NativeSubject.Server);
    }
}
