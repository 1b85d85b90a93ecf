// SPDX-License-Identifier: MIT

namespace AudioNative.Interop.Tests.Servers;

/// <summary>Where the tests' own files are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds AudioNative.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AudioNative.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No AudioNative.sln above {AppContext.BaseDirectory}: these tests run in the repository.");
    }
}
