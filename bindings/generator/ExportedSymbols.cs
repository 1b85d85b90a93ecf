// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Diagnostics;

namespace AudioNative.Generator;

/// <summary>What a built shared library exports under our prefix.</summary>
internal static class ExportedSymbols
{
    private const string Prefix = "an_";

    /// <exception cref="GeneratorException">The file is no shared library, or nm is missing.</exception>
    internal static HashSet<string> Read(string library)
    {
        if (!File.Exists(library))
        {
            throw new GeneratorException($"{library}: no such file; build the native library first.");
        }

        var arguments = OperatingSystem.IsMacOS()
            ? new[] { "-gU", library }
            : ["--dynamic", "--defined-only", library];
        var start = new ProcessStartInfo("nm", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var listing = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? Names(listing)
                : throw new GeneratorException($"nm cannot read {library}: {errors.GetAwaiter().GetResult().Trim()}");
        }
        catch (Win32Exception error)
        {
            throw new GeneratorException($"Cannot run nm (Debian: apt-get install binutils): {error.Message}");
        }
    }

    /// <summary>The last word of "00001139 T an_version", without Mach-O's underscore and ELF's version.</summary>
    private static HashSet<string> Names(string listing) =>
        listing.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "")
            .Select(name => name.TrimStart('_').Split('@')[0].Trim())
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToHashSet();
}
