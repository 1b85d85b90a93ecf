// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.RegularExpressions;

namespace AudioNative.Interop;

/// <summary>The words for a library that cannot be used: what was looked for, where, what is so, what to do.</summary>
internal static partial class LoadFailure
{
    /// <summary>The libraries that ours needs on Linux, and the Debian packages that have them.</summary>
    private static readonly (string Library, string Package)[] Dependencies =
    [
        ("libportaudio.so", "libportaudio2"),
        ("libsndfile.so", "libsndfile1"),
        ("libjack.so", "libjack-jackd2-0"),
        ("libsoxr.so", "libsoxr0"),
        ("libvorbisenc.so", "libvorbisenc2"),
        ("libvorbis.so", "libvorbis0a"),
        ("libogg.so", "libogg0"),
        ("libasound.so", "libasound2"),
    ];

    internal static string Missing(IReadOnlyList<LoadAttempt> attempts)
    {
        var text = new StringBuilder();
        text.Append("The native library of AudioNative, ").Append(LibraryCandidates.FileName).Append(" for ")
            .Append(LibraryCandidates.RuntimeId).Append(", cannot be loaded. Looked for in:");
        foreach (var (place, outcome) in attempts)
        {
            text.Append("\n  ").Append(place).Append(": ").Append(outcome);
        }

        return text.Append('\n').Append(Advice(attempts)).ToString();
    }

    internal static string WrongVersion(string path, uint found) =>
        $"{path} has version {found} of the native interface, this AudioNative needs version {AnConstants.AbiVersion}. "
        + $"Use the packages AudioNative and AudioNative.Native.{LibraryCandidates.RuntimeId} of one version, or rebuild "
        + "both.";

    internal static string Foreign(string path) =>
        $"{path} is not AudioNative's library: it does not export an_abi_version, which this AudioNative needs in "
        + $"version {AnConstants.AbiVersion}. Remove it, or name the right one in the environment variable "
        + $"{LibraryCandidates.PathVariable}.";

    /// <summary>
    /// What the system's loader said, in one line. .NET wraps it in advice of its own and repeats it for every spelling
    /// of the name in every folder: a library that exists but lacks one of its own says so in a line those would bury.
    /// </summary>
    internal static string Condense(string message, string place)
    {
        var said = new List<string>();
        var emptyFolders = new List<string>();
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var line in message.Split('\n', Trimmed))
        {
            if (NotThere().Match(line) is { Success: true } match)
            {
                emptyFolders.Add(match.Groups["folder"].Value);
            }
            else if (!line.StartsWith("Unable to load shared library", StringComparison.Ordinal))
            {
                said.Add(line.StartsWith(place + ": ", StringComparison.Ordinal) ? line[(place.Length + 2)..] : line);
            }
        }

        if (emptyFolders.Where(f => f.Length > 0).Distinct().ToList() is { Count: > 0 } folders)
        {
            said.Add($"not in {string.Join(", ", folders)}");
        }

        return said.Count > 0 ? string.Join("; ", said.Distinct()) : "no such file";
    }

    private static string Advice(IReadOnlyList<LoadAttempt> attempts)
    {
        var missing = Dependencies
            .Where(d => attempts.Any(a => a.Outcome.Contains(d.Library, StringComparison.Ordinal)))
            .Select(d => d.Package)
            .ToList();
        if (missing.Count > 0)
        {
            return $"It was found, but a library it needs was not: apt-get install {string.Join(' ', missing)}";
        }

        var all = string.Join(' ', Dependencies.Select(d => d.Package));
        return $"Reference the package AudioNative.Native.{LibraryCandidates.RuntimeId}, or build the library and name it in "
            + $"the environment variable {LibraryCandidates.PathVariable}. On Debian it needs: apt-get install {all}";
    }

    /// <summary>The Linux loader's words for a file that is not there, whatever .NET made of the name.</summary>
    [GeneratedRegex(
        @"^(?<folder>.*/|)(lib)?audionative(\.so)?: cannot open shared object file: No such file or directory$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex NotThere();
}
