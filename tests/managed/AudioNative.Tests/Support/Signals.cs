// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Support;

/// <summary>
/// Sounds whose every sample is known. All values are multiples of 2^-11, so that sums of thousands are exact.
/// </summary>
internal static class Signals
{
    private const float Step = 1f / 2048;

    /// <summary>-0.5 to 0.5 in a saw that never repeats within a channel for 2048 frames; channels differ.</summary>
    public static float[] Ramp(int frames, int channels = 1, int offset = 0)
    {
        float[] samples = new float[frames * channels];
        for (int frame = 0; frame < frames; frame++)
        {
            for (int channel = 0; channel < channels; channel++)
                samples[frame * channels + channel] = ((frame + offset + 37 * channel) % 2048 - 1024) * Step;
        }

        return samples;
    }

    public static float[] Constant(float value, int frames, int channels = 1)
    {
        float[] samples = new float[frames * channels];
        Array.Fill(samples, value);
        return samples;
    }
}
