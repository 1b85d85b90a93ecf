// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AudioNative.Generator.Model;

/// <summary>
/// The header's text: its hash, and what no syntax tree holds, comments and macros. Both front ends share it, so
/// comments and constants cannot differ between them.
/// </summary>
internal sealed partial class HeaderSource
{
    private readonly string[] _lines;

    private HeaderSource(string path, byte[] bytes)
    {
        Path = path;
        Bytes = bytes;
        var text = Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
        _lines = text.Split('\n');
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    internal string Path { get; }

    internal byte[] Bytes { get; }

    /// <summary>SHA-256 of the text with line feeds only, so that a checkout with CR LF has the same one.</summary>
    internal string Hash { get; }

    internal static HeaderSource Load(string path) => new(path, File.ReadAllBytes(path));

    /// <summary>The line, from 1, on which the byte at this offset stands.</summary>
    internal int LineAt(long offset)
    {
        var end = (int)Math.Min(offset, Bytes.Length);
        return 1 + Bytes.AsSpan(0, end).Count((byte)'\n');
    }

    /// <summary>
    /// The comment of the declaration that begins on this line: the one that follows on the same line, else the one
    /// that ends on the line above. Null if there is none; a blank line parts a comment from what follows.
    /// </summary>
    internal string? CommentFor(int line)
    {
        var trailing = _lines[line - 1].LastIndexOf("/*", StringComparison.Ordinal);
        if (trailing > 0 && _lines[line - 1][..trailing].Trim().Length > 0)
        {
            return Gather(line - 1, trailing);
        }

        var last = line - 2;
        if (last < 0 || !_lines[last].TrimEnd().EndsWith("*/", StringComparison.Ordinal))
        {
            return null;
        }

        for (var first = last; first >= 0; --first)
        {
            var start = _lines[first].IndexOf("/*", StringComparison.Ordinal);
            if (start >= 0)
            {
                // Something before it on its line: it belongs to that, not to us.
                return _lines[first][..start].Trim().Length == 0 ? Gather(first, start) : null;
            }
        }

        return null;
    }

    /// <summary>The AN_ macros with the line they stand on; a value of null is one that is no whole number.</summary>
    internal IEnumerable<(string Name, long? Value, int Line)> Macros()
    {
        for (var i = 0; i < _lines.Length; ++i)
        {
            var match = MacroPattern().Match(_lines[i]);
            if (match.Success && match.Groups["name"].Value != "AN_API")
            {
                yield return (match.Groups["name"].Value, ParseInteger(match.Groups["value"].Value.Trim()), i + 1);
            }
        }
    }

    private static long? ParseInteger(string text)
    {
        var hexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return long.TryParse(
            hexadecimal ? text[2..] : text,
            hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value)
            ? value
            : null;
    }

    private string? Gather(int line, int column)
    {
        var comment = new StringBuilder();
        var rest = _lines[line][(column + 2)..];
        while (true)
        {
            var end = rest.IndexOf("*/", StringComparison.Ordinal);
            comment.Append(end < 0 ? rest : rest[..end]).Append(' ');
            if (end >= 0 || ++line >= _lines.Length)
            {
                break;
            }

            rest = _lines[line].TrimStart().TrimStart('*');
            if (_lines[line].TrimStart().StartsWith("*/", StringComparison.Ordinal))
            {
                break;
            }
        }

        var text = Whitespace().Replace(comment.ToString(), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex(@"^\s*#\s*define\s+(?<name>AN_\w+)(?<value>.*?)\s*(/\*.*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex MacroPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
