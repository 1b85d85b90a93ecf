// SPDX-License-Identifier: MIT

using System.Runtime.InteropServices;

namespace AudioNative.Interop.Tests.Servers;

/// <summary>A parec that writes what the null sink plays into a file: a listener that is not ours.</summary>
internal sealed class MonitorRecording : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly string _path;

    private MonitorRecording(ServerProcess process, string path)
    {
        _process = process;
        _path = path;
    }

    /// <summary>Whole frames in the file so far.</summary>
    public long Frames => File.Exists(_path) ? new FileInfo(_path).Length / (2 * sizeof(float)) : 0;

    /// <summary>What parec has said.</summary>
    public string Log => _process.Log;

    /// <summary>Starts it and returns once it has recorded something.</summary>
    public static async Task<MonitorRecording> Start(IReadOnlyDictionary<string, string> environment, string directory)
    {
        var path = Path.Combine(directory, $"monitor-{Guid.NewGuid():N}.raw");
        string[] arguments =
        [
            "-d", "probe.monitor", "--format=float32le", "--rate=48000", "--channels=2", "--latency-msec=10", "--raw", path,
        ];
        var recording = new MonitorRecording(
            ServerProcess.Start("parec", "pulseaudio-utils", arguments, environment), path);
        await Deadline.Until(() => recording.Frames > 0, "parec records", () => recording.Log);
        return recording;
    }

    /// <summary>Ends it and gives back what it heard, interleaved stereo.</summary>
    public async Task<float[]> Finish()
    {
        await _process.Stop();
        var bytes = await File.ReadAllBytesAsync(_path);
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, bytes.Length & ~7)).ToArray();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
