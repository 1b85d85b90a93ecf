// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Output;

/// <summary>There is one AudioOutput in a process, so the tests that get it take turns.</summary>
[CollectionDefinition(Name)]
public sealed class OutputTurns
{
    public const string Name = "the process's output";
}
