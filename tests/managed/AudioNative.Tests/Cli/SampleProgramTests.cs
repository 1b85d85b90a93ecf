// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Cli;

/// <summary>The programs under samples/ do what they say, without a device.</summary>
public sealed class SampleProgramTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HelloPlaysASine() =>
        Assert.Contains("Played 96000 frames", await RunAsync("Hello"), StringComparison.Ordinal);

    [Fact]
    public async Task MixPlaysThreeSourcesToTheirEnd()
    {
        string output = await RunAsync("Mix");

        Assert.Contains("144000 frames, 0 underruns, 0 samples clipped", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordWritesASecond()
    {
        string output = await RunAsync("Record", "glide.wav");

        Assert.Contains("Recorded 48000 frames", output, StringComparison.Ordinal);
        WavFile recording = WavFile.Read(_folder.File("glide.wav"));
        Assert.Equal((2, 48000, 48000), (recording.Channels, recording.SampleRate, recording.Frames));
        Assert.Contains(recording.Data, value => value != 0);
    }

    private async Task<string> RunAsync(string sample, params string[] arguments)
    {
        Cli.Ended ended = await Cli.RunProgramAsync(sample + ".dll", _folder.Path, ["offline", .. arguments]);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        return ended.Output;
    }
}
