// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace AudioNative.Tests.Bindings;

/// <summary>A program run to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    internal sealed record Outcome(int ExitCode, string Output, string Errors);

    /// <exception cref="TimeoutException">It did not end by itself; it is killed.</exception>
    internal static Outcome Run(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Deadline))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Deadline}.");
        }

        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>Compiles C into a shared library and fails the test if the compiler does.</summary>
    internal static string CompileLibrary(TemporaryFolder folder, string fileName, string code, params string[] options)
    {
        var source = folder.Write(Path.GetFileNameWithoutExtension(fileName) + ".c", code);
        var library = Path.Combine(folder.Path, fileName);
        var outcome = Run("cc", ["-shared", "-fPIC", "-o", library, source, .. options]);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        return library;
    }
}
