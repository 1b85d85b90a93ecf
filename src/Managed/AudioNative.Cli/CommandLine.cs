// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using AudioNative.Cli.Commands;
using AudioNative.Cli.Terminal;

namespace AudioNative.Cli;

/// <summary>
/// Reads the command line, runs a command and turns what becomes of it into an exit code and one line.
/// </summary>
internal static class CommandLine
{
    private const string Description = """
        Plays, mixes and records sound through a native core.

        Start with:
          audionative demo                 hear it, and see a picture of what you heard
          audionative devices              what this machine can play and record with
          audionative play music.flac      play files one after the other
          audionative record take.wav      record until Ctrl+C
          audionative info *.wav --json    what is in files, for programs

        Exit codes: 0 done, 1 failed (one line on standard error says why), 2 wrong usage, 130 ended by Ctrl+C.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var verbose = new Option<bool>("--verbose")
        {
            Description = "Say what the server reports, and where a failure happened.",
            Recursive = true,
        };
        var screen = new Screen();
        // Not a RootCommand, which would be named after its assembly.
        var root = new Command("audionative", Description)
        {
            new HelpOption { Description = "Say how it is used." },
            new VersionOption { Description = "Say which version this is." },
            verbose,
            DemoCommand.Create(screen, verbose),
            DevicesCommand.Create(screen),
            PlayCommand.Create(screen, verbose),
            RecordCommand.Create(screen, verbose),
            InfoCommand.Create(screen),
        };

        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
            return SayUsage(screen, parsed);

        using var interrupted = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = CancelOn(PosixSignal.SIGINT, interrupted);
        using PosixSignalRegistration terminate = CancelOn(PosixSignal.SIGTERM, interrupted);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // ours: a recording is closed properly first, however long that takes
        };
        try
        {
            return await parsed.InvokeAsync(configuration, interrupted.Token);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (IsForUser(failure) || !parsed.GetValue(verbose))
        {
            screen.Fail(MessageOf(failure));
            if (parsed.GetValue(verbose))
                screen.Fail(failure.ToString());
            else if (!IsForUser(failure))
                screen.Fail(
                    $"This is a fault of the program ({failure.GetType().Name}); --verbose says where it happened.");
            return ExitCode.Failed;
        }
    }

    /// <summary>What .NET adds about parameters is not for the user of a program.</summary>
    private static string MessageOf(Exception failure)
    {
        int parameter = failure is ArgumentException
            ? failure.Message.IndexOf(" (Parameter '", StringComparison.Ordinal)
            : -1;
        return parameter < 0 ? failure.Message : failure.Message[..parameter];
    }

    private static int SayUsage(Screen screen, ParseResult parsed)
    {
        if (parsed.Tokens.Count == 0)
        {
            parsed.CommandResult.Command.Parse("--help").Invoke();
            return ExitCode.Usage;
        }

        Command command = parsed.CommandResult.Command;
        // "Required command was not provided" comes first, also where a wrong one was.
        string[] messages = [.. parsed.Errors.Select(error => error.Message).Distinct()];
        foreach (string message in messages.Skip(command.Subcommands.Count > 0 && messages.Length > 1 ? 1 : 0))
            screen.Fail(message);
        string name = command.Parents.Any() ? $"audionative {command.Name}" : command.Name;
        screen.Fail($"'{name} --help' says how it is used.");
        return ExitCode.Usage;
    }

    /// <summary>Whether the message alone is enough: the world is not as asked for, and the program is well.</summary>
    private static bool IsForUser(Exception failure) =>
        failure is IAudioNativeError or IOException or UnauthorizedAccessException or ArgumentException
            or UsageException or TimeoutException;

    private static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource cancellation) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true; // the command ends by itself
            cancellation.Cancel();
        });
}
