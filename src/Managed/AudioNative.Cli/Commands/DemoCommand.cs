// SPDX-License-Identifier: MIT
using System.CommandLine;
using AudioNative.Cli.Terminal;

namespace AudioNative.Cli.Commands;

/// <summary><c>audionative demo</c>: its options.</summary>
internal static class DemoCommand
{
    private const double UsualSeconds = 10;
    private const double UsualRate = 48000;

    public static Command Create(Screen screen, Option<bool> verbose)
    {
        Option<double?> seconds =
            AudioOptions.Seconds("How long the piece is; 10 unless given. It is composed to fit.");
        Option<AudioBackend> backend = AudioOptions.Backend();
        Option<string?> device = AudioOptions.Device("output");
        Option<double?> rate =
            AudioOptions.Rate("Frames a second; 48000 unless given. A device's own is taken where it refuses.");
        Option<SampleType?> type = AudioOptions.Type();
        var offline = new Option<bool>("--offline")
        {
            Description = "Render the same piece to the file without a device, as fast as it goes.",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description =
                "The recording; the picture lies beside it. The extension says the format: wav, aiff, flac, ogg …",
            HelpName = "FILE",
            DefaultValueFactory = _ => Path.Combine("artifacts", "demo.wav"),
        };
        var command =
            new Command("demo", "Play a short piece of nine sources, record it and draw a picture of the recording.")
        {
            seconds, backend, device, offline, output, rate, type,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var demo = new DemoRun(
                screen,
                parsed.GetValue(seconds) ?? UsualSeconds,
                parsed.GetValue(rate) ?? UsualRate,
                parsed.GetRequiredValue(output),
                parsed.GetValue(type) ?? SampleType.Int24,
                parsed.GetValue(verbose));
            return parsed.GetValue(offline)
                ? demo.RenderAsync(cancellationToken)
                : demo.PlayAsync(parsed.GetValue(backend), parsed.GetValue(device), cancellationToken);
        });
        return command;
    }
}
