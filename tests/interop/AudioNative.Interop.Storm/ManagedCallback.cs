// SPDX-License-Identifier: MIT

using System.Diagnostics;

namespace AudioNative.Interop;

/// <summary>
/// What a managed audio callback does and what it notes down: it plays a <see cref="Ramp"/> from memory, keeps
/// what comes in, and times itself. Nothing in it allocates or locks; what holds it up is the runtime.
/// </summary>
public sealed unsafe class ManagedCallback
{
    private readonly float[] _captured;
    private static readonly double s_nanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private readonly double _bufferNs;
    private long _number = 1;
    private long _lastNs;
    private int _write;

    /// <summary>Prepares one that keeps this many frames of input.</summary>
    public ManagedCallback(double sampleRate, int bufferFrames, int captureFrames)
    {
        _captured = GC.AllocateArray<float>(captureFrames * 2, pinned: true);
        _bufferNs = bufferFrames / sampleRate * 1e9;
        Run(NowNs, null, null, null, null, 0); // compiled before the first buffer is due
        Callbacks = 0;
        LateCallbacks = 0;
        LongestCallbackNs = 0;
        _lastNs = 0;
    }

    /// <summary>How often it was called.</summary>
    public long Callbacks { get; private set; }

    /// <summary>Frames played.</summary>
    public long Frames => _number - 1;

    /// <summary>Interruptions: what the host told us of, or buffers a clock of our own had to leave out.</summary>
    public long Xruns { get; set; }

    /// <summary>The longest time between the starts of two callbacks.</summary>
    public long LongestGapNs { get; private set; }

    /// <summary>
    /// The longest callback as the host sees it: from the moment the buffer was due to our return. While a collection
    /// runs, the thread waits at the border to managed code, which no clock inside that code can see.
    /// </summary>
    public long LongestCallbackNs { get; private set; }

    /// <summary>Callbacks that took longer, seen so, than their buffer lasts.</summary>
    public long LateCallbacks { get; private set; }

    /// <summary>What came in, interleaved stereo.</summary>
    public ReadOnlySpan<float> Captured => _captured.AsSpan(0, _write);

    /// <summary>Now, on the clock that due times are given on.</summary>
    public static long NowNs => (long)(Stopwatch.GetTimestamp() * s_nanosecondsPerTick);

    /// <summary>One buffer that was due at a time of the monotonic clock.</summary>
    public void Run(long dueNs, float* inLeft, float* inRight, float* outLeft, float* outRight, int frames)
    {
        var begin = NowNs;
        if (_lastNs != 0)
        {
            LongestGapNs = Math.Max(LongestGapNs, begin - _lastNs);

            // Let in late, we are told of the buffer that is due by now; the one we were meant to fill came before.
            dueNs = Math.Min(dueNs, _lastNs + (long)_bufferNs);
        }

        _lastNs = begin;
        Callbacks++;
        for (var i = 0; i < frames; i++)
        {
            var value = Ramp.Left(_number++);
            outLeft[i] = value;
            outRight[i] = -value;
        }

        var room = Math.Min(frames, (_captured.Length - _write) / 2);
        for (var i = 0; i < room; i++)
        {
            _captured[_write++] = inLeft == null ? 0 : inLeft[i];
            _captured[_write++] = inRight == null ? 0 : inRight[i];
        }

        var took = NowNs - dueNs;
        LongestCallbackNs = Math.Max(LongestCallbackNs, took);
        LateCallbacks += took > _bufferNs ? 1 : 0;
    }
}
