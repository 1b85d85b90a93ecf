// SPDX-License-Identifier: MIT
using AudioNative.Generator.Emitters;
using AudioNative.Generator.Model;

namespace AudioNative.Generator;

/// <summary>One broken rule; reads as compilers write them, so that editors jump there.</summary>
internal sealed record Diagnostic(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: error: {Message}";
}

/// <summary>
/// What the ABI header may hold. An allow-list: whatever is not known to mean the same to every C compiler and to C#
/// is refused. Agreement of two parsers proves nothing here, both read a bit-field or a packed struct alike and the
/// emitter would still get it wrong.
/// </summary>
internal sealed class HeaderRules
{
    private readonly HeaderSource _header;
    private readonly ApiModel _api;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _types = [];
    private readonly HashSet<string> _completeStructs = [];
    private readonly HashSet<string> _opaque = [];

    private HeaderRules(HeaderSource header, ApiModel api)
    {
        _header = header;
        _api = api;
        _types.UnionWith(api.Enums.Where(e => e.IsType).Select(e => e.Name));
        _types.UnionWith(api.Callbacks.Select(c => c.Name));
        _opaque.UnionWith(api.Structs.Where(s => !s.IsComplete).Select(s => s.Name));
    }

    /// <summary>Every broken rule, by line. Empty: the header can be bound.</summary>
    internal static IReadOnlyList<Diagnostic> Check(HeaderSource header, ApiModel api)
    {
        var rules = new HeaderRules(header, api);
        rules.CheckAll();
        return [.. rules._diagnostics.OrderBy(d => d.Line)];
    }

    private void CheckAll()
    {
        foreach (var foreign in _api.Foreign)
        {
            Refuse(foreign.Line, $"{foreign.What}: not an enum, struct, callback typedef or function of the ABI");
        }

        foreach (var (name, value, line) in _header.Macros())
        {
            if (value is null && !name.EndsWith("_H", StringComparison.Ordinal))
            {
                Refuse(line, $"macro {name} is no whole number; only AN_API may be anything else");
            }
        }

        foreach (var declaration in _api.Enums)
        {
            CheckEnum(declaration);
        }

        foreach (var declaration in _api.Structs)
        {
            CheckStruct(declaration);
        }

        foreach (var callback in _api.Callbacks)
        {
            CheckName(callback.Name, "callback", callback.Line);
            CheckVariadic(callback.IsVariadic, callback.Name, callback.Line);
            CheckReturn(callback.ReturnType, callback.Name, callback.Line);
            foreach (var type in callback.Parameters)
            {
                CheckPassed(type, $"a parameter of {callback.Name}", callback.Line);
            }
        }

        foreach (var function in _api.Functions)
        {
            CheckFunction(function);
        }
    }

    private void CheckEnum(EnumDeclaration declaration)
    {
        CheckName(declaration.Name, "enum", declaration.Line);
        foreach (var attribute in declaration.Attributes)
        {
            Refuse(declaration.Line, $"enum {declaration.Name} has {attribute}; an enum must be a plain 32-bit one");
        }

        foreach (var item in declaration.Values)
        {
            if (!item.Name.StartsWith("AN_", StringComparison.Ordinal))
            {
                Refuse(item.Line, $"{item.Name}: names of values begin with AN_");
            }

            if (item.Value < int.MinValue || item.Value > int.MaxValue)
            {
                Refuse(item.Line, $"{item.Name} = {item.Value} does not fit into 32 bits; compilers differ on its size");
            }
        }
    }

    private void CheckStruct(StructDeclaration declaration)
    {
        var kind = declaration.IsUnion ? "union" : "struct";
        CheckName(declaration.Name, kind, declaration.Line);
        if (declaration.IsUnion)
        {
            Refuse(declaration.Line, $"union {declaration.Name}: unions are not part of the ABI");
        }

        if (!declaration.IsType && declaration.Name.Length > 0)
        {
            Refuse(declaration.Line, $"{kind} {declaration.Name} needs a typedef of the same name");
        }

        foreach (var attribute in declaration.Attributes)
        {
            Refuse(declaration.Line, $"{kind} {declaration.Name} has {attribute}; structs keep the natural layout");
        }

        if (declaration.IsComplete && declaration.Fields.Count == 0)
        {
            Refuse(declaration.Line, $"{kind} {declaration.Name} is empty; its size differs between C and C++");
        }

        foreach (var field in declaration.Fields)
        {
            CheckField(declaration.Name, field);
        }

        if (declaration.IsComplete && !declaration.IsUnion)
        {
            _completeStructs.Add(declaration.Name);
        }
    }

    private void CheckField(string owner, FieldDeclaration field)
    {
        var what = $"{owner}.{field.Name}";
        if (field.Name.Length == 0)
        {
            Refuse(field.Line, $"a field of {owner} has no name");
            return;
        }

        if (field.IsBitField)
        {
            Refuse(field.Line, $"{what} is a bit-field; their layout is the compiler's own");
        }

        foreach (var attribute in field.Attributes)
        {
            Refuse(field.Line, $"{what} has {attribute}; fields keep the natural layout");
        }

        if (field.Type.Extents.Count > 1)
        {
            Refuse(field.Line, $"{what} is {field.Type.Spelling}; arrays have one dimension");
        }
        else if (field.Type.Extents is [var extent])
        {
            var isNumber = PrimitiveTypes.CanBeElement(field.Type.Name) && field.Type.Pointers == 0;
            if (!isNumber || extent <= 0)
            {
                Refuse(field.Line, $"{what} is {field.Type.Spelling}; arrays hold numbers or char, at least one");
            }
        }
        else
        {
            CheckValue(field.Type, what, field.Line, structsByValue: true);
        }
    }

    private void CheckFunction(FunctionDeclaration function)
    {
        var (name, line) = (function.Name, function.Line);
        CheckName(name, "function", line);
        CheckVariadic(function.IsVariadic, name, line);
        CheckReturn(function.ReturnType, name, line);
        if (!function.HasPrototype)
        {
            Refuse(line, $"{name}() has no prototype; write {name}(void)");
        }

        if (!function.IsExternal)
        {
            Refuse(line, $"{name} is static or inline; the library cannot export it");
        }

        foreach (var attribute in function.Attributes)
        {
            Refuse(line, $"{name} has {attribute}; only visibility may be set, by AN_API");
        }

        foreach (var parameter in function.Parameters)
        {
            if (parameter.Name.Length == 0)
            {
                Refuse(parameter.Line, $"a parameter of {name} has no name");
            }

            if (parameter.IsArray)
            {
                Refuse(parameter.Line, $"{name}: {parameter.Name} is an array, but C passes a pointer; write the pointer");
            }
            else
            {
                CheckPassed(parameter.Type, $"{name}: {parameter.Name}", parameter.Line);
            }
        }
    }

    private void CheckReturn(CType type, string function, int line)
    {
        if (!type.IsVoid)
        {
            CheckPassed(type, $"what {function} returns", line);
        }
    }

    private void CheckPassed(CType type, string what, int line)
    {
        if (type.Extents.Count > 0)
        {
            Refuse(line, $"{what} is {type.Spelling}; arrays are passed as a pointer and a count");
            return;
        }

        CheckValue(type, what, line, structsByValue: false);
    }

    private void CheckValue(CType type, string what, int line, bool structsByValue)
    {
        var isPointer = type.Pointers > 0;
        if (type.Pointers > 2)
        {
            Refuse(line, $"{what} is {type.Spelling}; two stars are the most there can be");
        }
        else if (type.Name == "char" || type.Name == "void")
        {
            if (!isPointer)
            {
                Refuse(line, $"{what} is a bare {type.Name}; use int8_t or uint8_t");
            }
        }
        else if (_opaque.Contains(type.Name))
        {
            if (!isPointer)
            {
                Refuse(line, $"{what} is the opaque {type.Name} itself; pass a pointer");
            }
        }
        else if (_completeStructs.Contains(type.Name))
        {
            if (!isPointer && !structsByValue)
            {
                Refuse(line, $"{what} is a {type.Name} by value; structs are passed by pointer");
            }
        }
        else if (!_types.Contains(type.Name) && !PrimitiveTypes.IsKnown(type.Name))
        {
            Refuse(line, $"{what} is {type.Spelling}; allowed are {PrimitiveTypes.Listing} and the header's own types");
        }
    }

    private void CheckName(string name, string kind, int line)
    {
        if (name.Length == 0)
        {
            Refuse(line, $"an unnamed {kind}; give it a tag");
        }
        else if (!name.StartsWith("an_", StringComparison.Ordinal))
        {
            Refuse(line, $"{kind} {name}: names begin with an_");
        }
        else if (!_seen.Add(name))
        {
            Refuse(line, $"{name} is declared twice");
        }
    }

    private void CheckVariadic(bool isVariadic, string name, int line)
    {
        if (isVariadic)
        {
            Refuse(line, $"{name} is variadic; C# cannot call it");
        }
    }

    private void Refuse(int line, string message) => _diagnostics.Add(new Diagnostic(_header.Path, line, message));
}
