// SPDX-License-Identifier: MIT

namespace AudioNative.Interop.Tests.Servers;

/// <summary>
/// A PulseAudio of a test's own with one sink that plays to nobody but its monitor. ALSA's "pulse" device leads
/// to it while <see cref="Environment"/> is in the native environment.
/// </summary>
internal sealed class PulseServer : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly string _directory;

    private PulseServer(ServerProcess process, string directory, Dictionary<string, string> environment)
    {
        _process = process;
        _directory = directory;
        Environment = environment;
    }

    /// <summary>The sink's rate in Hz.</summary>
    public const int SampleRate = 48000;

    /// <summary>The variables that lead a program to this server and to no other.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>What the server has said.</summary>
    public string Log => _process.Log;

    /// <summary>Starts one and returns when it answers.</summary>
    public static async Task<PulseServer> Start()
    {
        var directory = Directory.CreateTempSubdirectory("audionative-pulse-").FullName;
        var socket = Path.Combine(directory, "pulse.sock");
        var environment = new Dictionary<string, string>
        {
            ["XDG_RUNTIME_DIR"] = directory,
            ["XDG_CONFIG_HOME"] = directory,
            ["PULSE_STATE_PATH"] = Path.Combine(directory, "state"),
            ["PULSE_RUNTIME_PATH"] = Path.Combine(directory, "pulse"),
            ["PULSE_COOKIE"] = Path.Combine(directory, "cookie"),
            ["PULSE_SERVER"] = $"unix:{socket}",
        };

        // norewinds=1, or the sink goes back over what it has played and the monitor loses thousands of frames.
        string[] arguments =
        [
            "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--realtime=yes", "--high-priority=yes",
            "-L", $"module-null-sink sink_name=probe rate={SampleRate} format=float32le channels=2 norewinds=1",
            "-L", $"module-native-protocol-unix auth-anonymous=1 socket={socket}",
        ];
        var process = ServerProcess.Start("pulseaudio", "pulseaudio pulseaudio-utils libasound2-plugins", arguments, environment);
        var server = new PulseServer(process, directory, environment);
        try
        {
            await Deadline.Until(
                () => !process.IsRunning || server.Answers().GetAwaiter().GetResult(), "PulseAudio answers", () => process.Log);
            return process.IsRunning
                ? server
                : throw new InvalidOperationException($"pulseaudio ended at once with {process.ExitCode}:\n{process.Log}");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it as a crash would.</summary>
    public Task Crash() => _process.Stop(LinuxProcess.Kill);

    /// <summary>Starts to record all that the sink plays; returns once the first sound data have arrived.</summary>
    public Task<MonitorRecording> RecordMonitor() => MonitorRecording.Start(Environment, _directory);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _process.DisposeAsync();
        }
        finally
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task<bool> Answers() =>
        (await ServerProcess.Run("pactl", "pulseaudio-utils", ["list", "short", "sinks"], Environment)).Output.Contains(
            "probe", StringComparison.Ordinal);
}
