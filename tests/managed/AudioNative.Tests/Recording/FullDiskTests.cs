// SPDX-License-Identifier: MIT
using AudioNative.Tests.Bindings;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Recording;

public class FullDiskTests
{
    [Fact]
    public void A_disk_that_fills_up_ends_the_recording_with_an_event_an_exception_and_a_valid_file()
    {
        if (OperatingSystem.IsWindows())
            return; // there is no limit of this kind
        using var folder = new TestFolder();
        string path = folder.File("full.wav");
        string kept = folder.File("kept.wav");
        // 256 blocks of 512 bytes (or of 1024, as bash counts); the signal is ignored, so that the write itself fails.
        // .NET maps its code through a file in memory unless told not to, and the limit would hold for that too.
        const string Script = "trap '' XFSZ; ulimit -f 256; DOTNET_EnableWriteXorExecute=0 exec dotnet \"$@\"";
        string program = typeof(FullDisk).Assembly.Location;
        Tool.Outcome outcome = Tool.Run("bash", ["-c", Script, "bash", program, FullDisk.Argument, path, kept]);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Errors);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] failed = lines[0].Split(' ');
        Assert.True(failed[0] is nameof(AudioStatus.DiskFull) or nameof(AudioStatus.FileIO), lines[0]);
        long frames = long.Parse(failed[1], null);
        Assert.InRange(frames, 1, 65536);
        Assert.Equal("False", lines[1]);
        Assert.StartsWith(failed[0], lines[2], StringComparison.Ordinal);
        Assert.Contains("full.wav", lines[2], StringComparison.Ordinal);
        Assert.Equal("100", lines[3]);
        Assert.Equal($"{failed[0]} True False", lines[4]);
        WavFile file = WavFile.Read(kept);
        Assert.Equal(frames, file.Frames);
    }
}
