// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Output;

/// <summary>
/// There is one AudioOutput in a process, and one PortAudio, which looks at all devices for each who asks: the tests
/// that need them take turns.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OutputTurns
{
    public const string Name = "what there is one of in a process";
}
