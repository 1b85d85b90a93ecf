// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace AudioNative.Generator.FrontEnds;

/// <summary>Finds clang and runs it.</summary>
internal static class ClangProcess
{
    private const int OldestVersion = 14;
    private const int NewestVersion = 30;

    /// <summary>The newest versioned clang on PATH, else plain clang.</summary>
    /// <exception cref="GeneratorException">There is none.</exception>
    internal static string Find()
    {
        var names = Enumerable.Range(OldestVersion, NewestVersion - OldestVersion + 1)
            .Reverse()
            .Select(version => $"clang-{version}")
            .Append("clang");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return names
            .SelectMany(_ => folders, (name, folder) => Path.Combine(folder, name + suffix))
            .FirstOrDefault(File.Exists)
            ?? throw new GeneratorException(
                $"No clang {OldestVersion} or later on PATH. Install one (Debian: apt-get install clang) or name it with "
                + "--clang.");
    }

    /// <exception cref="GeneratorException">clang could not be started or reports an error.</exception>
    internal static byte[] DumpSyntaxTree(string clang, string header)
    {
        // C11, because C23 would quietly turn "f()" into "f(void)".
        string[] arguments = ["-x", "c", "-std=c11", "-fsyntax-only", "-Xclang", "-ast-dump=json", header];
        var start = new ProcessStartInfo(clang, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new GeneratorException($"Cannot run {clang}: {error.Message}");
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            using var tree = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(tree);
            process.WaitForExit();
            var words = errors.GetAwaiter().GetResult().Trim();
            return process.ExitCode == 0
                ? tree.ToArray()
                : throw new GeneratorException($"{clang} refuses the header:\n{words}");
        }
    }
}
