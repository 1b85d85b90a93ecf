// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>What the audio thread has counted since boot.</summary>
/// <param name="Callbacks">How often the device asked for sound.</param>
/// <param name="Frames">Frames rendered.</param>
/// <param name="Xruns">Interruptions of the sound, as the driver reports them.</param>
/// <param name="LateCallbacks">Callbacks that took longer than the buffer they filled lasts.</param>
/// <param name="LongestCallback">The longest time one callback took.</param>
/// <param name="LongestGap">The longest time between the starts of two callbacks, since the last start.</param>
/// <param name="ClippedSamples">Output samples beyond full scale.</param>
/// <param name="Commands">Commands carried out by the audio thread.</param>
/// <param name="CommandsRefused">Commands refused because the queue to it was full.</param>
/// <param name="Load">Smoothed share of a buffer's time that the callback takes; 1 is all of it.</param>
/// <param name="PeakLoad">The largest single callback's share.</param>
/// <param name="Samples">Samples in the mixer now.</param>
/// <param name="Recordings">Recordings running now.</param>
public readonly record struct ServerStatistics(
    long Callbacks,
    long Frames,
    long Xruns,
    long LateCallbacks,
    TimeSpan LongestCallback,
    TimeSpan LongestGap,
    long ClippedSamples,
    long Commands,
    long CommandsRefused,
    double Load,
    double PeakLoad,
    int Samples,
    int Recordings);
