// SPDX-License-Identifier: MIT
namespace AudioNative.Generator.Model;

/// <summary>
/// What a front end found in the header, in the order it stands there. Front ends translate faithfully, also what
/// the ABI forbids: <see cref="HeaderRules"/> judges, so that both front ends are judged alike.
/// </summary>
internal sealed record ApiModel(
    IReadOnlyList<EnumDeclaration> Enums,
    IReadOnlyList<StructDeclaration> Structs,
    IReadOnlyList<CallbackDeclaration> Callbacks,
    IReadOnlyList<FunctionDeclaration> Functions,
    IReadOnlyList<ForeignDeclaration> Foreign);

/// <summary>A type as C spells it: a base name, a number of stars, array extents.</summary>
/// <param name="Name">The base type without qualifiers, "int32_t" or "an_server"; empty if not understood.</param>
/// <param name="Pointers">How many stars.</param>
/// <param name="Extents">The extents of an array, outermost first.</param>
/// <param name="Spelling">The whole type for messages.</param>
internal sealed record CType(string Name, int Pointers, IReadOnlyList<long> Extents, string Spelling)
{
    /// <summary>A type that no front end can put in these terms, such as an inline function pointer.</summary>
    internal static CType NotUnderstood(string spelling) => new("", 0, [], spelling);

    internal bool IsVoid => Name == "void" && Pointers == 0 && Extents.Count == 0;
}

internal sealed record Enumerator(string Name, Int128 Value, int Line);

/// <param name="IsType">Whether a typedef makes it a type of the ABI; otherwise it only names numbers.</param>
/// <param name="Attributes">Attributes that change its size, or a size given by hand.</param>
internal sealed record EnumDeclaration(
    string Name, bool IsType, IReadOnlyList<Enumerator> Values, IReadOnlyList<string> Attributes, int Line);

/// <param name="Attributes">Attributes that the compiler saw, such as packed or aligned.</param>
internal sealed record FieldDeclaration(
    string Name, CType Type, bool IsBitField, IReadOnlyList<string> Attributes, int Line);

internal sealed record StructDeclaration(
    string Name,
    bool IsUnion,
    bool IsComplete,
    bool IsType,
    IReadOnlyList<FieldDeclaration> Fields,
    IReadOnlyList<string> Attributes,
    int Line);

/// <param name="IsArray">Written as an array, which C silently makes a pointer.</param>
internal sealed record ParameterDeclaration(string Name, CType Type, bool IsArray, int Line);

internal sealed record CallbackDeclaration(
    string Name, CType ReturnType, IReadOnlyList<CType> Parameters, bool IsVariadic, int Line);

/// <param name="Attributes">Attributes beyond visibility and DLL import or export.</param>
internal sealed record FunctionDeclaration(
    string Name,
    CType ReturnType,
    IReadOnlyList<ParameterDeclaration> Parameters,
    bool IsVariadic,
    bool HasPrototype,
    bool IsExternal,
    IReadOnlyList<string> Attributes,
    int Line);

/// <summary>Anything else that stands in the header: a variable, a plain typedef, a static assert.</summary>
internal sealed record ForeignDeclaration(string What, int Line);
