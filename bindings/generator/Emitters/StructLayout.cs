// SPDX-License-Identifier: MIT
using AudioNative.Generator.Model;

namespace AudioNative.Generator.Emitters;

/// <summary>Where C# puts a sequential struct's fields: each at its natural alignment, padded to the widest.</summary>
internal sealed class StructLayout
{
    private readonly Dictionary<string, (long Size, int Alignment)> _structs = [];
    private readonly HashSet<string> _callbacks;

    internal StructLayout(IEnumerable<CallbackDeclaration> callbacks) =>
        _callbacks = [.. callbacks.Select(c => c.Name)];

    /// <summary>Structs have to come in the header's order: one may hold only those before it.</summary>
    internal (long Size, IReadOnlyList<(string Field, long Offset)> Offsets) Add(StructDeclaration declaration)
    {
        var offsets = new List<(string, long)>();
        long end = 0;
        var widest = 1;
        foreach (var field in declaration.Fields)
        {
            var (size, alignment) = Measure(field.Type);
            end = RoundUp(end, alignment);
            offsets.Add((field.Name, end));
            end += size * field.Type.Extents.Aggregate(1L, (product, extent) => product * extent);
            widest = Math.Max(widest, alignment);
        }

        var total = RoundUp(end, widest);
        _structs[declaration.Name] = (total, widest);
        return (total, offsets);
    }

    private (long Size, int Alignment) Measure(CType type)
    {
        if (type.Pointers > 0)
        {
            return (PrimitiveTypes.PointerSize, PrimitiveTypes.PointerSize);
        }

        if (PrimitiveTypes.Size(type.Name) is { } size)
        {
            return (size, size);
        }

        if (_structs.TryGetValue(type.Name, out var known))
        {
            return known;
        }

        // What is left is a callback or an enum; the rules let nothing else through.
        var width = _callbacks.Contains(type.Name) ? PrimitiveTypes.PointerSize : sizeof(int);
        return (width, width);
    }

    private static long RoundUp(long value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
