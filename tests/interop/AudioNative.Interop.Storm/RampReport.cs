// SPDX-License-Identifier: MIT

using System.Globalization;

namespace AudioNative.Interop;

/// <summary>What was found of a <see cref="Ramp"/> in a stereo recording.</summary>
/// <param name="FirstFrame">The recording's frame at which it begins; -1 where it is silence throughout.</param>
/// <param name="FirstNumber">The number of the ramp's frame heard there.</param>
/// <param name="Frames">From the first frame that is not silent to the last.</param>
/// <param name="Discontinuities">Frames in between that are not their predecessor's successor.</param>
/// <param name="Backward">Those of them whose number is not greater than any before: repeated or out of order.</param>
/// <param name="Foreign">Frames in between that are no frame of the ramp: rounded, swapped, mixed or silent.</param>
/// <param name="LastNumber">The number of the last frame.</param>
/// <param name="FirstFault">The first discontinuity in words; null where there is none.</param>
public sealed record RampReport(
    long FirstFrame,
    long FirstNumber,
    long Frames,
    long Discontinuities,
    long Backward,
    long Foreign,
    long LastNumber,
    string? FirstFault)
{
    /// <summary>Every frame from the first to the last is there once, in order and unchanged.</summary>
    public bool IsExact => FirstFrame >= 0 && Discontinuities == 0 && Foreign == 0;

    /// <summary>Reads interleaved stereo samples.</summary>
    public static RampReport Of(ReadOnlySpan<float> interleaved)
    {
        var first = 0;
        while (first + 1 < interleaved.Length && interleaved[first] == 0 && interleaved[first + 1] == 0)
        {
            first += 2;
        }

        var end = interleaved.Length & ~1;
        while (end > first && interleaved[end - 2] == 0 && interleaved[end - 1] == 0)
        {
            end -= 2;
        }

        if (first >= end)
        {
            return new RampReport(-1, 0, 0, 0, 0, 0, 0, null);
        }

        long discontinuities = 0, backward = 0, foreign = 0;
        long previous = Number(interleaved, first) - 1, highest = previous;
        string? fault = null;
        for (var i = first; i < end; i += 2)
        {
            var number = Number(interleaved, i);
            if (number <= 0)
            {
                foreign++;
            }

            if (number != previous + 1)
            {
                discontinuities++;
                backward += number > 0 && number <= highest ? 1 : 0;
                fault ??= string.Create(CultureInfo.InvariantCulture,
                    $"frame {i / 2}: {previous + 1} expected, {number} heard ({interleaved[i]:R}, {interleaved[i + 1]:R})");
            }

            previous = number > 0 ? number : previous + 1;
            highest = Math.Max(highest, number);
        }

        return new RampReport(first / 2, Number(interleaved, first), (end - first) / 2, discontinuities, backward,
            foreign, Number(interleaved, end - 2), fault);
    }

    private static int Number(ReadOnlySpan<float> interleaved, int at)
    {
        var number = Ramp.NumberOf(interleaved[at]);
        return interleaved[at + 1] == -interleaved[at] ? number : -1;
    }
}
