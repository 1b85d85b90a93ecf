// SPDX-License-Identifier: MIT
using System.CommandLine;
using AudioNative.Cli.Terminal;

namespace AudioNative.Cli.Commands;

/// <summary><c>audionative play</c>: plays files one after the other, without a gap.</summary>
internal static class PlayCommand
{
    private const double UsualRate = 48000;
    private const double TailSeconds = 0.1;

    public static Command Create(Screen screen, Option<bool> verbose)
    {
        Argument<string[]> files = new Argument<string[]>("FILE")
        {
            Description = "Audio files, in the order in which they are played.",
            Arity = ArgumentArity.OneOrMore,
        }.RefuseOptions();
        Option<AudioBackend> backend = AudioOptions.Backend();
        Option<string?> device = AudioOptions.Device("output");
        Option<double?> rate = AudioOptions.Rate(
            "Frames a second of the device; the first file's unless given. Other files are resampled.");
        var volume = new Option<double?>("--volume")
        {
            Description = "In dB: 0 is as it is, -6 about half.",
            HelpName = "DB",
            CustomParser = result => AudioOptions.ParseNumber(result, "--volume", -120, 24),
        };
        var loop = new Option<bool>("--loop") { Description = "Begin again at the end, until Ctrl+C." };
        var command =
            new Command("play", "Play audio files one after the other.") { files, backend, device, rate, volume, loop };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            screen,
            parsed.GetRequiredValue(files),
            parsed.GetValue(backend),
            parsed.GetValue(device),
            parsed.GetValue(rate),
            new Decibels(parsed.GetValue(volume) ?? 0),
            parsed.GetValue(loop),
            parsed.GetValue(verbose),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Screen screen, string[] paths, AudioBackend backend, string? device, double? rate, Decibels volume, bool isLoop,
        bool isVerbose, CancellationToken cancellationToken)
    {
        AudioFileInfo[] infos = [.. paths.Select(ReadInfo)];
        await using var server = new Server(rate ?? RateOf(infos), duplex: false, backend: backend)
        {
            AdoptSampleRate = true,
            OutputDevice = AudioOptions.FindDevice(device, isInput: false),
        };
        RunningServer.Boot(server, screen, isVerbose);
        Task lost = RunningServer.WatchDevice(server);
        await using var player = new FilePlayer(infos, server, isLoop) { Gain = volume.Amplitude };
        foreach (AudioFileInfo info in infos.Where(info => info.Channels > server.Channels))
        {
            string name = Path.GetFileName(info.Path);
            screen.Fact("", $"{name} has {info.Channels} channels; they are mixed down to {server.Channels}.");
        }
        await player.WaitUntilFilledAsync(cancellationToken);
        server.Start();

        Task playing = RunningServer.FirstOf(PlayOutAsync(server, player, cancellationToken), lost);
        string said = "";
        var monitor = new Terminal.Monitor(screen, server)
        {
            Length = player.Length,
            Position = () => player.Position,
            Headline = () => Path.GetFileName(player.Current.Path),
            Footnote = () => player.Underruns == 0 ? "" : $"underruns {player.Underruns}",
            Notice = () =>
            {
                string now = Describe(player.Current);
                string news = now == said ? "" : now;
                said = now;
                return news;
            },
        };
        await monitor.RunAsync(playing, cancellationToken);
        server.Stop();
        if (cancellationToken.IsCancellationRequested)
            return ExitCode.Interrupted;
        await playing;
        screen.Fact(
            "Played", $"{Clock.Write(player.Position)}, xruns {server.Statistics.Xruns}, underruns {player.Underruns}");
        return ExitCode.Done;
    }

    private static AudioFileInfo ReadInfo(string path)
    {
        using AudioFile file = AudioFile.Open(path);
        return file.Info;
    }

    private static double RateOf(AudioFileInfo[] infos) =>
        infos[0].SampleRate.Value is >= 8000 and <= 192000 and var rate ? rate : UsualRate;

    private static string Describe(AudioFileInfo info) =>
        $"{info.Path} ({(info.Duration is { } duration ? Clock.Write(duration) : "length unknown")}, "
        + $"{RunningServer.WriteChannels(info.Channels)}, {info.SampleRate}, {info.Encoding})";

    private static async Task PlayOutAsync(Server server, FilePlayer player, CancellationToken cancellationToken)
    {
        await player.PlayedOut.WaitAsync(cancellationToken);
        // What the device still holds: it must not be cut off.
        long rest = (long)((server.Info!.OutputLatency.TotalSeconds + TailSeconds) * server.SampleRate.Value);
        await RunningServer.ReachAsync(server, server.Clock.Frame + rest, cancellationToken);
    }
}
