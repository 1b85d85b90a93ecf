// SPDX-License-Identifier: MIT
using System.Reflection;
using System.Runtime.CompilerServices;
using AudioNative.Interop;

namespace AudioNative.Tests.Bindings;

/// <summary>What keeps the three tiers apart, and managed code off the audio thread.</summary>
public sealed class TierTests
{
    [Fact]
    public void Only_the_interop_tier_calls_imports()
    {
        var offenders = Sources().Where(file => File.ReadAllText(file).Contains("NativeMethods.", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    [Fact]
    public void No_managed_code_can_be_called_by_native_code()
    {
        var offenders = Sources()
            .Concat(Directory.EnumerateFiles(Repository.PathOf("bindings", "interop"), "*.cs", SearchOption.AllDirectories))
            .Where(file => File.ReadAllText(file).Contains("UnmanagedCallersOnly", StringComparison.Ordinal));

        Assert.Empty(offenders);
        Assert.DoesNotContain("delegate*", File.ReadAllText(Repository.Bindings), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_the_interop_tier_is_public()
    {
        var visible = typeof(NativeMethods).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(NativeMethods).Namespace);

        Assert.Empty(visible);
    }

    [Fact]
    public void The_assembly_has_no_runtime_marshalling()
    {
        Assert.NotNull(typeof(NativeMethods).Assembly.GetCustomAttribute<DisableRuntimeMarshallingAttribute>());
    }

    private static List<string> Sources()
    {
        var separator = Path.DirectorySeparatorChar;
        var sources = Directory.EnumerateFiles(Repository.PathOf("src", "Managed", "AudioNative"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{separator}obj{separator}", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(sources);
        return sources;
    }
}
