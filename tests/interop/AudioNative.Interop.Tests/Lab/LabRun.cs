// SPDX-License-Identifier: MIT

using AudioNative.Interop.Tests.Servers;

namespace AudioNative.Interop.Tests.Lab;

/// <summary>
/// One boot of the lab guest, shared by all of its tests: the scenarios of lab/guest.sh have run when it is ready.
/// </summary>
public sealed class LabRun : IAsyncLifetime
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan GuestLimit = TimeSpan.FromMinutes(5);

    private readonly string _share = Directory.CreateTempSubdirectory("audionative-lab-").FullName;

    /// <summary>Boots the guest and waits until it has powered off.</summary>
    public async Task InitializeAsync()
    {
        var scripts = Path.Combine(Repository.Root, "tests", "interop", "lab");
        var lab = Environment.GetEnvironmentVariable("AUDIONATIVE_LAB_DIR") is { Length: > 0 } own
            ? own
            : Path.Combine(Repository.Root, "build", "lab");
        await Run(Path.Combine(scripts, "build-lab.sh"), [lab], BuildLimit);

        var program = Path.Combine(AppContext.BaseDirectory, "AudioNative.LabGuest.dll");
        await File.WriteAllTextAsync(
            Path.Combine(_share, "guest.sh"),
            $"GUEST_PROGRAM='{program}'\n" + await File.ReadAllTextAsync(Path.Combine(scripts, "guest.sh")));
        try
        {
            await Run(Path.Combine(scripts, "run-lab.sh"), [_share, lab], GuestLimit);
        }
        catch (InvalidOperationException failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n{Text("guest.out")}", failure);
        }
    }

    /// <summary>Throws the results away.</summary>
    public Task DisposeAsync()
    {
        Directory.Delete(_share, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Fails, with all that was said, unless a scenario ended well; gives back what it said.</summary>
    internal string Require(string scenario)
    {
        var log = Text($"results/{scenario}.log");
        Assert.True(
            Text($"results/{scenario}.rc").Trim() == "0",
            $"Scenario {scenario} ended with {Text($"results/{scenario}.rc")} in the guest:\n{log}\nThe guest:\n{Text("guest.out")}");
        return log;
    }

    /// <summary>The report of a scenario that ended well.</summary>
    internal StormReport Report(string scenario)
    {
        Require(scenario);
        return StormReport.Read(Path.Combine(_share, "results", $"{scenario}.json"));
    }

    /// <summary>What a scenario recorded.</summary>
    internal FloatWave Recording(string scenario) => FloatWave.Read(Path.Combine(_share, "results", $"{scenario}.wav"));

    /// <summary>A text of the guest's; what is not there is said in its place.</summary>
    internal string Text(string name)
    {
        var path = Path.Combine(_share, name);
        return File.Exists(path) ? File.ReadAllText(path) : $"({name} was not written)";
    }

    private static async Task Run(string script, string[] arguments, TimeSpan limit)
    {
        // nice: the guest's clock does not mind, and what else is tested at the time does.
        var (status, output) = await ServerProcess.Run(
            "nice", "coreutils", ["-n", "10", script, .. arguments],
            new Dictionary<string, string> { ["LAB_TIMEOUT"] = $"{limit.TotalSeconds:0}" }, limit + TimeSpan.FromMinutes(1));
        if (status != 0)
        {
            throw new InvalidOperationException($"{script} ended with {status}:\n{output}");
        }
    }
}
