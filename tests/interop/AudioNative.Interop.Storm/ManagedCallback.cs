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
    private readonly double _nanosecondsPerTick = 1e9 / Stopwatch.Frequency;
    private readonly double _bufferNs;
    private long _number = 1;
    private long _last;
    private int _write;

    /// <summary>Prepares one for this many frames of input.</summary>
    public ManagedCallback(double sampleRate, int bufferFrames, int captureFrames)
    {
        _captured = GC.AllocateArray<float>(captureFrames * 2, pinned: true);
        _bufferNs = bufferFrames / sampleRate * 1e9;
        Run(null, null, null, null, 0); // compiled before the first buffer is due
        Callbacks = 0;
        _last = 0;
    }

    /// <summary>How often it was called.</summary>
    public long Callbacks { get; private set; }

    /// <summary>Frames played.</summary>
    public long Frames => _number - 1;

    /// <summary>Xruns that the host told us of.</summary>
    public long Xruns { get; set; }

    /// <summary>The longest time between the starts of two callbacks.</summary>
    public long LongestGapNs { get; private set; }

    /// <summary>Gaps longer than two buffers: at least one was missed.</summary>
    public long LateCallbacks { get; private set; }

    /// <summary>The longest time that our own code took.</summary>
    public long LongestCallbackNs { get; private set; }

    /// <summary>What came in, interleaved stereo.</summary>
    public ReadOnlySpan<float> Captured => _captured.AsSpan(0, _write);

    /// <summary>One buffer.</summary>
    public void Run(float* inLeft, float* inRight, float* outLeft, float* outRight, int frames)
    {
        var begin = Stopwatch.GetTimestamp();
        if (_last != 0)
        {
            var gap = (long)((begin - _last) * _nanosecondsPerTick);
            LongestGapNs = Math.Max(LongestGapNs, gap);
            LateCallbacks += gap > 2 * _bufferNs ? 1 : 0;
        }

        _last = begin;
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

        LongestCallbackNs = Math.Max(LongestCallbackNs, (long)((Stopwatch.GetTimestamp() - begin) * _nanosecondsPerTick));
    }
}
