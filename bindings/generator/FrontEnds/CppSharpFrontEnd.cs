// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using AudioNative.Generator.Model;
using CppSharp;
using CppSharp.AST;
using CppSharp.Parser;
using AstType = CppSharp.AST.Type;

namespace AudioNative.Generator.FrontEnds;

/// <summary>
/// The reference front end: CppSharp's parser, nothing of its generator. Only in a build with -p:UseCppSharp=true.
/// </summary>
/// <remarks>
/// What its tree does not say, and only the generated asserts or the other front end catch: __attribute__((packed)), a
/// fixed type under an enum, and the dots of a variadic callback.
/// </remarks>
internal sealed partial class CppSharpFrontEnd : IFrontEnd
{
    public ApiModel Parse(HeaderSource header)
    {
        var options = new DriverOptions { Quiet = true };
        using var driver = new Driver(options);
        var module = options.AddModule("audionative");
        module.IncludeDirs.Add(Path.GetDirectoryName(Path.GetFullPath(header.Path))!);
        module.Headers.Add(Path.GetFileName(header.Path));

        // As C: in C++ it makes up constructors and mangled symbols that no extern "C" library exports.
        driver.ParserOptions.LanguageVersion = LanguageVersion.C99_GNU;
        if (OperatingSystem.IsLinux())
        {
            driver.ParserOptions.SetupLinux();
        }

        driver.Setup();
        if (!driver.ParseCode())
        {
            throw new GeneratorException($"CppSharp refuses {header.Path}; its words are above.");
        }

        var unit = driver.Context.ASTContext.TranslationUnits
            .Single(t => t.IsValid && t.FileName == Path.GetFileName(header.Path));
        return Read(unit);
    }

    private static ApiModel Read(TranslationUnit unit)
    {
        var typedefs = unit.Typedefs.Where(t => !t.IsImplicit).ToList();
        var typeNames = typedefs.Where(IsTypedefOfOwnTag).Select(t => t.Name).ToHashSet();
        var callbacks = typedefs.Where(t => t.Type is PointerType { Pointee: FunctionType }).ToList();
        var foreign = typedefs.Except(callbacks)
            .Where(t => !IsTypedefOfOwnTag(t))
            .Select(t => new ForeignDeclaration($"typedef {t.Name}", t.LineNumberStart))
            .Concat(unit.Variables.Select(v => new ForeignDeclaration($"variable {v.Name}", v.LineNumberStart)));

        return new ApiModel(
            [.. unit.Enums.OrderBy(e => e.LineNumberStart).Select(e => ReadEnum(e, typeNames))],
            [.. unit.Classes.Where(IsWholeStory).OrderBy(c => c.LineNumberStart).Select(c => ReadStruct(c, typeNames))],
            [.. callbacks.OrderBy(c => c.LineNumberStart).Select(ReadCallback)],
            [.. unit.Functions.OrderBy(f => f.LineNumberStart).Select(ReadFunction)],
            [.. foreign]);
    }

    private static bool IsTypedefOfOwnTag(TypedefDecl typedef) =>
        typedef.Type is TagType tag && tag.Declaration.Name == typedef.Name && !IsUnnamed(tag.Declaration);

    /// <summary>Not a mere announcement of a struct that is defined further down.</summary>
    private static bool IsWholeStory(Class declaration) =>
        !declaration.IsIncomplete || declaration.CompleteDeclaration is null;

    private static EnumDeclaration ReadEnum(Enumeration declaration, HashSet<string> typeNames)
    {
        var values = declaration.Items
            .Select(item => new Enumerator(item.Name, Value(declaration, item), item.LineNumberStart))
            .ToList();
        var name = IsUnnamed(declaration) ? "" : declaration.Name;
        return new EnumDeclaration(name, typeNames.Contains(name), values, [], declaration.LineNumberStart);
    }

    /// <summary>CppSharp keeps every value in 64 unsigned bits, also a negative one of 32.</summary>
    private static Int128 Value(Enumeration declaration, Enumeration.Item item) =>
        declaration.BuiltinType.Type switch
        {
            PrimitiveType.Int => unchecked((int)item.Value),
            PrimitiveType.Long or PrimitiveType.LongLong => unchecked((long)item.Value),
            _ => item.Value,
        };

    private static StructDeclaration ReadStruct(Class declaration, HashSet<string> typeNames)
    {
        var name = IsUnnamed(declaration) ? "" : declaration.Name;
        var fields = declaration.Fields.Select(f => new FieldDeclaration(
            f.Name ?? "", ReadType(f.QualifiedType), f.IsBitField, Attributes(f), f.LineNumberStart));
        return new StructDeclaration(
            name,
            declaration.IsUnion,
            !declaration.IsIncomplete,
            typeNames.Contains(name),
            [.. fields],
            Attributes(declaration),
            declaration.LineNumberStart);
    }

    private static List<string> Attributes(Declaration declaration)
    {
        var attributes = new List<string>();
        if (declaration.AlignAs != 0)
        {
            attributes.Add("aligned");
        }

        if (declaration.MaxFieldAlignment != 0)
        {
            attributes.Add("pragma pack");
        }

        return attributes;
    }

    private static CallbackDeclaration ReadCallback(TypedefDecl typedef)
    {
        var function = (FunctionType)((PointerType)typedef.Type).Pointee;
        return new CallbackDeclaration(
            typedef.Name,
            ReadType(function.ReturnType),
            [.. function.Parameters.Select(p => ReadType(p.QualifiedType))],
            IsVariadic: false,
            typedef.LineNumberStart);
    }

    private static FunctionDeclaration ReadFunction(Function function)
    {
        var text = function.DebugText ?? "";
        var parameters = function.Parameters.Select(p => new ParameterDeclaration(
            p.Name ?? "", ReadType(p.QualifiedType), p.Type is DecayedType or ArrayType, function.LineNumberStart));
        var isStatic = text.StartsWith("static", StringComparison.Ordinal);
        return new FunctionDeclaration(
            function.Name,
            ReadType(function.ReturnType),
            [.. parameters],
            function.IsVariadic,
            HasPrototype: !EmptyParentheses().IsMatch(text),
            IsExternal: !function.IsInline && !isStatic && string.IsNullOrEmpty(function.Body),
            [],
            function.LineNumberStart);
    }

    private static CType ReadType(QualifiedType qualified) => ReadType(qualified, 0, []);

    private static CType ReadType(QualifiedType qualified, int pointers, List<long> extents)
    {
        var type = qualified.Type;
        if (qualified.Qualifiers.IsVolatile || qualified.Qualifiers.IsRestrict)
        {
            return CType.NotUnderstood($"a volatile or restrict {Spelling(type)}");
        }

        switch (type)
        {
            case PointerType { IsReference: false, Pointee: not FunctionType } pointer when extents.Count == 0:
                return ReadType(pointer.QualifiedPointee, pointers + 1, extents);
            case ArrayType { SizeType: ArrayType.ArraySize.Constant } array when pointers == 0:
                return ReadType(array.QualifiedType, pointers, [.. extents, array.Size]);
            case TypedefType typedef:
                return Named(typedef.Declaration.Name, pointers, extents);
            case TagType tag:
                return Named(tag.Declaration.Name, pointers, extents);
            case BuiltinType builtin:
                return Named(BuiltinName(builtin.Type), pointers, extents);
            default:
                return CType.NotUnderstood(Spelling(type));
        }
    }

    private static CType Named(string name, int pointers, List<long> extents)
    {
        var stars = pointers == 0 ? "" : " " + new string('*', pointers);
        return new CType(name, pointers, extents, name + stars + string.Concat(extents.Select(e => $"[{e}]")));
    }

    /// <summary>C's own word for those that may stand in the ABI; the rules refuse the others by CppSharp's.</summary>
    private static string BuiltinName(PrimitiveType type) => type switch
    {
        PrimitiveType.Void => "void",
        PrimitiveType.Char => "char",
        PrimitiveType.Float => "float",
        PrimitiveType.Double => "double",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string Spelling(AstType type) => type.GetType().Name;

    /// <summary>CppSharp lends an unnamed tag the name of its typedef; the text still shows it.</summary>
    private static bool IsUnnamed(Declaration declaration) =>
        string.IsNullOrEmpty(declaration.Name) || UnnamedTag().IsMatch(declaration.DebugText ?? "");

    [GeneratedRegex(@"^\s*(typedef\s+)?(struct|union|enum)\s*\{", RegexOptions.ExplicitCapture)]
    private static partial Regex UnnamedTag();

    [GeneratedRegex(@"\(\s*\)\s*;?\s*$")]
    private static partial Regex EmptyParentheses();
}
