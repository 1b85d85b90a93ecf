// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;
using AudioNative.Generator.Model;

namespace AudioNative.Generator.FrontEnds;

/// <summary>Reads the type spellings that clang writes into its JSON: "const an_event *", "char[256]".</summary>
internal static partial class CTypeParser
{
    /// <summary>Anything beyond a named type with stars and extents comes back as not understood.</summary>
    internal static CType Parse(string spelling)
    {
        var match = TypePattern().Match(spelling);
        if (!match.Success)
        {
            return CType.NotUnderstood(spelling);
        }

        var extents = match.Groups["extent"].Captures.Select(c => long.Parse(c.Value, CultureInfo.InvariantCulture));
        return new CType(
            match.Groups["name"].Value, match.Groups["star"].Captures.Count, [.. extents], spelling);
    }

    /// <summary>The return type of "const char *(int32_t, float)".</summary>
    internal static CType ParseReturnType(string functionSpelling)
    {
        var open = functionSpelling.IndexOf('(', StringComparison.Ordinal);
        var depth = 0;
        for (var i = Math.Max(open, 0); i < functionSpelling.Length; ++i)
        {
            depth += functionSpelling[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && i != functionSpelling.Length - 1)
            {
                // Returns a function pointer, or carries an attribute.
                return CType.NotUnderstood(functionSpelling);
            }
        }

        return open < 0 ? CType.NotUnderstood(functionSpelling) : Parse(functionSpelling[..open].Trim());
    }

    [GeneratedRegex(
        """
        ^ (const\s+)? ((struct|enum)\s+)? (?<name>[A-Za-z_]\w*) (\s+const)?
        \s* ((?<star>\*)\s*(const\s*)?)* (\[(?<extent>\d+)\])* $
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TypePattern();
}
