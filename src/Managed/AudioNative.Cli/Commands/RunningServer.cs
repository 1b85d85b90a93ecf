// SPDX-License-Identifier: MIT
using AudioNative.Cli.Terminal;

namespace AudioNative.Cli.Commands;

/// <summary>What every command that makes or takes sound does with its server.</summary>
internal static class RunningServer
{
    /// <summary>Boots, and says on which backend and why.</summary>
    public static void Boot(Server server, Screen screen, bool isVerbose)
    {
        if (isVerbose)
            server.Verbosity = Verbosity.Error | Verbosity.Message | Verbosity.Warning | Verbosity.Debug;
        server.LogReceived += (_, entry) =>
        {
            if (isVerbose)
                screen.Fail($"{entry.Level}: {entry.Message}");
        };
        server.Boot();
        ServerInfo info = server.Info!;
        screen.Fact("Backend", Describe(info));
        foreach (string line in info.Notice.Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            screen.Fact("", isVerbose ? line : Shorten(line));
    }

    /// <summary>A task that fails once the device is gone, and else never ends.</summary>
    public static Task WatchDevice(Server server)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.DeviceLost += (_, happened) =>
            lost.TrySetException(new UsageException($"The device is gone: {happened.Reason}"));
        return lost.Task;
    }

    /// <summary>Ends when the server's clock has come to a frame.</summary>
    public static async Task ReachAsync(Server server, long frame, CancellationToken cancellationToken)
    {
        while (server.Clock.Frame < frame)
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
    }

    /// <summary>Ends as the first of the tasks does, with its failure.</summary>
    public static async Task FirstOf(params Task[] tasks) => await await Task.WhenAny(tasks);

    /// <summary>What the audio thread has counted.</summary>
    public static void WriteStatistics(Server server, Screen screen)
    {
        ServerStatistics statistics = server.Statistics;
        TimeSpan period = TimeSpan.FromSeconds(server.BufferSize / server.SampleRate.Value);
        screen.Fact("Callbacks", $"{statistics.Callbacks}, xruns {statistics.Xruns}, late {statistics.LateCallbacks}");
        screen.Fact("Load", $"{Clock.WriteShare(statistics.Load)}, at most {Clock.WriteShare(statistics.PeakLoad)}");
        string longest = Clock.WriteMilliseconds(statistics.LongestCallback);
        screen.Fact("Longest", $"callback {longest} of a period of {Clock.WriteMilliseconds(period)}");
    }

    /// <summary>What has become of a recording.</summary>
    public static void WriteRecording(RecordingInfo recording, Screen screen) => screen.Fact(
        "Recorded",
        $"{ShortenPath(recording.Path)} ({Clock.Write(recording.Duration)}, {recording.Frames} frames, "
        + $"{WriteChannels(recording.Channels)}, {recording.SampleType.ToString().ToLowerInvariant()}, "
        + $"clipped {recording.ClippedSamples}, lost {recording.DroppedFrames})");

    public static string WriteChannels(int channels) => channels == 1 ? "1 channel" : $"{channels} channels";

    /// <summary>A path as seen from the current directory, where it lies below that.</summary>
    public static string ShortenPath(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>Makes the directory that a file is to lie in.</summary>
    public static void MakeDirectoryOf(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { Length: > 0 } directory)
            return;
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"Cannot make the folder '{directory}' for '{Path.GetFileName(path)}': {failure.Message}");
        }
    }

    /// <summary>What is so; the host's own words and what could be done about it are left out.</summary>
    private static string Shorten(string notice)
    {
        int end = notice.IndexOf(". ", StringComparison.Ordinal);
        string sentence = end < 0 ? notice.TrimEnd('.') : notice[..end];
        int words = sentence.IndexOf(" (", StringComparison.Ordinal);
        return (words < 0 ? sentence : sentence[..words]) + ".";
    }

    private static string Describe(ServerInfo info)
    {
        string name = info.Backend.ToString().ToLowerInvariant();
        string device = info.OutputName.Length > 0 && info.OutputName != name ? $" ({info.OutputName})" : "";
        return $"{name}{device}, {info.SampleRate}, {info.Channels} out, {info.InputChannels} in, "
            + $"{info.BufferSize} frames a buffer"
            + (info.ClientName.Length > 0 ? $", client {info.ClientName}" : "");
    }
}
