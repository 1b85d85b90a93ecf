// SPDX-License-Identifier: MIT

namespace AudioNative.Interop.Tests.Host;

/// <summary>Interleaved stereo to send through a server.</summary>
internal static class Signals
{
    /// <summary>The 24-bit counter.</summary>
    public static float[] RampOf(int frames)
    {
        var signal = new float[2 * frames];
        Ramp.Fill(signal, 1);
        return signal;
    }

    /// <summary>A sine on the left and its quarter-period neighbour on the right, at an amplitude that is no round number.</summary>
    public static float[] SineOf(int frames, double frequency, double sampleRate)
    {
        var signal = new float[2 * frames];
        for (var i = 0; i < frames; i++)
        {
            var phase = Math.Tau * frequency * i / sampleRate;
            signal[2 * i] = (float)(0.7071 * Math.Sin(phase));
            signal[(2 * i) + 1] = (float)(0.7071 * Math.Cos(phase));
        }

        return signal;
    }
}
