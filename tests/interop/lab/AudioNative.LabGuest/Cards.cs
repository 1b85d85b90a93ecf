// SPDX-License-Identifier: MIT

namespace AudioNative.LabGuest;

/// <summary>The guest's sound cards as PortAudio lists them.</summary>
internal static class Cards
{
    /// <summary>The device whose name holds this, as "hw:0,0".</summary>
    public static AudioDeviceInfo Find(string part)
    {
        var all = AudioDevices.All;
        return all.FirstOrDefault(device => device.Name.Contains(part, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No device {part} among: {string.Join("; ", all.Select(device => device.Name))}");
    }
}
