// SPDX-License-Identifier: MIT

using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace AudioNative.Interop.Tests.Servers;

/// <summary>A program that a test started: what it said is kept, and it is ended by its id.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly string _name;

    private ServerProcess(Process process, string name)
    {
        _process = process;
        _name = name;
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Its exit status; valid once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it has written to standard output and error so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts a program; one that is not installed is said with the package that brings it.</summary>
    public static ServerProcess Start(
        string program,
        string package,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new InvalidOperationException(
                $"{program} cannot be started ({failure.Message}). On Debian: apt-get install --no-install-recommends {package}",
                failure);
        }

        process.StandardInput.Close();
        var server = new ServerProcess(process, program);
        process.OutputDataReceived += server.Keep;
        process.ErrorDataReceived += server.Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a program to its end and gives back its exit status and words.</summary>
    public static async Task<(int Status, string Output)> Run(
        string program,
        string package,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan? limit = null)
    {
        await using var process = Start(program, package, arguments, environment);
        await process.Ended(limit ?? Deadline.Generous);
        return (process.ExitCode, process.Log);
    }

    /// <summary>Returns when it has ended and all it said has been read.</summary>
    public async Task Ended(TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_name} has not ended within {limit.TotalSeconds} s. It said:{Environment.NewLine}{Log}");
        }
    }

    /// <summary>Sends it a signal and waits until it is gone.</summary>
    public async Task Stop(int signal = LinuxProcess.Terminate)
    {
        if (IsRunning)
        {
            LinuxProcess.Signal(Id, signal);
            await Ended(Deadline.Generous);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stop();
        }
        catch (Exception) when (IsRunning)
        {
            _process.Kill();
            throw;
        }
        finally
        {
            _process.Dispose();
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }
}
