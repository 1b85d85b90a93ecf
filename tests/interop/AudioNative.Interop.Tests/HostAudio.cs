// SPDX-License-Identifier: MIT

namespace AudioNative.Interop.Tests;

/// <summary>
/// The tests that use servers on this machine, one after the other: PortAudio finds its servers by the environment of
/// the whole process. The lab, a guest with a clock of its own, runs beside them.
/// </summary>
[CollectionDefinition(Name)]
public sealed class HostAudio
{
    /// <summary>The collection's name.</summary>
    public const string Name = "servers on this machine";
}
