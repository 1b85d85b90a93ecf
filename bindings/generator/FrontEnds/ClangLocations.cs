// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace AudioNative.Generator.FrontEnds;

/// <summary>
/// Where each declaration of a clang JSON tree begins and ends. Clang writes a location's file only where it differs
/// from the last one written, so the whole tree has to be walked in its written order to know them.
/// </summary>
internal sealed class ClangLocations
{
    private readonly Dictionary<string, Span> _spans = [];
    private string _file = "";

    internal ClangLocations(JsonElement root) => Walk(root);

    /// <param name="File">As it was given to clang, or as clang found it.</param>
    /// <param name="Begin">Byte offset of the first token.</param>
    /// <param name="End">Byte offset past the last token.</param>
    internal readonly record struct Span(string File, long Begin, long End);

    internal Span this[JsonElement declaration] =>
        declaration.TryGetProperty("id", out var id) && _spans.TryGetValue(id.GetString()!, out var span)
            ? span
            : default;

    private void Walk(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                Walk(item);
            }

            return;
        }

        if (node.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in node.EnumerateObject())
        {
            if (property.NameEquals("loc"))
            {
                Read(property.Value);
            }
            else if (property.NameEquals("range"))
            {
                var begin = Read(property.Value.GetProperty("begin"));
                var end = Read(property.Value.GetProperty("end"));
                if (node.TryGetProperty("id", out var id))
                {
                    _spans[id.GetString()!] = new Span(begin.File, begin.Offset, end.Offset + end.Length);
                }
            }
            else
            {
                Walk(property.Value);
            }
        }
    }

    private (string File, long Offset, long Length) Read(JsonElement location)
    {
        // Inside a macro: where it was spelt comes first in the file and must be followed, where it was used counts.
        if (location.TryGetProperty("spellingLoc", out var spelling))
        {
            Read(spelling);
            return Read(location.GetProperty("expansionLoc"));
        }

        if (location.TryGetProperty("file", out var file))
        {
            _file = file.GetString()!;
        }

        return location.TryGetProperty("offset", out var offset)
            ? (_file, offset.GetInt64(), location.GetProperty("tokLen").GetInt64())
            : ("", 0, 0);
    }
}
