// SPDX-License-Identifier: MIT
using AudioNative.Generator;

namespace AudioNative.Tests.Bindings;

/// <summary>The library exports what the header declares, no more and no less.</summary>
public sealed class ExportedSymbolsTests
{
    private static readonly string[] Declared = [.. Header.Generate(Header.Committed).Api.Functions.Select(f => f.Name)];

    [Fact]
    public void The_built_library_exports_exactly_the_headers_functions()
    {
        var library = Path.Combine(AppContext.BaseDirectory, Interop.LibraryCandidates.FileName);
        Assert.True(File.Exists(library), $"{library} is missing: build the native library before the tests");

        var (status, _, errors) = GeneratedFilesTests.Command("--symbols", library, "--header", Repository.Header);

        Assert.Equal((GeneratorCommand.Done, ""), (status, errors));
    }

    [Fact]
    public void A_library_with_all_functions_passes()
    {
        Assert.Equal((GeneratorCommand.Done, ""), Compare(Declared));
    }

    [Fact]
    public void A_missing_export_is_named()
    {
        var (status, errors) = Compare(Declared.Where(name => name != "an_source_write"));

        Assert.Equal(GeneratorCommand.Differs, status);
        Assert.Contains("does not export an_source_write, which the header declares", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_that_nobody_declared_is_named()
    {
        var (status, errors) = Compare(Declared.Append("an_secret"));

        Assert.Equal(GeneratorCommand.Differs, status);
        Assert.Contains("exports an_secret, which the header does not declare", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_not_there_is_a_plain_sentence()
    {
        var (status, _, errors) = GeneratedFilesTests.Command("--symbols", "/nowhere/lib.so", "--header", Repository.Header);

        Assert.Equal(GeneratorCommand.Failed, status);
        Assert.StartsWith("/nowhere/lib.so: no such file", errors, StringComparison.Ordinal);
    }

    private static (int Status, string Errors) Compare(IEnumerable<string> exports)
    {
        using var folder = new TemporaryFolder();
        var code = string.Concat(exports.Select(name => $"void {name}(void);\nvoid {name}(void) {{}}\n"));
        var library = Tool.CompileLibrary(folder, "libexports.so", code);
        var (status, _, errors) = GeneratedFilesTests.Command("--symbols", library, "--header", Repository.Header);
        return (status, errors);
    }
}
