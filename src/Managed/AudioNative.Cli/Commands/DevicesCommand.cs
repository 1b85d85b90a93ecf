// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AudioNative.Cli.Terminal;

namespace AudioNative.Cli.Commands;

/// <summary><c>audionative devices</c>: what there is to play and record with.</summary>
internal static class DevicesCommand
{
    public static Command Create(Screen screen)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object, for programs." };
        var command = new Command("devices", "List the audio devices, and say whether a JACK server runs.") { json };
        command.SetAction(parsed => Run(screen, parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, bool isJson)
    {
        IReadOnlyList<AudioDeviceInfo> devices = AudioDevices.All;
        (Hertz SampleRate, int BufferSize)? jack = AudioDevices.ProbeJack();
        if (isJson)
        {
            screen.Line(ToJson(devices, jack));
            return ExitCode.Done;
        }

        if (devices.Count == 0)
            screen.Line("No audio device on this machine. The dummy backend runs without one.");
        else
            screen.Columns(
                [["", "#", "device", "host API", "in", "out", "rate", "latency"], .. devices.Select(Row)],
                [false, true, false, false, true, true, true, true]);
        screen.Line(jack is { } running
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"A JACK server runs: {running.SampleRate}, {running.BufferSize} frames a period.")
            : "No JACK server runs.");
        return ExitCode.Done;
    }

    private static string[] Row(AudioDeviceInfo device) =>
    [
        (device.IsDefaultInput ? "i" : " ") + (device.IsDefaultOutput ? "o" : " "),
        device.Index.ToString(CultureInfo.InvariantCulture),
        device.Name,
        device.HostApiName,
        device.MaxInputChannels.ToString(CultureInfo.InvariantCulture),
        device.MaxOutputChannels.ToString(CultureInfo.InvariantCulture),
        device.DefaultSampleRate.ToString(),
        Clock.WriteMilliseconds(device.IsOutput ? device.LowOutputLatency : device.LowInputLatency),
    ];

    private static string ToJson(IReadOnlyList<AudioDeviceInfo> devices, (Hertz SampleRate, int BufferSize)? jack) =>
        JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("devices");
        foreach (AudioDeviceInfo device in devices)
        {
            json.WriteStartObject();
            json.WriteNumber("index", device.Index);
            json.WriteString("name", device.Name);
            json.WriteString("hostApi", device.HostApiName);
            json.WriteNumber("inputs", device.MaxInputChannels);
            json.WriteNumber("outputs", device.MaxOutputChannels);
            json.WriteNumber("rate", device.DefaultSampleRate.Value);
            json.WriteNumber("inputLatency", device.LowInputLatency.TotalSeconds);
            json.WriteNumber("outputLatency", device.LowOutputLatency.TotalSeconds);
            json.WriteBoolean("isDefaultInput", device.IsDefaultInput);
            json.WriteBoolean("isDefaultOutput", device.IsDefaultOutput);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (jack is { } running)
        {
            json.WriteStartObject("jack");
            json.WriteNumber("rate", running.SampleRate.Value);
            json.WriteNumber("bufferSize", running.BufferSize);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("jack");
        }

        json.WriteEndObject();
    });
}
