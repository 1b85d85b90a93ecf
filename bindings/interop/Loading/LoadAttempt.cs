// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>One place where the library was looked for, and what was so there.</summary>
internal sealed record LoadAttempt(string Place, string Outcome);
