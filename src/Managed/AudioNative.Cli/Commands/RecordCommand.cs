// SPDX-License-Identifier: MIT
using System.CommandLine;
using AudioNative.Cli.Terminal;

namespace AudioNative.Cli.Commands;

/// <summary><c>audionative record</c>: records the input to a file.</summary>
internal static class RecordCommand
{
    private const double UsualRate = 48000;

    public static Command Create(Screen screen, Option<bool> verbose)
    {
        Argument<string> file = new Argument<string>("FILE")
        {
            Description = "The recording; one that exists is replaced, a folder that is missing is made. The extension "
                + "says the format: wav, aiff, flac, ogg, caf, w64, rf64, au.",
        }.RefuseOptions();
        Option<double?> seconds = AudioOptions.Seconds("How long; until Ctrl+C unless given.");
        Option<AudioBackend> backend = AudioOptions.Backend();
        Option<string?> device = AudioOptions.Device("input");
        Option<double?> rate =
            AudioOptions.Rate("Frames a second; 48000 unless given. A device's own is taken where it refuses.");
        Option<SampleType?> type = AudioOptions.Type();
        var channels = new Option<int?>("--channels", "-c")
        {
            Description = "How many channels; 2 unless given.",
            HelpName = "N",
            CustomParser = result =>
            {
                double? number = AudioOptions.ParseNumber(result, "--channels", 1, 1024);
                if (number is { } count && count != Math.Floor(count))
                    result.AddError($"--channels is a whole number, not '{result.Tokens[^1].Value}'.");
                return (int?)number;
            },
        };
        Option<RecordingSource?> from = AudioOptions.OneOf<RecordingSource>(
            new("--from") { HelpName = "SOURCE" },
            "What is recorded ({0}): the input unless given, or the output, which is what this program sends to the "
            + "device.",
            "source");
        var command = new Command("record", "Record the input to a file. At any moment the file is a valid one.")
        {
            file, seconds, backend, device, channels, rate, type, from,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            screen,
            parsed.GetRequiredValue(file),
            parsed.GetValue(seconds),
            new Server(
                parsed.GetValue(rate) ?? UsualRate, parsed.GetValue(channels) ?? 2, backend: parsed.GetValue(backend))
            {
                AdoptSampleRate = true,
                InputDevice = AudioOptions.FindDevice(parsed.GetValue(device), isInput: true),
            },
            parsed.GetValue(type) ?? SampleType.Int24,
            parsed.GetValue(from) ?? RecordingSource.Input,
            parsed.GetValue(verbose),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Screen screen, string path, double? seconds, Server made, SampleType type, RecordingSource from, bool isVerbose,
        CancellationToken cancellationToken)
    {
        await using Server server = made;
        server.RecordOptions(path: path, type: type);
        RunningServer.Boot(server, screen, isVerbose);
        Task lost = RunningServer.WatchDevice(server);
        if (from == RecordingSource.Input && server.InputChannels == 0)
            throw new UsageException("There is no input to record from. 'audionative devices' lists what there is.");
        RunningServer.MakeDirectoryOf(path);
        Task ended = Ended(server);
        TimeSpan? duration = seconds is { } length ? TimeSpan.FromSeconds(length) : null;
        server.StartRecording(source: from, duration: duration);
        server.Start();
        string file = RunningServer.ShortenPath(Path.GetFullPath(path));
        screen.Fact("Recording", seconds is null ? file + "; Ctrl+C ends it" : file);

        Task recorded = RunningServer.FirstOf(ended, lost).WaitAsync(cancellationToken);
        var monitor = new Terminal.Monitor(screen, server)
        {
            Length = duration,
            HasMeters = from == RecordingSource.Output,
            Headline = () => $"recording {Path.GetFileName(path)}",
            Footnote = () =>
                $"written {server.Recording?.Frames ?? 0} frames, lost {server.Recording?.DroppedFrames ?? 0}",
        };
        await monitor.RunAsync(recorded, cancellationToken);
        server.Stop();
        RecordingInfo recording = server.StopRecording() ?? server.Recording!;
        if (!cancellationToken.IsCancellationRequested)
            await recorded;
        RunningServer.WriteRecording(recording, screen);
        screen.Fact("Callbacks", $"{server.Statistics.Callbacks}, xruns {server.Statistics.Xruns}");
        return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    /// <summary>Ends when the recording does by itself, and with its failure.</summary>
    private static Task Ended(Server server)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.RecordingCompleted += (_, _) => ended.TrySetResult();
        server.RecordingFailed += (_, happened) => ended.TrySetException(happened.Error);
        return ended.Task;
    }
}
