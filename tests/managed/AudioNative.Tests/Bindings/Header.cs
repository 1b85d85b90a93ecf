// SPDX-License-Identifier: MIT
using AudioNative.Generator;
using AudioNative.Generator.FrontEnds;

namespace AudioNative.Tests.Bindings;

/// <summary>Runs the generator over headers, the committed one and changed ones.</summary>
internal static class Header
{
    internal static string Committed { get; } = File.ReadAllText(Repository.Header);

    internal static Generation Generate(string headerText)
    {
        using var folder = new TemporaryFolder();
        return Generation.Run(new ClangJsonFrontEnd(clang: null), folder.Write("audionative.h", headerText));
    }

    /// <summary>The committed header with one place changed, which must be there exactly once.</summary>
    internal static string Changed(string before, string after)
    {
        Assert.Equal(2, Committed.Split(before).Length);
        return Committed.Replace(before, after, StringComparison.Ordinal);
    }

    /// <summary>The committed header with declarations added at its end, and the line the first of them is on.</summary>
    internal static (string Text, int Line) With(string declarations)
    {
        const string End = "#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
        var at = Committed.LastIndexOf(End, StringComparison.Ordinal);
        Assert.True(at > 0, "the header's end is not what this test knows");
        var line = Committed[..at].Count(c => c == '\n') + 1;
        return (Committed[..at] + declarations + "\n" + Committed[at..], line);
    }

    /// <summary>Both outputs without the header's hash, which every edit changes.</summary>
    internal static string WithoutHash(Generation generation)
    {
        var lines = (generation.Bindings + generation.Asserts).Split('\n');
        return string.Join('\n', lines.Where(line => !line.Contains("header sha256", StringComparison.Ordinal)));
    }
}
