// SPDX-License-Identifier: MIT

namespace AudioNative.Interop;

/// <summary>
/// A 24-bit counter as sound: frame n is n / 2^24 on the left and its negative on the right, from n = 1 on. Every value is an
/// exact float, none is silence, and each tells where in the signal it belongs, so one lost, repeated, swapped
/// or merely rounded sample shows. Good for 2^24 - 1 frames, 349 s at 48 kHz.
/// </summary>
public static class Ramp
{
    private const float Step = 1f / (1 << 24);

    /// <summary>The frames that the counter can number.</summary>
    public const int MaxFrames = (1 << 24) - 1;

    /// <summary>The left sample of the frame with this number, from 1 on.</summary>
    public static float Left(long number) => number * Step;

    /// <summary>Fills interleaved stereo frames, the first of them with this number.</summary>
    public static void Fill(Span<float> interleaved, long firstNumber)
    {
        for (var i = 0; i < interleaved.Length; i += 2)
        {
            var value = Left(firstNumber + (i / 2));
            interleaved[i] = value;
            interleaved[i + 1] = -value;
        }
    }

    /// <summary>The number that a left sample carries; 0 is silence, -1 what no ramp holds.</summary>
    public static int NumberOf(float left)
    {
        var number = left * (1 << 24);
        return number >= 0 && number <= MaxFrames && number == MathF.Floor(number) ? (int)number : -1;
    }
}
