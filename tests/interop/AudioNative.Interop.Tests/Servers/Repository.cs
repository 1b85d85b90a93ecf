// SPDX-License-Identifier: MIT

using System.Reflection;

namespace AudioNative.Interop.Tests.Servers;

/// <summary>Where the tests' own files are.</summary>
internal static class Repository
{
    /// <summary>The folder that these tests were built from; the build notes it down.</summary>
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == nameof(Repository)).Value!;
}
