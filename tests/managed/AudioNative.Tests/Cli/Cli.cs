// SPDX-License-Identifier: MIT
using System.Diagnostics;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Cli;

/// <summary>Runs a program of the repository as a user does: in a process of its own, its output into pipes.</summary>
internal static class Cli
{
    public sealed record Ended(int ExitCode, string Output, string Error);

    /// <summary>Runs the command-line tool.</summary>
    public static Task<Ended> RunAsync(string directory, params string[] arguments) =>
        RunProgramAsync("AudioNative.Cli.dll", directory, arguments);

    /// <summary>Runs a program that lies beside the tests.</summary>
    public static async Task<Ended> RunProgramAsync(string program, string directory, params string[] arguments)
    {
        using Process process = Start(program, directory, arguments);
        return await EndAsync(process);
    }

    public static Process Start(string program, string directory, params string[] arguments)
    {
        string self = Environment.ProcessPath ?? "";
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
            ?? (Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet");
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // No JACK server of this name runs, whatever the machine has besides.
        start.Environment["JACK_DEFAULT_SERVER"] = $"audionative-none-{Environment.ProcessId}";
        start.Environment["JACK_NO_START_SERVER"] = "1";
        return Process.Start(start)!;
    }

    public static async Task<Ended> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await Wait.For(process.WaitForExitAsync());
            return new(process.ExitCode, await output, await error);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"It did not end. It said: {await output} {await error}");
        }
    }
}
