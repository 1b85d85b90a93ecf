// SPDX-License-Identifier: MIT
namespace AudioNative.Generator.Emitters;

/// <summary>The types that mean the same to every compiler, with their C# names and their size.</summary>
internal static class PrimitiveTypes
{
    /// <summary>Every machine we bind has eight-byte pointers; the generated asserts say so.</summary>
    internal const int PointerSize = 8;

    private static readonly Dictionary<string, (string CSharp, int Size)> Known = new()
    {
        ["int8_t"] = ("sbyte", 1),
        ["uint8_t"] = ("byte", 1),
        ["int16_t"] = ("short", 2),
        ["uint16_t"] = ("ushort", 2),
        ["int32_t"] = ("int", 4),
        ["uint32_t"] = ("uint", 4),
        ["int64_t"] = ("long", 8),
        ["uint64_t"] = ("ulong", 8),
        ["float"] = ("float", 4),
        ["double"] = ("double", 8),
        ["size_t"] = ("nuint", PointerSize),
    };

    internal static string Listing { get; } = string.Join(", ", Known.Keys);

    internal static bool IsKnown(string name) => Known.ContainsKey(name);

    /// <summary>Whether a C# fixed buffer can hold it; char is UTF-8 there.</summary>
    internal static bool CanBeElement(string name) => name == "char" || (name != "size_t" && IsKnown(name));

    /// <summary>The C# name, or null if it is no primitive. char is a byte of UTF-8.</summary>
    internal static string? CSharpName(string name) => name switch
    {
        "char" => "byte",
        "void" => "void",
        _ => Known.TryGetValue(name, out var type) ? type.CSharp : null,
    };

    internal static int? Size(string name) =>
        name == "char" ? 1 : Known.TryGetValue(name, out var type) ? type.Size : null;
}
