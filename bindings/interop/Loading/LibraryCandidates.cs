// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace AudioNative.Interop;

/// <summary>Where the native library is looked for, in this order.</summary>
/// <remarks>
/// 1. The path in the AppContext value <see cref="PathKey"/>, or else in the environment variable
///    <see cref="PathVariable"/>: a file or the folder it is in. Whoever names a path means it: nothing else is tried.
/// 2. Beside the program.
/// 3. The folder runtimes/RID/native beside the program, where a package's files are copied to.
/// 4. The native folders of the packages in deps.json, as .NET does by itself.
/// 5. The system's library paths: LD_LIBRARY_PATH, ld.so.cache and the like.
/// </remarks>
internal static class LibraryCandidates
{
    internal const string PathKey = "AudioNative.LibraryPath";
    internal const string PathVariable = "AUDIONATIVE_LIBRARY";

    internal static string FileName { get; } =
        OperatingSystem.IsWindows() ? "audionative.dll"
        : OperatingSystem.IsMacOS() ? "libaudionative.dylib"
        : "libaudionative.so";

    /// <summary>The portable RID; the one .NET reports may name a distribution.</summary>
    internal static string RuntimeId { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>The path that was named, with who named it; null if nobody did.</summary>
    internal static (string Path, string NamedBy)? Named()
    {
        if (AppContext.GetData(PathKey) is string { Length: > 0 } value)
        {
            return (InFolder(value), $"the AppContext value {PathKey}");
        }

        var variable = Environment.GetEnvironmentVariable(PathVariable);
        return string.IsNullOrEmpty(variable) ? null : (InFolder(variable), $"the environment variable {PathVariable}");
    }

    /// <summary>The files of places 2 and 3.</summary>
    internal static IEnumerable<string> BesideProgram()
    {
        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeId, "native", FileName);
    }

    private static string InFolder(string path) => Directory.Exists(path) ? Path.Combine(path, FileName) : path;
}
