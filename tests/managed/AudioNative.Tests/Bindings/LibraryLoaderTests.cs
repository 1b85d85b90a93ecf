// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative.Tests.Bindings;

/// <summary>
/// A missing or wrong native library gives one exception that says what was looked for, where, and what to do. Each
/// test is a process of its own: a library is loaded once in a process.
/// </summary>
public sealed class LibraryLoaderTests
{
    private const string Exception = "AudioNative.NativeLibraryException";

    /// <summary>Enough of a library to be called: the version, and the one function that the probe calls.</summary>
    private const string Fake =
        """
        #include <stdint.h>
        uint32_t an_abi_version(void);
        int64_t an_monotonic_ns(void);
        uint32_t an_abi_version(void) { return VERSION; }
        int64_t an_monotonic_ns(void) { return 1; }
        """;

    [Fact]
    public void A_library_of_our_version_named_by_the_environment_is_used()
    {
        using var folder = new TemporaryFolder();
        var library = CompileFake(folder, AnConstants.AbiVersion);

        Assert.Equal("loaded True", Probe(library));
    }

    [Fact]
    public void The_environment_may_name_the_librarys_folder()
    {
        using var folder = new TemporaryFolder();
        CompileFake(folder, AnConstants.AbiVersion);

        Assert.Equal("loaded True", Probe(folder.Path));
    }

    [Fact]
    public void Another_abi_version_says_both_versions_and_the_file()
    {
        using var folder = new TemporaryFolder();
        var library = CompileFake(folder, 4711);

        var message = Message(Probe(library));

        Assert.StartsWith(library, message, StringComparison.Ordinal);
        Assert.Contains("has version 4711 of the native interface", message, StringComparison.Ordinal);
        Assert.Contains($"needs version {AnConstants.AbiVersion}.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_not_ours_is_named_as_such()
    {
        using var folder = new TemporaryFolder();
        var library = Tool.CompileLibrary(folder, LibraryCandidates.FileName, "int answer = 42;");

        Assert.Contains("is not AudioNative's library", Message(Probe(library)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_named_with_who_named_it_and_nothing_else_is_tried()
    {
        var message = Message(Probe("/nowhere/libaudionative.so"));

        Assert.Contains(
            "/nowhere/libaudionative.so (named by the environment variable AUDIONATIVE_LIBRARY): no such file",
            message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("runtimes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_comes_with_the_systems_words()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(LibraryCandidates.FileName, "this is no library, however long it goes on about it: " + new string('x', 8192));

        Assert.Contains("invalid ELF header", Message(Probe(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dependency_that_is_missing_is_named_with_the_package_that_has_it()
    {
        using var folder = new TemporaryFolder();
        var dependency = Tool.CompileLibrary(folder, "libsoxr.so.99", "int soxr_fake(void); int soxr_fake(void) { return 1; }");
        const string Use = "\nint soxr_fake(void);\nint use(void);\nint use(void) { return soxr_fake(); }\n";
        var library = Tool.CompileLibrary(
            folder, LibraryCandidates.FileName, Fake + Use, $"-DVERSION={AnConstants.AbiVersion}", dependency);
        File.Delete(dependency);

        var message = Message(Probe(library));

        Assert.Contains("libsoxr.so.99: cannot open shared object file", message, StringComparison.Ordinal);
        Assert.Contains("apt-get install libsoxr0", message, StringComparison.Ordinal);
        Assert.DoesNotContain("libportaudio2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_library_anywhere_every_place_is_listed_with_what_was_so_there()
    {
        using var folder = new TemporaryFolder();
        var program = CopyProgramWithoutLibrary(folder);

        var message = Message(Probe(named: null, program));

        Assert.Contains($"{folder.Path}/{LibraryCandidates.FileName}: no such file", message, StringComparison.Ordinal);
        Assert.Contains($"runtimes/{LibraryCandidates.RuntimeId}/native/{LibraryCandidates.FileName}: no such file", message, StringComparison.Ordinal);
        Assert.Contains("the native folders of the program's packages: not in ", message, StringComparison.Ordinal);
        Assert.Contains("the system's library paths: no such file", message, StringComparison.Ordinal);
        Assert.Contains($"Reference the package AudioNative.Native.{LibraryCandidates.RuntimeId}", message, StringComparison.Ordinal);
        Assert.Contains(
            "apt-get install libportaudio2 libsndfile1 libjack-jackd2-0 libsoxr0 libvorbisenc2 libvorbis0a libogg0 libasound2",
            message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("runtimes/RID/native")]
    public void A_library_beside_the_program_is_found(string place)
    {
        using var folder = new TemporaryFolder();
        var program = CopyProgramWithoutLibrary(folder);
        var target = Path.Combine(folder.Path, place.Replace("RID", LibraryCandidates.RuntimeId, StringComparison.Ordinal));
        using var build = new TemporaryFolder();
        Directory.CreateDirectory(target);
        File.Copy(CompileFake(build, AnConstants.AbiVersion), Path.Combine(target, LibraryCandidates.FileName));

        Assert.Equal("loaded True", Probe(named: null, program));
    }

    [Fact]
    public void A_library_on_the_systems_path_is_found_last()
    {
        using var folder = new TemporaryFolder();
        var program = CopyProgramWithoutLibrary(folder);
        using var installed = new TemporaryFolder();
        CompileFake(installed, AnConstants.AbiVersion);

        Assert.Equal("loaded True", Probe(named: null, program, installed.Path));
    }

    private static string CompileFake(TemporaryFolder folder, int version) =>
        Tool.CompileLibrary(folder, LibraryCandidates.FileName, Fake, $"-DVERSION={version}");

    /// <summary>The tests' own program and what it references, elsewhere and without a native library.</summary>
    private static string CopyProgramWithoutLibrary(TemporaryFolder folder)
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            if (Path.GetExtension(file) is ".dll" or ".json")
            {
                File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
            }
        }

        return Path.Combine(folder.Path, Path.GetFileName(typeof(LoaderProbe).Assembly.Location));
    }

    /// <summary>What both calls of the child printed, which has to be the same.</summary>
    private static string Probe(string? named, string? program = null, string? systemPath = null)
    {
        var environment = new Dictionary<string, string?>
        {
            [LibraryCandidates.PathVariable] = named,
            ["LD_LIBRARY_PATH"] = systemPath,
        };
        var outcome = Tool.Run(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            [program ?? typeof(LoaderProbe).Assembly.Location, LoaderProbe.Argument],
            environment);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Errors);
        var calls = outcome.Output.Split(LoaderProbe.Separator, StringSplitOptions.TrimEntries);
        Assert.Equal(calls[0], calls[1]);
        return calls[0];
    }

    private static string Message(string printed)
    {
        var lines = printed.Split('\n', 2);
        Assert.Equal(Exception, lines[0]);
        return lines[1];
    }
}
