// SPDX-License-Identifier: MIT

using System.Runtime.InteropServices;

namespace AudioNative.Interop.Tests.Servers;

/// <summary>What the tests need of the C library beyond what .NET offers.</summary>
internal static partial class LinuxProcess
{
    /// <summary>SIGTERM: please end.</summary>
    public const int Terminate = 15;

    /// <summary>SIGKILL: gone without a farewell.</summary>
    public const int Kill = 9;

    /// <summary>Sends a signal to one process by its id.</summary>
    public static void Signal(int pid, int signal)
    {
        if (SendSignal(pid, signal) != 0)
        {
            throw new InvalidOperationException($"kill({pid}, {signal}): {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>
    /// Sets a variable in the environment that native libraries read. Environment.SetEnvironmentVariable
    /// changes .NET's own copy only; PortAudio's JACK host API finds its server by getenv.
    /// </summary>
    public static void SetNativeVariable(string name, string? value)
    {
        if ((value is null ? UnsetEnv(name) : SetEnv(name, value, 1)) != 0)
        {
            throw new InvalidOperationException($"setenv {name}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        Environment.SetEnvironmentVariable(name, value);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetEnv(string name);
}
