// SPDX-License-Identifier: MIT

using System.Text;
using System.Text.RegularExpressions;

namespace AudioNative.Interop.Tests.Servers;

/// <summary>
/// A machine has eight places for JACK servers, in a file that all of them share. One that is killed keeps its place until
/// a server of the same name starts; a few tests that kill theirs would fill the machine for everybody.
/// </summary>
internal static partial class JackRegistry
{
    private const string Path = "/dev/shm/jack-shm-registry";

    /// <summary>What jackd says when all places are taken.</summary>
    public const string Full = "Too many servers already active";

    /// <summary>Gives back the places of dead servers that tests of this project had started.</summary>
    public static async Task Reclaim()
    {
        if (File.Exists(Path))
        {
            foreach (Match place in TestServer().Matches(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path))))
            {
                await Reclaim(place.Groups["name"].Value);
            }
        }
    }

    /// <summary>Gives back the place of a dead server. One that lives refuses the second of its name and is not touched.</summary>
    public static async Task Reclaim(string name)
    {
        await using var heir = ServerProcess.Start("jackd", "jackd2", ["-n", name, "-r", "-p", "64", "-d", "dummy"]);
        await Deadline.Until(
            () => !heir.IsRunning || JackServer.Answers(name).GetAwaiter().GetResult(), $"jackd {name} answers", () => heir.Log);
    }

    [GeneratedRegex(@"jack-\d+:(?<name>an_[A-Za-z0-9_]+):")]
    private static partial Regex TestServer();
}
