// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

namespace AudioNative.Tests.Bindings;

/// <summary>The files of the source tree that the tests judge.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string Header => PathOf("native", "include", "audionative", "audionative.h");

    internal static string Bindings => PathOf("bindings", "generated", "NativeMethods.g.cs");

    internal static string Asserts => PathOf("native", "abi", "layout_asserts.g.c");

    internal static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Above the tests' binaries, or above their source where the binaries went elsewhere.</summary>
    private static string FindRoot([CallerFilePath] string source = "")
    {
        string?[] starts = [AppContext.BaseDirectory, Path.GetDirectoryName(source)];
        foreach (var start in starts)
        {
            for (var folder = Directory.Exists(start) ? new DirectoryInfo(start) : null; folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "AudioNative.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException("AudioNative.sln is in no folder above the tests.");
    }
}
