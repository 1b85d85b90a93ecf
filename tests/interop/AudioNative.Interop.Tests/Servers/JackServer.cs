// SPDX-License-Identifier: MIT

using System.Globalization;

namespace AudioNative.Interop.Tests.Servers;

/// <summary>
/// A jackd of a test's own: the dummy backend paces it, and two loopback ports that look like hardware send
/// what is played to them back one period later.
/// </summary>
internal sealed class JackServer : IAsyncDisposable
{
    private const string Package = "jackd2";
    private static int s_count;

    private readonly ServerProcess _process;
    private bool _hasCrashed;
    private bool _isReplaced;

    private JackServer(ServerProcess process, string name, int sampleRate, int period)
    {
        _process = process;
        Name = name;
        SampleRate = sampleRate;
        Period = period;
    }

    /// <summary>What JACK_DEFAULT_SERVER or a client's server name has to say.</summary>
    public string Name { get; }

    /// <summary>In Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Frames a cycle at the start.</summary>
    public int Period { get; }

    /// <summary>What the server has said.</summary>
    public string Log => _process.Log;

    /// <summary>Starts one and returns when it answers.</summary>
    public static Task<JackServer> Start(int sampleRate = 48000, int period = 256) =>
        Start($"an_{Environment.ProcessId}_{Interlocked.Increment(ref s_count)}", sampleRate, period);

    /// <summary>Starts another in the place of one that crashed, as a user would.</summary>
    public Task<JackServer> Again(int period)
    {
        _isReplaced = true; // and its place in the registry with it
        return Start(Name, SampleRate, period);
    }

    private static async Task<JackServer> Start(string name, int sampleRate, int period)
    {
        // The first -p is the number of ports: with the default a server locks 105 MB of /dev/shm, and dies of a
        // bus error where a container has less.
        string[] arguments =
        [
            "-n", name, "-R", "-P", "80", "-p", "64", "-L", "2",
            "-d", "dummy", "-r", Number(sampleRate), "-p", Number(period),
        ];
        for (var isSecondTry = false; ; isSecondTry = true)
        {
            var process = ServerProcess.Start("jackd", Package, arguments);
            try
            {
                await Deadline.Until(
                    () => !process.IsRunning || Answers(name).GetAwaiter().GetResult(), $"jackd {name} answers", () => process.Log);
                if (process.IsRunning)
                {
                    return new JackServer(process, name, sampleRate, period);
                }

                await process.Ended(Deadline.Generous);
                if (isSecondTry || !process.Log.Contains(JackRegistry.Full, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"jackd ended at once with {process.ExitCode}:\n{process.Log}");
                }

                await process.DisposeAsync();
                await JackRegistry.Reclaim();
            }
            catch
            {
                await process.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Kills it as a crash would.</summary>
    public async Task Crash()
    {
        _hasCrashed = true;
        await _process.Stop(LinuxProcess.Kill);
    }

    /// <summary>Changes the period of the running server, as a user's control panel does.</summary>
    public async Task SetPeriod(int frames)
    {
        var (status, output) = await Tool("jack_bufsize", Number(frames));
        if (status != 0)
        {
            throw new InvalidOperationException($"jack_bufsize {frames} failed with {status}: {output}");
        }
    }

    /// <summary>Every port by its full name, and beneath it those it is connected to, indented.</summary>
    public async Task<string> ListConnections() => (await Tool("jack_lsp", "-c")).Output;

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        if (_hasCrashed && !_isReplaced)
        {
            await JackRegistry.Reclaim(Name);
        }

        if (_hasCrashed)
        {
            // libjack may take its time over the client of a dead server, and serves no other one meanwhile.
            await Deadline.Until(IsLibraryFree, "libjack has let go of the dead server");
            _hasCrashed = false;
        }
    }

    /// <summary>Whether a server of this name is there and ready.</summary>
    internal static async Task<bool> Answers(string name) =>
        (await ServerProcess.Run("jack_wait", Package, ["-s", name, "-w", "-t", "1"])).Output.Contains(
            "server is available", StringComparison.Ordinal);

    private static bool IsLibraryFree()
    {
        try
        {
            return AudioDevices.ProbeJack($"an_nobody_{Environment.ProcessId}") is null;
        }
        catch (ServerStateException)
        {
            return false;
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private Task<(int Status, string Output)> Tool(string program, params string[] arguments) =>
        ServerProcess.Run(program, Package, arguments, new Dictionary<string, string> { ["JACK_DEFAULT_SERVER"] = Name });
}
