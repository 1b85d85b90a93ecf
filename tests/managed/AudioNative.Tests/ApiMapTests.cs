// SPDX-License-Identifier: MIT
using System.Reflection;
using System.Text.RegularExpressions;
using AudioNative.Tests.Bindings;

namespace AudioNative.Tests;

/// <summary>Holds docs/api-map.md to the documents, to the library and to these tests.</summary>
public partial class ApiMapTests
{
    // As the two documents have them; kept apart from the map, so that a row cannot vanish unnoticed.
    private static readonly string[] Documented =
    [
        .. Each("Server({0})", "sr", "nchnls", "buffersize", "duplex", "audio", "jackname"),
        .. Each("Server.{0}", "boot", "shutdown", "start", "stop", "recstop", "getSamplingRate", "getNchnls"),
        .. Each("Server.{0}", "getBufferSize", "getIsStarted", "amp", "verbosity", "startoffset"),
        .. Each("Server.{0}(x)", "setAmp", "setStartOffset", "setInOutDevice", "setInputDevice", "setOutputDevice"),
        .. Each("Server.{0}(x)", "setMidiInputDevice", "setSamplingRate", "setBufferSize", "setNchnls", "setDuplex"),
        .. Each("Server.{0}(x)", "setVerbosity"),
        .. Each("Server.recordOptions({0})", "dur", "filename", "fileformat", "sampletype"),
        "Server.recstart(filename)", "Server.gui(locals, meter, timer)", "pa_list_devices", "pm_list_devices",
        .. Each("get_output({0})", "rate", "channels", "encoding", "buffersize"),
        .. Each("get_input({0})", "callback", "source", "rate", "channels", "encoding", "buffersize"),
        .. Each("AudioInput.{0}", "start", "stop", "poll", "callback", "encoding", "source", "channels", "buffersize"),
        "get_input_sources", "AudioInput",
        "AudioOutput", "AudioOutput.add_sample(sample)", "AudioOutput.remove_sample(sample)",
        "AudioSample", "AudioSample.write(chunk)", "AudioSample.play", "AudioSample.stop",
        "ThreadSource(stream)", "ThreadSource.get_bytes", "SineSource(stream)", "SineSource(frequency)",
        "PatchSource(stream)", "PatchSource(patchfile)",
    ];

    private static readonly Row[] Rows = ReadRows();

    [Fact]
    public void Every_documented_member_is_in_the_map_once()
    {
        Assert.Equal(Documented.Order(), Rows.Select(row => row.Member).Order());
    }

    [Fact]
    public void What_is_named_as_ours_exists()
    {
        foreach (Row row in Rows.Where(row => !row.IsLater))
        {
            Assert.NotEmpty(row.Ours);
            foreach (string name in row.Ours)
                Assert.True(Exists(name), $"{row.Member}: there is no {name}");
        }
    }

    [Fact]
    public void Every_member_that_is_there_names_a_test_that_exists()
    {
        foreach (Row row in Rows.Where(row => !row.IsLater))
        {
            Assert.NotEmpty(row.Tests);
            foreach (string name in row.Tests)
                Assert.True(IsTest(name), $"{row.Member}: there is no test {name}");
        }
    }

    [Fact]
    public void What_comes_later_is_only_what_was_left_for_later()
    {
        string[] left = ["Midi", "pm_", "gui", "get_input", "AudioInput", "PatchSource"];
        foreach (Row row in Rows)
            Assert.Equal(left.Any(word => row.Member.Contains(word, StringComparison.Ordinal)), row.IsLater);
    }

    [Theory]
    [InlineData("Server.NoSuchMember")]
    [InlineData("Server(noSuchParameter)")]
    [InlineData("AudioOutput.GetOutput(noSuchParameter)")]
    [InlineData("NoSuchType")]
    public void A_member_that_does_not_exist_would_be_noticed(string name) => Assert.False(Exists(name));

    private static IEnumerable<string> Each(string form, params string[] names) =>
        names.Select(name => form.Replace("{0}", name, StringComparison.Ordinal));

    private static Row[] ReadRows() =>
    [
        .. from line in File.ReadAllLines(Repository.PathOf("docs", "api-map.md"))
           where line.StartsWith("| `", StringComparison.Ordinal)
           let cells = line.Split('|')
           select new Row(
               Names(cells[1]).Single(),
               Names(cells[2]),
               Names(cells[3]),
               cells[2].Contains("*later*", StringComparison.Ordinal)),
    ];

    private static string[] Names(string cell) =>
        [.. CodePattern().Matches(cell).Select(match => match.Groups[1].Value)];

    private static bool Exists(string name)
    {
        Match match = MemberPattern().Match(name);
        Type? type = typeof(Server).Assembly.GetExportedTypes()
            .SingleOrDefault(type => type.Name == match.Groups["type"].Value);
        if (!match.Success || type is null)
            return false;
        string parameter = match.Groups["parameter"].Value;
        if (!match.Groups["member"].Success)
            return parameter.Length == 0 || type.GetConstructors(All).Any(made => Takes(made, parameter));
        MemberInfo[] members = [.. type.GetMember(match.Groups["member"].Value, All).Where(IsForUsers)];
        return parameter.Length == 0
            ? members.Length > 0
            : members.OfType<MethodInfo>().Any(method => Takes(method, parameter));
    }

    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static bool IsForUsers(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily,
        PropertyInfo property => property.GetMethod is { IsPublic: true },
        EventInfo handler => handler.AddMethod is { IsPublic: true },
        _ => false,
    };

    private static bool Takes(MethodBase method, string parameter) =>
        IsForUsers(method) && method.GetParameters().Any(taken => taken.Name == parameter);

    private static bool IsTest(string name)
    {
        string[] parts = name.Split('.');
        return typeof(ApiMapTests).Assembly.GetTypes()
            .Where(type => type.Name == parts[0])
            .Any(type => type.GetMethod(parts[1])?.GetCustomAttribute<FactAttribute>() is { Skip: null });
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^(?<type>\w+)(\.(?<member>\w+))?(\((?<parameter>\w+)\))?$")]
    private static partial Regex MemberPattern();

    private sealed record Row(string Member, string[] Ours, string[] Tests, bool IsLater);
}
