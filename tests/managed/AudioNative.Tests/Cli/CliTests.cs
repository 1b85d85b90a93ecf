// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using AudioNative.Tests.Plotting;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Cli;

public sealed partial class CliTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task InfoTellsWhatIsInAFileAsJson()
    {
        Make("take.wav", 12345, 2, 48000, SampleType.Int24);
        Make("mono.flac", 100, 1, 22050, SampleType.Int16);

        Cli.Ended ended = await Cli.RunAsync(_folder.Path, "info", "take.wav", "mono.flac", "--json");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        JsonElement[] lines = [.. LinesOf(ended.Output).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(2, lines.Length);
        Assert.Equal(
            ["path", "frames", "channels", "rate", "encoding", "container", "seconds"],
            lines[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal("take.wav", lines[0].GetProperty("path").GetString());
        Assert.Equal(12345, lines[0].GetProperty("frames").GetInt64());
        Assert.Equal(2, lines[0].GetProperty("channels").GetInt32());
        Assert.Equal(48000, lines[0].GetProperty("rate").GetDouble());
        Assert.Contains("24 bit", lines[0].GetProperty("encoding").GetString(), StringComparison.Ordinal);
        Assert.Contains("WAV", lines[0].GetProperty("container").GetString(), StringComparison.Ordinal);
        Assert.Equal(12345 / 48000.0, lines[0].GetProperty("seconds").GetDouble(), 12);
        Assert.Equal(100, lines[1].GetProperty("frames").GetInt64());
        Assert.Equal(22050, lines[1].GetProperty("rate").GetDouble());
    }

    [Fact]
    public async Task InfoTellsOfWhatCanBeReadAndOfWhatCannot()
    {
        Make("take.wav", 10, 1, 44100, SampleType.Int16);
        await File.WriteAllTextAsync(_folder.File("notes.txt"), "This is no sound.");

        Cli.Ended ended = await Cli.RunAsync(_folder.Path, "info", "none.wav", "notes.txt", "take.wav");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("take.wav", ended.Output, StringComparison.Ordinal);
        string[] errors = LinesOf(ended.Error);
        Assert.Equal(2, errors.Length);
        Assert.Contains("none.wav", errors[0], StringComparison.Ordinal);
        Assert.Contains("notes.txt", errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDemoRendersOfflineExactlyAsLongAsAsked()
    {
        Cli.Ended ended = await Cli.RunAsync(_folder.Path, "demo", "--offline", "--seconds", "2");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Matches(@"Speed\s+\d+\.\d × real time", ended.Output);
        Assert.DoesNotContain('\u001b', ended.Output);
        WavFile recording = WavFile.Read(_folder.File("artifacts/demo.wav"));
        Assert.Equal((2, 48000, 96000), (recording.Channels, recording.SampleRate, recording.Frames));
        PngImage picture = PngImage.Read(_folder.File("artifacts/demo.png"));
        Assert.Equal((1600, 900), (picture.Width, picture.Height));
        Assert.True(picture.Rgb.Distinct().Count() > 50, "The picture is all but empty.");
    }

    [Fact]
    public async Task TheDemoPlayedIsTheDemoRenderedSampleForSample()
    {
        // Half a second fits the rings whole, so that no stall of the machine can make an underrun.
        string[] options = ["--seconds", "0.5", "--type", "float32", "--rate", "44100"];
        Cli.Ended offline = await Cli.RunAsync(_folder.Path, ["demo", "--offline", "-o", "offline.wav", .. options]);
        Cli.Ended played =
            await Cli.RunAsync(_folder.Path, ["demo", "--backend", "dummy", "-o", "played.wav", .. options]);

        Assert.Equal((0, ""), (offline.ExitCode, offline.Error));
        Assert.Equal((0, ""), (played.ExitCode, played.Error));
        Assert.Matches(@"Callbacks\s+[1-9]\d*, xruns \d+", played.Output);
        Assert.Matches(@"Load\s+\d+\.\d %", played.Output);
        Assert.Matches(@"Longest\s+callback \d+\.\d{3} ms", played.Output);
        Assert.Matches(@"Underruns\s+0, clipped 0", played.Output);
        byte[] rendered = WavFile.Read(_folder.File("offline.wav")).Data;
        byte[] heard = WavFile.Read(_folder.File("played.wav")).Data;
        int lead = 2205 * 2 * sizeof(float);
        Assert.Equal(22050 * 2 * sizeof(float), rendered.Length);
        Assert.All(heard[..lead], value => Assert.Equal(0, value));
        Assert.Equal(rendered, heard[lead..(lead + rendered.Length)]);
        Assert.Contains(rendered, value => value != 0);
    }

    [Fact]
    public async Task FilesArePlayedOneAfterTheOtherAndThenItEnds()
    {
        Make("first.wav", 4410, 1, 44100, SampleType.Int16);
        Make("second.wav", 2400, 4, 24000, SampleType.Int16);

        Cli.Ended ended =
            await Cli.RunAsync(_folder.Path, "play", "first.wav", "second.wav", "--backend", "dummy", "--volume", "-6");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("mixed down", ended.Output, StringComparison.Ordinal);
        Match played = PlayedTime().Match(ended.Output);
        Assert.True(played.Success, ended.Output);
        Assert.Equal(0.2, TimeSpan.Parse(played.Groups[1].Value, CultureInfo.InvariantCulture).TotalSeconds, 0.002);
    }

    [Fact]
    public async Task ARecordingIsAsLongAsAsked()
    {
        Cli.Ended ended = await Cli.RunAsync(
            _folder.Path, "record", "take.wav", "--backend", "dummy", "--seconds", "0.25", "--channels", "1", "--rate",
            "16000", "--type", "int16");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        WavFile recording = WavFile.Read(_folder.File("take.wav"));
        Assert.Equal(
            (1, 16000, 16, 4000), (recording.Channels, recording.SampleRate, recording.Bits, recording.Frames));
    }

    [Fact]
    public async Task AnInterruptEndsARecordingProperly()
    {
        using Process process =
            Cli.Start("AudioNative.Cli.dll", _folder.Path, "record", "take.wav", "--backend", "dummy");
        // A second line of a recording comes once the file grows; the first says that it has begun.
        string path = _folder.File("take.wav");
        Wait.Until(
            () => process.HasExited || (File.Exists(path) && new FileInfo(path).Length > 4096), "a recording that grows");
        Assert.False(process.HasExited);
        Assert.Equal(0, Kill(process.Id, Interrupt));

        Cli.Ended ended = await Cli.EndAsync(process);

        Assert.Equal(130, ended.ExitCode);
        Assert.Equal("", ended.Error);
        Match frames = RecordedFrames().Match(ended.Output);
        Assert.True(frames.Success, ended.Output);
        Assert.Equal(long.Parse(frames.Groups[1].Value, CultureInfo.InvariantCulture), WavFile.Read(path).Frames);
    }

    [Fact]
    public async Task DevicesSaysWhatThereIs()
    {
        Cli.Ended list = await Cli.RunAsync(_folder.Path, "devices");
        Cli.Ended json = await Cli.RunAsync(_folder.Path, "devices", "--json");

        Assert.Equal(0, list.ExitCode);
        Assert.Contains("No JACK server runs.", list.Output, StringComparison.Ordinal);
        JsonElement devices = JsonDocument.Parse(json.Output).RootElement.GetProperty("devices");
        if (devices.GetArrayLength() == 0)
            Assert.Contains("No audio device on this machine.", list.Output, StringComparison.Ordinal);
        foreach (JsonElement device in devices.EnumerateArray())
            Assert.Contains(device.GetProperty("name").GetString()!, list.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "none.wav", "play", "none.wav", "--backend", "dummy")]
    [InlineData(1, "none.wav", "info", "none.wav")]
    [InlineData(1, "JACK", "demo", "--backend", "jack")]
    [InlineData(1, ".mp3", "demo", "--offline", "--seconds", "0.1", "-o", "x.mp3")]
    [InlineData(1, "a-file", "demo", "--offline", "--seconds", "0.1", "-o", "a-file/x.wav")]
    [InlineData(1, "a-folder", "demo", "--offline", "--seconds", "0.1", "-o", "a-folder")]
    [InlineData(1, "a-file", "record", "a-file/x.wav", "--backend", "dummy", "--seconds", "0.1")]
    [InlineData(1, "no output device", "play", "take.wav", "--backend", "dummy", "--device", "no such device")]
    [InlineData(2, "no backend 'foo'", "demo", "--backend", "foo")]
    [InlineData(2, "no backend 'offline'", "play", "x.wav", "--backend", "offline")]
    [InlineData(2, "--seconds is a number", "demo", "--seconds", "many")]
    [InlineData(2, "--seconds is a number", "demo", "--seconds", "-1")]
    [InlineData(2, "--channels is", "record", "x.wav", "--channels", "1.5")]
    [InlineData(2, "no sample type 'int12'", "record", "x.wav", "--type", "int12")]
    [InlineData(2, "no source 'air'", "record", "x.wav", "--from", "air")]
    [InlineData(2, "FILE", "play")]
    [InlineData(2, "frobnicate", "frobnicate")]
    [InlineData(2, "--secs", "demo", "--secs", "2")]
    [InlineData(2, "no option '--bakend'", "play", "take.wav", "--bakend", "dummy")]
    [InlineData(2, "no option '--from-input'", "record", "--from-input")]
    [InlineData(2, "no option '-j'", "info", "-j", "take.wav")]
    public async Task WhatCannotBeDoneIsSaidInALine(int exitCode, string words, params string[] arguments)
    {
        await File.WriteAllTextAsync(_folder.File("a-file"), "");
        Directory.CreateDirectory(_folder.File("a-folder"));
        Make("take.wav", 10, 1, 44100, SampleType.Int16);

        Cli.Ended ended = await Cli.RunAsync(_folder.Path, arguments);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Contains(words, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of the program", ended.Error, StringComparison.Ordinal);
        Assert.All(LinesOf(ended.Error), line => Assert.StartsWith("audionative: ", line, StringComparison.Ordinal));
        if (exitCode == 1)
            Assert.Single(LinesOf(ended.Error));
    }

    [Fact]
    public async Task HelpSaysHowEachCommandIsUsed()
    {
        Cli.Ended help = await Cli.RunAsync(_folder.Path, "--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        foreach (string command in new[] { "demo", "devices", "play", "record", "info" })
        {
            Assert.Contains($"  {command} ", help.Output, StringComparison.Ordinal);
            Cli.Ended one = await Cli.RunAsync(_folder.Path, command, "--help");
            Assert.Equal(0, one.ExitCode);
            Assert.Contains($"audionative {command}", one.Output, StringComparison.Ordinal);
        }

        Cli.Ended version = await Cli.RunAsync(_folder.Path, "--version");
        Assert.Equal((0, ""), (version.ExitCode, version.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
        Assert.Equal(2, (await Cli.RunAsync(_folder.Path)).ExitCode);
    }

    private const int Interrupt = 2;

    [GeneratedRegex(@"Played\s+(\d\d:\d\d:\d\d\.\d{3})")]
    private static partial Regex PlayedTime();

    [GeneratedRegex(@"Recorded .*?(\d+) frames")]
    private static partial Regex RecordedFrames();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static string[] LinesOf(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Make(string name, int frames, int channels, double rate, SampleType type)
    {
        using Server server = OfflineServer.Boot(channels, rate);
        server.RecordOptions(path: _folder.File(name), type: type);
        server.StartRecording();
        using AudioSample sample = server.Play(Signals.Ramp(frames, channels));
        server.Render(frames);
        server.StopRecording();
    }
}
