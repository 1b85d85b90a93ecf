// SPDX-License-Identifier: MIT
using System.Text.Json;
using AudioNative.Generator.Model;

namespace AudioNative.Generator.FrontEnds;

/// <summary>Reads the syntax tree that clang 14 or later writes as JSON. Needs nothing but clang.</summary>
/// <param name="clang">The program to run, or null to look for one on PATH.</param>
internal sealed class ClangJsonFrontEnd(string? clang) : IFrontEnd
{
    private static readonly string[] HarmlessFunctionAttributes = ["VisibilityAttr", "DLLImportAttr", "DLLExportAttr"];

    public ApiModel Parse(HeaderSource header)
    {
        var json = ClangProcess.DumpSyntaxTree(clang ?? ClangProcess.Find(), header.Path);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
        return new Reader(header, document.RootElement).Read();
    }

    private sealed class Reader(HeaderSource header, JsonElement root)
    {
        private readonly ClangLocations _locations = new(root);
        private readonly List<EnumDeclaration> _enums = [];
        private readonly List<StructDeclaration> _structs = [];
        private readonly List<CallbackDeclaration> _callbacks = [];
        private readonly List<FunctionDeclaration> _functions = [];
        private readonly List<ForeignDeclaration> _foreign = [];

        internal ApiModel Read()
        {
            foreach (var declaration in Inner(root))
            {
                if (_locations[declaration].File == header.Path)
                {
                    ReadDeclaration(declaration);
                }
            }

            return new ApiModel(_enums, _structs, _callbacks, _functions, _foreign);
        }

        private void ReadDeclaration(JsonElement node)
        {
            switch (Kind(node))
            {
                case "EnumDecl":
                    _enums.Add(ReadEnum(node));
                    break;
                case "RecordDecl":
                    ReadRecord(node);
                    break;
                case "TypedefDecl":
                    ReadTypedef(node);
                    break;
                case "FunctionDecl":
                    _functions.Add(ReadFunction(node));
                    break;
                case "EmptyDecl":
                    break;
                default:
                    _foreign.Add(new ForeignDeclaration($"{Kind(node)} {Name(node)}".Trim(), Line(node)));
                    break;
            }
        }

        private EnumDeclaration ReadEnum(JsonElement node)
        {
            var values = new List<Enumerator>();
            Int128 next = 0;
            foreach (var item in Inner(node).Where(n => Kind(n) == "EnumConstantDecl"))
            {
                next = ConstantValue(item) ?? next;
                values.Add(new Enumerator(Name(item), next, Line(item)));
                ++next;
            }

            var attributes = Attributes(node);
            if (node.TryGetProperty("fixedUnderlyingType", out _))
            {
                attributes.Add("fixed underlying type");
            }

            return new EnumDeclaration(Name(node), IsType: false, values, attributes, Line(node));
        }

        private void ReadRecord(JsonElement node)
        {
            var isComplete = node.TryGetProperty("completeDefinition", out _);
            var name = Name(node);
            var previous = _structs.FindIndex(s => s.Name == name && name.Length > 0);
            if (previous >= 0 && !isComplete)
            {
                return; // declared again
            }

            var record = new StructDeclaration(
                name,
                node.GetProperty("tagUsed").GetString() != "struct",
                isComplete,
                previous >= 0 && _structs[previous].IsType,
                ReadFields(node),
                Attributes(node),
                Line(node));
            if (previous >= 0)
            {
                _structs[previous] = record;
            }
            else
            {
                _structs.Add(record);
            }
        }

        private List<FieldDeclaration> ReadFields(JsonElement record)
        {
            var fields = new List<FieldDeclaration>();
            foreach (var item in Inner(record))
            {
                if (Kind(item) == "FieldDecl")
                {
                    var isBitField = item.TryGetProperty("isBitfield", out _);
                    var type = CTypeParser.Parse(QualifiedType(item));
                    fields.Add(new FieldDeclaration(Name(item), type, isBitField, Attributes(item), Line(item)));
                }
                else if (Kind(item) is "RecordDecl" or "EnumDecl")
                {
                    _foreign.Add(new ForeignDeclaration($"a type declared inside {Name(record)}", Line(item)));
                }
            }

            return fields;
        }

        private void ReadTypedef(JsonElement node)
        {
            var name = Name(node);
            var type = CTypeParser.Parse(QualifiedType(node));
            var target = Inner(node).FirstOrDefault();
            var enumIndex = _enums.FindIndex(e => e.Name == name);
            var structIndex = _structs.FindIndex(s => s.Name == name);

            if (Attributes(node) is [var attribute, ..])
            {
                _foreign.Add(new ForeignDeclaration($"typedef {name} with {attribute}", Line(node)));
            }
            else if (type.Name == name && type.Pointers == 0 && enumIndex >= 0)
            {
                _enums[enumIndex] = _enums[enumIndex] with { IsType = true };
            }
            else if (type.Name == name && type.Pointers == 0 && structIndex >= 0)
            {
                _structs[structIndex] = _structs[structIndex] with { IsType = true };
            }
            else if (QualifiedType(node).Contains("(*)", StringComparison.Ordinal)
                && FindPrototype(target) is { } prototype)
            {
                var types = Inner(prototype).Select(type => CTypeParser.Parse(QualifiedType(type))).ToList();
                var isVariadic = prototype.TryGetProperty("variadic", out _);
                _callbacks.Add(new CallbackDeclaration(name, types[0], types[1..], isVariadic, Line(node)));
            }
            else
            {
                _foreign.Add(new ForeignDeclaration($"typedef {QualifiedType(node)} {name}", Line(node)));
            }
        }

        /// <summary>Through the one pointer and the parentheses of "void (*)(int32_t)".</summary>
        private static JsonElement? FindPrototype(JsonElement type)
        {
            while (type.ValueKind == JsonValueKind.Object)
            {
                if (Kind(type) == "FunctionProtoType")
                {
                    return type;
                }

                if (Kind(type) is not ("PointerType" or "ParenType"))
                {
                    return null;
                }

                type = Inner(type).FirstOrDefault();
            }

            return null;
        }

        private FunctionDeclaration ReadFunction(JsonElement node)
        {
            var spelling = QualifiedType(node);
            var parameters = Inner(node).Where(n => Kind(n) == "ParmVarDecl").Select(ReadParameter).ToList();
            var isExternal = !node.TryGetProperty("storageClass", out var storage) || storage.GetString() == "extern";
            isExternal &= !node.TryGetProperty("inline", out _) && Inner(node).All(n => Kind(n) != "CompoundStmt");
            return new FunctionDeclaration(
                Name(node),
                CTypeParser.ParseReturnType(spelling),
                parameters,
                node.TryGetProperty("variadic", out _),
                !spelling.EndsWith("()", StringComparison.Ordinal),
                isExternal,
                [.. Attributes(node).Except(HarmlessFunctionAttributes)],
                Line(node));
        }

        private ParameterDeclaration ReadParameter(JsonElement node)
        {
            // clang has turned an array into a pointer by now; only the text still shows it.
            var span = _locations[node];
            var text = header.Bytes.AsSpan((int)span.Begin, (int)(span.End - span.Begin));
            return new ParameterDeclaration(
                Name(node), CTypeParser.Parse(QualifiedType(node)), text.Contains((byte)'['), Line(node));
        }

        private int Line(JsonElement node) => header.LineAt(_locations[node].Begin);

        private static Int128? ConstantValue(JsonElement enumerator)
        {
            var expression = Inner(enumerator)
                .FirstOrDefault(n => !Kind(n).EndsWith("Comment", StringComparison.Ordinal));
            while (expression.ValueKind == JsonValueKind.Object)
            {
                if (Kind(expression) == "ConstantExpr")
                {
                    return Int128.Parse(expression.GetProperty("value").GetString()!);
                }

                expression = Inner(expression).FirstOrDefault();
            }

            return null;
        }

        private static List<string> Attributes(JsonElement node) =>
            [.. Inner(node).Select(Kind).Where(k => k.EndsWith("Attr", StringComparison.Ordinal))];

        private static string Kind(JsonElement node) =>
            node.TryGetProperty("kind", out var kind) ? kind.GetString()! : "";

        private static string Name(JsonElement node) =>
            node.TryGetProperty("name", out var name) ? name.GetString()! : "";

        private static string QualifiedType(JsonElement node) =>
            node.TryGetProperty("type", out var type) ? type.GetProperty("qualType").GetString()! : "";

        private static JsonElement.ArrayEnumerator Inner(JsonElement node) =>
            node.TryGetProperty("inner", out var inner) ? inner.EnumerateArray() : default;
    }
}
