// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using AudioNative.Cli.Piece;
using AudioNative.Cli.Terminal;
using AudioNative.Plotting;

namespace AudioNative.Cli.Commands;

/// <summary>Plays or renders the demo's piece, records it, and draws the recording.</summary>
internal sealed class DemoRun(
    Screen screen, double seconds, double sampleRate, string output, SampleType type, bool isVerbose)
{
    // The music begins this long after the clock, behind the ramp of the overall amplitude: 2400 frames at 48 kHz.
    private const double LeadSeconds = 0.05;
    private const double TailSeconds = 0.25;
    private readonly string _picture = Path.ChangeExtension(output, ".png");

    /// <summary>Plays in real time on a backend.</summary>
    public async Task<int> PlayAsync(AudioBackend backend, string? device, CancellationToken cancellationToken)
    {
        await using var server = new Server(sampleRate, duplex: false, backend: backend)
        {
            AdoptSampleRate = true,
            OutputDevice = AudioOptions.FindDevice(device, isInput: false),
        };
        RunningServer.Boot(server, screen, isVerbose);
        Task lost = RunningServer.WatchDevice(server);
        var piece = new DemoPiece(seconds, server.SampleRate);
        long lead = FramesOf(LeadSeconds, server);
        long end = lead + piece.Frames + FramesOf(TailSeconds, server);
        await using var player = new PiecePlayer(piece, server, lead);
        StartRecording(server);
        await player.WaitUntilFilledAsync(cancellationToken);

        server.Start();
        screen.Fact(
            "Playing", $"{piece.Parts.Count} sources: {string.Join(", ", piece.Parts.Select(part => part.Name))}");
        screen.Line();
        Task playing =
            RunningServer.FirstOf(RunningServer.ReachAsync(server, end, cancellationToken), lost, player.Failure);
        var monitor = new Terminal.Monitor(screen, server)
        {
            Length = TimeSpan.FromSeconds(piece.Frames / piece.SampleRate),
            Position = () => PositionOf(server, lead, piece),
            Headline = () => $"AudioNative demo on {server.Backend.ToString().ToLowerInvariant()}",
            Footnote = () => $"underruns {player.Underruns}",
        };
        await monitor.RunAsync(playing, cancellationToken);
        server.Stop();
        RecordingInfo recording = server.StopRecording()!;
        bool isInterrupted = cancellationToken.IsCancellationRequested;
        if (!isInterrupted)
            await playing;

        screen.Line();
        RunningServer.WriteStatistics(server, screen);
        screen.Fact("Underruns", $"{player.Underruns}, clipped {server.Statistics.ClippedSamples}");
        RunningServer.WriteRecording(recording, screen);
        Draw($"AudioNative demo · played on {server.Backend.ToString().ToLowerInvariant()} and recorded", recording);
        return isInterrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    /// <summary>Renders without a device.</summary>
    public async Task<int> RenderAsync(CancellationToken cancellationToken)
    {
        await using var server = new Server(sampleRate, bufferSize: 1024, duplex: false, backend: AudioBackend.Offline);
        RunningServer.Boot(server, screen, isVerbose);
        var piece = new DemoPiece(seconds, server.SampleRate);
        long lead = FramesOf(LeadSeconds, server);
        await using var player = new PiecePlayer(piece, server, lead);
        await server.RenderAsync(lead, progress: null, cancellationToken);
        StartRecording(server);
        screen.Fact(
            "Rendering", $"{piece.Parts.Count} sources: {string.Join(", ", piece.Parts.Select(part => part.Name))}");

        var watch = Stopwatch.StartNew();
        Task rendering = Task.CompletedTask;
        await new ProgressBar(screen, "rendering").RunAsync(progress =>
            rendering =
                RunningServer.FirstOf(server.RenderAsync(piece.Frames, progress, cancellationToken), player.Failure));
        TimeSpan took = watch.Elapsed;
        RecordingInfo recording = server.StopRecording()!;
        bool isInterrupted = cancellationToken.IsCancellationRequested;
        if (!isInterrupted)
            await rendering;

        double speed = recording.Duration / took;
        screen.Fact(
            "Speed",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{speed:0.0} × real time ({recording.Duration.TotalSeconds:0.000} s in {took.TotalSeconds:0.000} s)"));
        screen.Fact("Callbacks", $"{server.Statistics.Callbacks}; no device, so no load and no xruns");
        screen.Fact("Underruns", $"{player.Underruns}, clipped {server.Statistics.ClippedSamples}");
        RunningServer.WriteRecording(recording, screen);
        Draw("AudioNative demo · rendered offline", recording);
        return isInterrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static long FramesOf(double seconds, Server server) => (long)Math.Round(seconds * server.SampleRate.Value);

    private static TimeSpan PositionOf(Server server, long lead, DemoPiece piece) =>
        TimeSpan.FromSeconds(Math.Clamp(server.Clock.Frame - lead, 0, piece.Frames) / piece.SampleRate);

    private void StartRecording(Server server)
    {
        RunningServer.MakeDirectoryOf(output);
        server.RecordOptions(path: output, type: TypeFor(output));
        server.StartRecording();
    }

    /// <summary>FLAC has no 32 bits: what it cannot hold is kept in as many as it can.</summary>
    private SampleType TypeFor(string path) =>
        Path.GetExtension(path).Equals(".flac", StringComparison.OrdinalIgnoreCase) && type > SampleType.Int24
            ? SampleType.Int24
            : type;

    private void Draw(string title, RecordingInfo recording)
    {
        if (recording.Frames == 0)
            return;
        RecordingPlot.SaveFile(_picture, recording.Path, new RecordingPlotOptions { Title = title });
        screen.Fact("Picture", RunningServer.ShortenPath(Path.GetFullPath(_picture)));
    }
}
