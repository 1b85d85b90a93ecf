// SPDX-License-Identifier: MIT
namespace AudioNative.Cli;

/// <summary>What was asked for cannot be done; the message is all that the user needs.</summary>
internal sealed class UsageException(string message) : Exception(message);
