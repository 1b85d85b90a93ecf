// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace AudioNative;

/// <summary>The level of one output channel over the last window of 50 ms that ended. Laid out as an_meter.</summary>
/// <param name="Peak">The largest absolute sample; 1 is full scale.</param>
/// <param name="Rms">The square root of the mean of the squares: a true RMS, not a smoothed peak.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ChannelMeter(float Peak, float Rms)
{
    /// <summary><see cref="Peak"/> as a level.</summary>
    public Decibels PeakLevel => Decibels.FromAmplitude(Peak);

    /// <summary><see cref="Rms"/> as a level.</summary>
    public Decibels RmsLevel => Decibels.FromAmplitude(Rms);
}
