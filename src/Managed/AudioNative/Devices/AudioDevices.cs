// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <summary>
/// PortAudio's devices and host APIs. Each call asks anew; while a device is open anywhere in the process the answer is
/// that of the moment it was opened. A machine without devices has empty lists, which is no error. [control]
/// </summary>
public static class AudioDevices
{
    /// <summary>In place of a device's index: the host's own choice.</summary>
    public const int Default = -1;

    /// <summary>All devices, by their index.</summary>
    /// <exception cref="DeviceException">PortAudio cannot be asked.</exception>
    public static IReadOnlyList<AudioDeviceInfo> All =>
        Array.ConvertAll(DeviceProxy.ListDevices(), device => AudioDeviceInfo.From(in device));

    /// <summary>The devices that sound can be taken from.</summary>
    public static IReadOnlyList<AudioDeviceInfo> Inputs => [.. All.Where(device => device.IsInput)];

    /// <summary>The devices that sound can be sent to.</summary>
    public static IReadOnlyList<AudioDeviceInfo> Outputs => [.. All.Where(device => device.IsOutput)];

    /// <summary>All host APIs, by their index.</summary>
    /// <exception cref="DeviceException">PortAudio cannot be asked.</exception>
    public static IReadOnlyList<HostApiInfo> HostApis =>
        Array.ConvertAll(DeviceProxy.ListHostApis(), hostApi => HostApiInfo.From(in hostApi));

    /// <summary>The host's own choice for input; null for none.</summary>
    public static AudioDeviceInfo? DefaultInput => All.FirstOrDefault(device => device.IsDefaultInput);

    /// <summary>The host's own choice for output; null for none.</summary>
    public static AudioDeviceInfo? DefaultOutput => All.FirstOrDefault(device => device.IsDefaultOutput);

    /// <summary>Every device, a line for each of its directions: see <see cref="AudioDeviceInfo.ToString"/>.</summary>
    public static string Describe() => string.Join(Environment.NewLine, All);

    /// <summary>Whether a JACK server answers, and how it runs. Never starts one.</summary>
    /// <param name="serverName">The JACK server's name; null for the default one.</param>
    /// <returns>Its rate and frames a period; null where none answers.</returns>
    public static (Hertz SampleRate, int BufferSize)? ProbeJack(string? serverName = null) =>
        DeviceProxy.TryProbeJack(serverName, out double sampleRate, out int frames) ? (sampleRate, frames) : null;
}
