// SPDX-License-Identifier: MIT

namespace AudioNative.Interop.Tests.Servers;

/// <summary>Variables that native libraries see while it lives; afterwards they are as before.</summary>
internal sealed class NativeEnvironment : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public NativeEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
            LinuxProcess.SetNativeVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            LinuxProcess.SetNativeVariable(name, value);
        }
    }
}
