// SPDX-License-Identifier: MIT
//
// What the build can do. Started by build.sh or build.ps1, which see to the tools first; after that
// `dotnet cake --target=NAME` does the same.
//
//   Native    configure and build the native library (preset `system`)
//   Bindings  write bindings/generated anew from the C header
//   Managed   build AudioNative.sln
//   Test      every test there is; a table and, as the last line, the totals
//   Demo      build, then run the demo with the arguments that follow
//   Bench     native and managed benchmarks
//   Pack      NuGet packages into artifacts/packages
//   Clean     remove what the others made

#nullable enable

using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var target = Argument("target", "Managed");
var only = Argument("suites", "");
var root = System.IO.Path.GetFullPath(Context.Environment.WorkingDirectory.FullPath);
var artifacts = System.IO.Path.Combine(root, "artifacts");
var results = System.IO.Path.Combine(artifacts, "test-results");
var packages = System.IO.Path.Combine(artifacts, "packages");
var libraryDirectory = System.IO.Path.Combine(root, "build", "system", "lib");
// What stood behind the target on build.sh's command line, one argument a line.
var passedOn = (Environment.GetEnvironmentVariable("AUDIONATIVE_ARGUMENTS") ?? "")
    .Split('\n', StringSplitOptions.RemoveEmptyEntries);
var suites = new List<Suite>();
var clock = Stopwatch.StartNew();

// ---- tasks ------------------------------------------------------------------------------------------------

Task("Native").Does(() => BuildNative("system", withTests: true));

Task("NativeLibrary").Does(() => BuildNative("system", withTests: false));

Task("Bindings").Does(() => Must("dotnet", "run", "--project", "bindings/generator", "-c", "Release", "--"));

Task("Managed").IsDependentOn("NativeLibrary").Does(BuildManaged);

Task("Demo").IsDependentOn("NativeLibrary").Does(() =>
{
    var tool = "src/Managed/AudioNative.Cli";
    Must("dotnet", "build", tool, "-c", "Release", "--nologo", "-v", "quiet");
    Must("dotnet", ["run", "--project", tool, "-c", "Release", "--no-build", "--", "demo", .. passedOn]);
});

Task("Bench").Does(() =>
{
    BuildNative("system", withTests: false);
    BuildNative("bench", withTests: false);
    // Arguments are BenchmarkDotNet's and choose among the managed ones; without any, everything is measured.
    if (passedOn.Length == 0)
    {
        Must("build/bench/bin/audionative_bench");
        Must("dotnet", "run", "--project", "tests/benchmarks/GcStorm", "-c", "Release");
    }
    Must("dotnet", ["run", "--project", "tests/benchmarks/AudioNative.Benchmarks", "-c", "Release", "--", .. passedOn]);
});

Task("Pack").IsDependentOn("NativeLibrary").Does(Pack);

Task("Clean").Does(() =>
{
    foreach (var directory in new[] { "build", "artifacts" })
        if (System.IO.Directory.Exists(directory))
            System.IO.Directory.Delete(directory, recursive: true);
    foreach (var folder in new[] { "src", "tests", "bindings", "samples" }.Where(System.IO.Directory.Exists))
        foreach (var project in System.IO.Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories))
            foreach (var made in new[] { "bin", "obj" })
            {
                var directory = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(project)!, made);
                if (System.IO.Directory.Exists(directory))
                    System.IO.Directory.Delete(directory, recursive: true);
            }
});

// Every suite runs, whatever became of the one before: one run tells all there is to mend.
Task("Test").Does(() =>
{
    if (System.IO.Directory.Exists(results))
        System.IO.Directory.Delete(results, recursive: true);
    System.IO.Directory.CreateDirectory(results);
    ForgetDeadJackServers();

    var plan = new (string Name, Func<Counts> Run)[]
    {
        ("native", () => NativeTests("system")),
        ("native asan-ubsan", () => NativeTests("asan-ubsan")),
        ("native tsan", () => NativeTests("tsan")),
        ("native rtsan", () => NativeTests("rtsan")),
        ("bindings", BindingsTests),
        ("managed build", ManagedBuildTest),
        ("managed", () => ManagedTests("managed", "tests/managed/AudioNative.Tests")),
        ("interop", () => ManagedTests("interop", "tests/interop/AudioNative.Interop.Tests")),
        ("package", PackageTest),
    };
    var chosen = plan.Where(s => only == "" || only.Split(',').Contains(s.Name)).ToArray();
    for (var i = 0; i < chosen.Length; i++)
    {
        Say($"[{i + 1}/{chosen.Length}] {chosen[i].Name}");
        var watch = Stopwatch.StartNew();
        Counts counts;
        try
        {
            counts = chosen[i].Run();
            if (counts.Passed + counts.Failed == 0)
                counts = counts with { Failed = 1, Note = "ran no tests" };
        }
        catch (Exception e)
        {
            Console.WriteLine(e.Message);
            counts = new Counts(0, 1, 0, e.Message.Split('\n')[0]);
        }
        suites.Add(new Suite(chosen[i].Name, counts, watch.Elapsed));
    }
    if (suites.Any(s => s.Counts.Failed > 0))
        throw new InvalidOperationException("not every test passed");
});

// JACK has places for eight servers on a machine, and one that was killed keeps its own. Where none runs, all that its
// registry holds is of the dead.
void ForgetDeadJackServers()
{
    const string registry = "/dev/shm/jack-shm-registry";
    bool IsJack(string process)
    {
        try { return System.IO.File.ReadAllText(process + "/comm").Trim() is "jackd" or "jackdbus"; }
        catch (IOException) { return false; } // ended just now
    }
    if (System.IO.File.Exists(registry) && !System.IO.Directory.GetDirectories("/proc").Any(IsJack))
    {
        try { System.IO.File.Delete(registry); }
        catch (UnauthorizedAccessException) { } // another user's
    }
}

// ---- native -----------------------------------------------------------------------------------------------

void BuildNative(string preset, bool withTests)
{
    Say($"native library, preset {preset}");
    Must("cmake", "--preset", preset, "-DAUDIONATIVE_BUILD_TESTS=" + (withTests ? "ON" : "OFF"), "--log-level=WARNING");
    Must("cmake", "--build", "--preset", preset);
}

Counts NativeTests(string preset)
{
    BuildNative(preset, withTests: true);
    var report = System.IO.Path.Combine(results, $"native-{preset}.xml");
    var status = Run("ctest", "--preset", preset, "--output-junit", report, "--progress");
    if (!System.IO.File.Exists(report))
        return new Counts(0, 1, 0, $"ctest ended with {status} and wrote no results");

    var all = XDocument.Load(report).Descendants("testcase").ToList();
    var skipped = all.Count(c => (string?)c.Attribute("status") is "notrun" or "disabled");
    var failing = all.Where(c => (string?)c.Attribute("status") == "fail").Select(c => (string)c.Attribute("name")!).ToList();
    return Settle(all.Count - skipped - failing.Count, failing, skipped, status);
}

// ---- bindings ---------------------------------------------------------------------------------------------

Counts BindingsTests()
{
    var failing = new List<string>();
    var passed = 0;
    void Check(string name, bool holds)
    {
        if (holds) passed++; else failing.Add(name);
        Console.WriteLine($"{(holds ? "ok    " : "FAILED")}  {name}");
    }

    Check("the committed bindings are what the header says (else: ./build.sh --target=Bindings)",
        Run("dotnet", "run", "--project", "bindings/generator", "-c", "Release", "--", "--check") == 0);

    // Three lists of the same functions: what the header declares, what the library exports and what C# imports.
    var header = System.IO.File.ReadAllText("native/include/audionative/audionative.h");
    var declared = Names(header, @"^AN_API\s[^;(]*?\b(an_\w+)\s*\(");
    var library = System.IO.Path.Combine(libraryDirectory, "libaudionative.so");
    var symbols = System.IO.File.Exists(library)
        ? Names(Capture("nm", "-D", "--defined-only", library), @"^\S+ [A-Z] (\S+?)(?:@@\S+)?$")
        : [];
    var imported = new SortedSet<string>(System.IO.Directory
        .GetFiles("bindings/generated", "*.cs", SearchOption.AllDirectories)
        .SelectMany(f => Names(System.IO.File.ReadAllText(f), @"EntryPoint\s*=\s*""(an_\w+)""")), StringComparer.Ordinal);

    Check($"the library exports each of the {declared.Count} functions of the header and nothing else",
        Same("exported", symbols, "declared", declared));
    Check($"the bindings import each of the {declared.Count} functions of the header and nothing else",
        declared.Count > 0 && Same("imported", imported, "declared", declared));

    return Settle(passed, failing, 0, 0);
}

SortedSet<string> Names(string text, string pattern) => new(
    Regex.Matches(text, pattern, RegexOptions.Multiline).Select(m => m.Groups[1].Value), StringComparer.Ordinal);

bool Same(string left, SortedSet<string> a, string right, SortedSet<string> b)
{
    foreach (var name in a.Except(b)) Console.WriteLine($"        {name} is {left} but not {right}");
    foreach (var name in b.Except(a)) Console.WriteLine($"        {name} is {right} but not {left}");
    return a.SetEquals(b);
}

// ---- managed ----------------------------------------------------------------------------------------------

void BuildManaged()
{
    Say("managed projects");
    Must("dotnet", "build", "AudioNative.sln", "-c", "Release", "--nologo");
}

Counts ManagedBuildTest()
{
    BuildManaged();
    return new Counts(1, 0, 0, "");
}

Counts ManagedTests(string name, string project)
{
    // A hung test is ended after this long without any test's beginning or end, and named.
    var status = Run("dotnet", "test", project, "-c", "Release", "--no-build", "--nologo",
        "--logger", $"trx;LogFileName={name}.trx", "--logger", "console;verbosity=normal",
        "--results-directory", results,
        "--blame-hang-timeout", "6m", "--blame-hang-dump-type", "none");
    var report = System.IO.Path.Combine(results, name + ".trx");
    if (!System.IO.File.Exists(report))
        return new Counts(0, 1, 0, $"dotnet test ended with {status} and wrote no results");

    var document = XDocument.Load(report);
    var outcomes = document.Descendants().Where(e => e.Name.LocalName == "UnitTestResult")
        .Select(e => (Name: (string)e.Attribute("testName")!, Outcome: (string?)e.Attribute("outcome"))).ToList();
    var passed = outcomes.Count(o => o.Outcome == "Passed");
    var skipped = outcomes.Count(o => o.Outcome == "NotExecuted");
    var failing = outcomes.Where(o => o.Outcome is not ("Passed" or "NotExecuted")).Select(o => o.Name).ToList();
    // A test that takes the whole process along is in no list; this is where the runner says so.
    failing.AddRange(document.Descendants().Where(e => e.Name.LocalName == "RunInfo" && (string?)e.Attribute("outcome") == "Error"
            && e.Value.Contains("run was aborted", StringComparison.Ordinal))
        .Select(e => e.Value.Trim().Split('\n')[0]));
    return Settle(passed, failing, skipped, status);
}

// ---- packages ---------------------------------------------------------------------------------------------

void Pack()
{
    if (System.IO.Directory.Exists(packages))
        System.IO.Directory.Delete(packages, recursive: true);

    // Without its debugging sections: they are four fifths of the file.
    var stripped = System.IO.Path.Combine(artifacts, "native", "linux-x64");
    System.IO.Directory.CreateDirectory(stripped);
    Must("strip", "--strip-unneeded", "-o", System.IO.Path.Combine(stripped, "libaudionative.so"),
        System.IO.Path.Combine(libraryDirectory, "libaudionative.so"));

    Must("dotnet", "pack", "src/Managed/AudioNative", "-c", "Release", "--nologo");
    Must("dotnet", "pack", "src/Managed/AudioNative.Native", "-c", "Release", "--nologo",
        "-p:NativeFileDirectory=" + stripped);
    foreach (var file in System.IO.Directory.GetFiles(packages).Order())
        Console.WriteLine($"{file} ({new FileInfo(file).Length:N0} bytes)");
}

// A new console project outside the repository, with a package cache of its own: in the user's there may be a package
// of the same version from yesterday.
Counts PackageTest()
{
    Pack();
    var version = XDocument.Load("Directory.Build.props").Descendants("VersionPrefix").Single().Value;
    var directory = System.IO.Directory.CreateTempSubdirectory("audionative-package-").FullName;
    try
    {
        var project = System.IO.Path.Combine(directory, "Player");
        System.IO.Directory.CreateDirectory(project);
        System.IO.File.WriteAllText(System.IO.Path.Combine(directory, "nuget.config"),
            $"""
            <configuration>
              <packageSources><add key="audionative-built-here" value="{packages}" /></packageSources>
              <config><add key="globalPackagesFolder" value="{System.IO.Path.Combine(directory, "cache")}" /></config>
            </configuration>
            """);
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = System.IO.Path.Combine(directory, "cache") };
        bool Step(params string[] arguments) => RunIn(project, environment, "dotnet", arguments) == 0;

        var passed = 0;
        var failing = new List<string>();
        void Check(string name, Func<bool> holds)
        {
            if (failing.Count == 0 && holds()) passed++; else failing.Add(name);
        }

        Check("the packages hold what they must", () => Holds($"AudioNative.{version}.nupkg",
                "lib/net10.0/AudioNative.dll", "lib/net10.0/AudioNative.xml", "README.md")
            && Holds($"AudioNative.Native.linux-x64.{version}.nupkg",
                "runtimes/linux-x64/native/libaudionative.so", "README.md", "LICENSE"));
        Check("a new console project takes the packages", () => Step("new", "console", "--no-restore")
            && Step("add", "package", "AudioNative", "--version", version)
            && Step("add", "package", "AudioNative.Native.linux-x64", "--version", version));
        Check("it renders offline, frame for frame", () =>
        {
            System.IO.File.Copy("tests/package/Program.cs", System.IO.Path.Combine(project, "Program.cs"), overwrite: true);
            return Step("run", "-c", "Release");
        });
        Check("published for linux-x64 it does too", () =>
            Step("publish", "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-o", "out", "--nologo")
            && RunIn(directory, environment, System.IO.Path.Combine(project, "out", "Player")) == 0);
        return Settle(passed, failing, 0, 0);
    }
    finally
    {
        System.IO.Directory.Delete(directory, recursive: true);
    }
}

bool Holds(string package, params string[] files)
{
    using var archive = System.IO.Compression.ZipFile.OpenRead(System.IO.Path.Combine(packages, package));
    var missing = files.Except(archive.Entries.Select(e => e.FullName)).ToList();
    foreach (var file in missing)
        Console.WriteLine($"{package} has no {file}");
    return missing.Count == 0;
}

// ---- how it is done ---------------------------------------------------------------------------------------

Counts Settle(int passed, List<string> failing, int skipped, int status)
{
    foreach (var name in failing)
        Console.WriteLine($"FAILED: {name}");
    // Ended badly although no test failed: the runner or a test process died.
    if (status != 0 && failing.Count == 0)
        return new Counts(passed, 1, skipped, $"no test failed, but the runner ended with {status}");
    return new Counts(passed, failing.Count, skipped, failing.FirstOrDefault() ?? "");
}

void Say(string what) => Console.WriteLine($"\n==== {clock.Elapsed:mm\\:ss}  {what}");

Process Start(string directory, string file, string[] arguments, bool capture, Dictionary<string, string>? environment)
{
    var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = directory, RedirectStandardOutput = capture };
    foreach (var (name, value) in environment ?? [])
        start.Environment[name] = value;
    return Process.Start(start) ?? throw new InvalidOperationException($"{file} could not be started");
}

int Run(string file, params string[] arguments) => RunIn(root, null, file, arguments);

int RunIn(string directory, Dictionary<string, string>? environment, string file, params string[] arguments)
{
    Console.Out.Flush();
    using var process = Start(directory, file, arguments, capture: false, environment);
    process.WaitForExit();
    return process.ExitCode;
}

void Must(string file, params string[] arguments)
{
    var status = Run(file, arguments);
    if (status != 0)
        throw new InvalidOperationException($"`{file} {string.Join(' ', arguments)}` ended with {status}");
}

string Capture(string file, params string[] arguments)
{
    using var process = Start(root, file, arguments, capture: true, environment: null);
    var text = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? text
        : throw new InvalidOperationException($"`{file} {string.Join(' ', arguments)}` ended with {process.ExitCode}");
}

record Counts(int Passed, int Failed, int Skipped, string Note);

record Suite(string Name, Counts Counts, TimeSpan Time);

// ---- run --------------------------------------------------------------------------------------------------

var failed = false;
try
{
    RunTarget(target);
}
catch (Exception e)
{
    Console.Error.WriteLine($"{target} failed: {e.Message}");
    failed = true;
}

// Said here and not in the task, because Cake prints a report of its own after the last task and these totals are
// the last line.
if (string.Equals(target, "Test", StringComparison.OrdinalIgnoreCase))
{
    if (suites.Count == 0)
        suites.Add(new Suite("test run", new Counts(0, 1, 0, "the run itself failed"), clock.Elapsed));
    var width = suites.Max(s => s.Name.Length);
    Console.WriteLine($"\n{"suite".PadRight(width)}  {"passed",7} {"failed",7} {"skipped",7} {"time",8}");
    foreach (var (name, counts, time) in suites)
        Console.WriteLine($"{name.PadRight(width)}  {counts.Passed,7} {counts.Failed,7} {counts.Skipped,7} " +
            $"{time.TotalSeconds,7:F0}s  {counts.Note}".TrimEnd());
    Console.WriteLine();
    var totals = $"{suites.Sum(s => s.Counts.Passed)} passed, {suites.Sum(s => s.Counts.Failed)} failed, " +
        $"{suites.Sum(s => s.Counts.Skipped)} skipped";
    System.IO.Directory.CreateDirectory(results);
    System.IO.File.WriteAllText(System.IO.Path.Combine(results, "totals.txt"), totals + "\n");
    Console.WriteLine(totals);
}

Console.Out.Flush();
Environment.Exit(failed ? 1 : 0);
