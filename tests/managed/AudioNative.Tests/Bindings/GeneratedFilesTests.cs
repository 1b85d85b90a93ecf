// SPDX-License-Identifier: MIT
using AudioNative.Generator;
using AudioNative.Generator.FrontEnds;

namespace AudioNative.Tests.Bindings;

/// <summary>The committed bindings are what the committed header gives, with whatever clang there is.</summary>
public sealed class GeneratedFilesTests
{
    public static TheoryData<string> Clangs()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var names = Enumerable.Range(14, 17).Select(version => $"clang-{version}").Append("clang");
        return [.. names.Where(name => folders.Any(folder => File.Exists(Path.Combine(folder, name))))];
    }

    [Theory]
    [MemberData(nameof(Clangs))]
    public void Regenerating_gives_the_committed_files_byte_for_byte(string clang)
    {
        var generation = Generation.Run(new ClangJsonFrontEnd(clang), Repository.Header);

        Assert.Equal(File.ReadAllText(Repository.Bindings), generation.Bindings);
        Assert.Equal(File.ReadAllText(Repository.Asserts), generation.Asserts);
    }

    [Fact]
    public void Check_passes_on_the_committed_files_and_writes_nothing()
    {
        var before = File.GetLastWriteTimeUtc(Repository.Bindings);

        var outcome = Command(
            "--check", "--header", Repository.Header, "--bindings", Repository.Bindings, "--asserts", Repository.Asserts);

        Assert.Equal((GeneratorCommand.Done, "", ""), outcome);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Repository.Bindings));
    }

    [Fact]
    public void Check_fails_and_shows_the_line_when_the_header_was_changed()
    {
        using var folder = new TemporaryFolder();
        var header = folder.Write("audionative.h", Header.Changed("double ramp_seconds;", "float ramp_seconds;"));

        var (status, _, errors) = Command(
            "--check", "--header", header, "--bindings", Repository.Bindings, "--asserts", Repository.Asserts);

        Assert.Equal(GeneratorCommand.Differs, status);
        Assert.Contains(": -     internal double RampSeconds;", errors, StringComparison.Ordinal);
        Assert.Contains(": +     internal float RampSeconds;", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_gives_the_committed_files_and_carriage_returns_do_not_change_the_hash()
    {
        using var folder = new TemporaryFolder();
        var header = folder.Write("audionative.h", Header.Committed.Replace("\n", "\r\n", StringComparison.Ordinal));
        var bindings = Path.Combine(folder.Path, "NativeMethods.g.cs");
        var asserts = Path.Combine(folder.Path, "layout_asserts.g.c");

        var (status, _, errors) = Command("--header", header, "--bindings", bindings, "--asserts", asserts);

        Assert.Equal((GeneratorCommand.Done, ""), (status, errors));
        Assert.Equal(File.ReadAllText(Repository.Bindings), File.ReadAllText(bindings));
        Assert.Equal(File.ReadAllText(Repository.Asserts), File.ReadAllText(asserts));
    }

    [Fact]
    public void A_missing_clang_is_a_plain_sentence()
    {
        var (status, _, errors) = Command("--clang", "/nowhere/clang", "--header", Repository.Header, "--check");

        Assert.Equal(GeneratorCommand.Failed, status);
        Assert.StartsWith("Cannot run /nowhere/clang", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_arguments_and_front_ends_are_refused()
    {
        Assert.Equal(GeneratorCommand.Failed, Command("--chekc").Status);
        Assert.Equal(GeneratorCommand.Failed, Command("--header").Status);
        Assert.Equal(GeneratorCommand.Failed, Command("--front-end", "swig", "--header", Repository.Header).Status);
    }

    internal static (int Status, string Output, string Errors) Command(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = GeneratorCommand.Run(arguments, output, errors);
        return (status, output.ToString(), errors.ToString());
    }
}
