// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>Which of the server's messages are passed on; the values add up.</summary>
[Flags]
public enum Verbosity
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Something failed. <c>LogLevel.Error</c>.</summary>
    Error = 1,

    /// <summary>What was chosen and done. <c>LogLevel.Information</c>.</summary>
    Message = 2,

    /// <summary>Something was given up, lost or late. <c>LogLevel.Warning</c>.</summary>
    Warning = 4,

    /// <summary>Details for whoever looks for a fault. <c>LogLevel.Debug</c>.</summary>
    Debug = 8,
}
