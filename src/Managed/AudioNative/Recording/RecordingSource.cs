// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>What a recording listens to.</summary>
public enum RecordingSource
{
    /// <summary>What goes to the device, after the server's amplitude.</summary>
    Output = 0,

    /// <summary>What comes from the device.</summary>
    Input = 1,
}
