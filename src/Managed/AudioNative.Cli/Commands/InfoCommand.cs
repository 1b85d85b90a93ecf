// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using AudioNative.Cli.Terminal;

namespace AudioNative.Cli.Commands;

/// <summary><c>audionative info</c>: what is in audio files.</summary>
internal static class InfoCommand
{
    public static Command Create(Screen screen)
    {
        Argument<string[]> files = new Argument<string[]>("FILE")
        {
            Description = "Audio files.",
            Arity = ArgumentArity.OneOrMore,
        }.RefuseOptions();
        var json = new Option<bool>("--json")
        {
            Description =
                "One JSON object a line for each file: path, frames, channels, rate, encoding, container, seconds.",
        };
        var command = new Command("info", "Say what is in audio files.") { files, json };
        command.SetAction(parsed => Run(screen, parsed.GetRequiredValue(files), parsed.GetValue(json)));
        return command;
    }

    /// <summary>Tells of every file that can be read, and then of those that cannot.</summary>
    private static int Run(Screen screen, string[] paths, bool isJson)
    {
        var told = new List<(string Path, AudioFileInfo Info)>();
        var failures = new List<AudioFileException>();
        foreach (string path in paths)
        {
            try
            {
                using AudioFile file = AudioFile.Open(path);
                told.Add((path, file.Info));
            }
            catch (AudioFileException failure)
            {
                failures.Add(failure);
            }
        }

        if (isJson)
        {
            foreach ((string path, AudioFileInfo info) in told)
                screen.Line(ToJson(path, info));
        }
        else if (told.Count > 0)
        {
            screen.Columns(
                [
                    ["file", "duration", "frames", "channels", "rate", "encoding", "container"],
                    .. told.Select(t => Row(t.Path, t.Info)),
                ],
                [false, true, true, true, true]);
        }

        foreach (AudioFileException failure in failures)
            screen.Fail(failure.Message);
        return failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string[] Row(string path, AudioFileInfo info) =>
    [
        path,
        info.Duration is { } duration ? Clock.Write(duration) : "unknown",
        info.Frames?.ToString(CultureInfo.InvariantCulture) ?? "unknown",
        info.Channels.ToString(CultureInfo.InvariantCulture),
        info.SampleRate.ToString(),
        info.Encoding,
        info.Container,
    ];

    private static string ToJson(string path, AudioFileInfo info) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        if (info.Frames is { } frames)
            json.WriteNumber("frames", frames);
        else
            json.WriteNull("frames");
        json.WriteNumber("channels", info.Channels);
        json.WriteNumber("rate", info.SampleRate.Value);
        json.WriteString("encoding", info.Encoding);
        json.WriteString("container", info.Container);
        if (info.Frames is { } count)
            json.WriteNumber("seconds", count / info.SampleRate.Value);
        else
            json.WriteNull("seconds");
        json.WriteEndObject();
    });
}
