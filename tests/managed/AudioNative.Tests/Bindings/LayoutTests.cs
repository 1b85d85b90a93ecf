// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using AudioNative.Generator.Emitters;
using AudioNative.Interop;

namespace AudioNative.Tests.Bindings;

/// <summary>
/// The C compiler, the generated asserts and the C# runtime agree on every size, offset and value.
/// </summary>
public sealed partial class LayoutTests
{
    private static readonly string[] Languages = ["c", "c++"];

    public static TheoryData<string> LanguageNames() => [.. Languages];

    [Theory]
    [MemberData(nameof(LanguageNames))]
    public void The_asserts_hold_for_the_compiler_at_hand(string language)
    {
        var outcome = Compile(File.ReadAllText(Repository.Asserts), Repository.PathOf("native", "include"), language);

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }

    [Theory]
    [InlineData("sizeof(an_event) == ")]
    [InlineData("offsetof(an_server_config, client_name) == ")]
    [InlineData("AN_EVENT_LOG == ")]
    public void A_wrong_number_does_not_compile(string condition)
    {
        var asserts = File.ReadAllText(Repository.Asserts);
        var wrong = asserts.Replace("(" + condition, "(1 + " + condition, StringComparison.Ordinal);
        Assert.NotEqual(asserts, wrong);

        var outcome = Compile(wrong, Repository.PathOf("native", "include"), "c");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(condition, outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_another_compiler_would_pack_does_not_compile()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "audionative"));
        folder.Write("audionative/audionative.h", "#pragma pack(1)\n" + Header.Committed);

        var outcome = Compile(File.ReadAllText(Repository.Asserts), folder.Path, "c");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("offsetof(an_server_config, latency_seconds)", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_struct_has_in_csharp_the_size_and_offsets_that_the_asserts_prove()
    {
        var asserts = Condition().Matches(File.ReadAllText(Repository.Asserts));
        var structs = Header.Generate(Header.Committed).Api.Structs.Where(s => s.IsComplete).ToList();
        Assert.Equal(structs.Sum(s => 1 + s.Fields.Count), asserts.Count(a => StructType(a) is not null));

        foreach (Match assert in asserts)
        {
            if (StructType(assert) is not { } type)
            {
                continue;
            }

            var field = assert.Groups["field"].Value;
            var actual = field.Length == 0
                ? RuntimeHelpers.SizeOf(type.TypeHandle)
                : (int)Marshal.OffsetOf(type, Naming.Field(field));
            var expected = int.Parse(assert.Groups["number"].Value, CultureInfo.InvariantCulture);
            Assert.True(expected == actual, $"{assert.Value}, but {actual} in C#");
        }
    }

    [Fact]
    public void The_public_status_has_the_native_names_and_numbers()
    {
        var native = Enum.GetValues<AnStatus>().ToDictionary(s => s.ToString(), s => (int)s, StringComparer.OrdinalIgnoreCase);
        var managed = Enum.GetValues<AudioStatus>().ToDictionary(s => s.ToString(), s => (int)s, StringComparer.OrdinalIgnoreCase);

        Assert.Equal(native.OrderBy(s => s.Value), managed.OrderBy(s => s.Value), KeyAndValue.Instance);
    }

    private static Type? StructType(Match assert)
    {
        var name = assert.Groups["type"].Value;
        var type = name.Length == 0 ? null : typeof(NativeMethods).Assembly.GetType("AudioNative.Interop." + Naming.Type(name), throwOnError: true);
        return type is { IsEnum: false } ? type : null;
    }

    private static Tool.Outcome Compile(string asserts, string include, string language)
    {
        using var folder = new TemporaryFolder();
        var source = folder.Write("asserts.c", asserts);
        var standard = language == "c" ? "-std=c11" : "-std=c++20";
        return Tool.Run("cc", ["-x", language, standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-unknown-pragmas",
            "-fsyntax-only", "-I", include, source]);
    }

    [GeneratedRegex(@"static_assert\((sizeof\((?<type>an_\w+)\)|offsetof\((?<type>an_\w+), (?<field>\w+)\)) == (?<number>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();

    private sealed class KeyAndValue : IEqualityComparer<KeyValuePair<string, int>>
    {
        internal static KeyAndValue Instance { get; } = new();

        public bool Equals(KeyValuePair<string, int> x, KeyValuePair<string, int> y) =>
            x.Value == y.Value && x.Key.Equals(y.Key, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode(KeyValuePair<string, int> pair) => pair.Value;
    }
}
