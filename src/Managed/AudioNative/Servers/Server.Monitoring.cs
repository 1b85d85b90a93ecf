// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using AudioNative.Interop;

namespace AudioNative;

/// <content>What is so now: amplitude, clock, counters, meters. None of it waits, and none of it allocates.</content>
public sealed partial class Server
{
    /// <summary>
    /// The overall amplitude, linear and of either sign, applied to everything sent to the device. A new one is reached
    /// over <see cref="RampTime"/>; 0 before start is silence. 1 at first. [any thread]
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public double Amp
    {
        get => _native.Amplitude;
        set
        {
            if (!double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(Amp), value, "The amplitude is a finite number.");
            _native.Amplitude = value;
        }
    }

    /// <summary>
    /// How much is rendered as fast as possible, unheard and unrecorded, before the next start; 0 again once that is
    /// done. Set at any time. [any thread]
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan StartOffset
    {
        get
        {
            lock (_gate)
                return _startOffset;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(StartOffset));
            lock (_gate)
                _startOffset = value;
        }
    }

    /// <summary>
    /// Now, in nanoseconds of the machine's monotonic clock: the one <see cref="SampleClock"/> maps. [any thread]
    /// </summary>
    /// <exception cref="NativeLibraryException">The native library is missing or of another version.</exception>
    public static long Timestamp => LibraryProxy.MonotonicNanoseconds;

    /// <summary>
    /// The sample clock. It stands still while the server is stopped and begins at 0 with each boot. [any thread]
    /// </summary>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public SampleClock Clock
    {
        get
        {
            _native.GetClock(out AnClock clock);
            return new SampleClock(clock.Frame, clock.FrameAtNs, clock.TimeNs, clock.SampleRate, SampleRate);
        }
    }

    /// <summary>Sounding time since boot, the start offset included. [any thread]</summary>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public TimeSpan CurrentTime => Clock.Time;

    /// <summary>What the audio thread has counted since boot. [any thread]</summary>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public ServerStatistics Statistics
    {
        get
        {
            _native.GetStats(out AnStats stats);
            return new ServerStatistics(
                stats.Callbacks,
                stats.Frames,
                stats.Xruns,
                stats.LateCallbacks,
                FromNanoseconds(stats.LongestCallbackNs),
                FromNanoseconds(stats.LongestGapNs),
                stats.ClippedSamples,
                stats.Commands,
                stats.CommandsRefused,
                stats.Load,
                stats.PeakLoad,
                stats.Sources,
                stats.Recorders);
        }
    }

    /// <summary>Sets <see cref="Amp"/>. [any thread]</summary>
    /// <param name="amp">The new amplitude.</param>
    /// <returns>This server.</returns>
    /// <inheritdoc cref="Amp" path="/exception"/>
    public Server SetAmp(double amp)
    {
        Amp = amp;
        return this;
    }

    /// <summary>
    /// The levels of the output, of as many channels as there are and fit. Allocates nothing; any number of channels
    /// works. [any thread]
    /// </summary>
    /// <param name="meters">Takes the meters, the first channel's first.</param>
    /// <returns>How many channels were written.</returns>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public int GetMeters(Span<ChannelMeter> meters) =>
        Math.Min(meters.Length, _native.GetMeters(MemoryMarshal.Cast<ChannelMeter, AnMeter>(meters)));

    private static TimeSpan FromNanoseconds(long nanoseconds) =>
        TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
}
