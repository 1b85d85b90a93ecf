// SPDX-License-Identifier: MIT
using AudioNative.Generator.Model;

namespace AudioNative.Generator.Emitters;

/// <summary>How C names become C# names.</summary>
internal static class Naming
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const",
        "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern",
        "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface",
        "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override",
        "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short",
        "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>an_server_config becomes AnServerConfig.</summary>
    internal static string Type(string name) => Pascal(name.Split('_'));

    /// <summary>an_server_create becomes ServerCreate; the class it stands in says the rest.</summary>
    internal static string Function(string name) => Pascal(name.Split('_').Skip(1));

    /// <summary>output_channels becomes OutputChannels.</summary>
    internal static string Field(string name) => Pascal(name.Split('_'));

    /// <summary>timeout_ms becomes timeoutMs, and a keyword gets its @.</summary>
    internal static string Parameter(string name)
    {
        var pascal = Pascal(name.Split('_'));
        var camel = char.ToLowerInvariant(pascal[0]) + pascal[1..];
        return Keywords.Contains(camel) ? "@" + camel : camel;
    }

    /// <summary>AN_ABI_VERSION becomes AbiVersion.</summary>
    internal static string Constant(string name) => Pascal(name.Split('_').Skip(1));

    /// <summary>
    /// AN_EVENT_LOG of an_event_type becomes Log: the words it shares with its enum, from the front, go away. Looks
    /// at no other value, so adding one never renames the rest.
    /// </summary>
    internal static string Enumerator(EnumDeclaration owner, string name)
    {
        var words = name.Split('_');
        var ownerWords = owner.Name.Split('_');
        var shared = 0;
        while (shared < Math.Min(words.Length - 1, ownerWords.Length)
            && words[shared].Equals(ownerWords[shared], StringComparison.OrdinalIgnoreCase))
        {
            ++shared;
        }

        return Pascal(words.Skip(char.IsAsciiDigit(words[shared][0]) ? shared - 1 : shared));
    }

    private static string Pascal(IEnumerable<string> words) =>
        string.Concat(words.Where(word => word.Length > 0).Select(Capitalize));

    private static string Capitalize(string word) => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant();
}
