// SPDX-License-Identifier: MIT
namespace AudioNative.Generator;

/// <summary>A plain line difference, for people to read.</summary>
internal static class LineDifference
{
    /// <summary>Lines that only <paramref name="before"/> has with "-", the other's with "+".</summary>
    internal static IEnumerable<string> Between(string before, string after)
    {
        var a = before.Split('\n');
        var b = after.Split('\n');
        var lengths = CommonLengths(a, b);
        int i = 0, j = 0;
        while (i < a.Length || j < b.Length)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                ++i;
                ++j;
            }
            else if (j >= b.Length || (i < a.Length && lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                yield return $"{i + 1}: - {a[i++]}";
            }
            else
            {
                yield return $"{j + 1}: + {b[j++]}";
            }
        }
    }

    /// <summary>[i, j]: how many lines the tails from i and from j have in common, in order.</summary>
    private static int[,] CommonLengths(string[] a, string[] b)
    {
        var lengths = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; --i)
        {
            for (var j = b.Length - 1; j >= 0; --j)
            {
                lengths[i, j] = a[i] == b[j]
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
