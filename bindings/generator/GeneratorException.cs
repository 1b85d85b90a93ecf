// SPDX-License-Identifier: MIT
namespace AudioNative.Generator;

/// <summary>The generator cannot go on; the message is for the person who runs it.</summary>
internal sealed class GeneratorException(string message) : Exception(message);
