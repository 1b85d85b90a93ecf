// SPDX-License-Identifier: MIT
using System.Globalization;
using AudioNative.Interop;

namespace AudioNative;

/// <summary>An audio device as PortAudio lists it.</summary>
/// <param name="Index">
/// The number that <see cref="Server.InputDevice"/> and <see cref="Server.OutputDevice"/> take.
/// </param>
/// <param name="Name">The host's name for it.</param>
/// <param name="HostApi">The index of its host API in <see cref="AudioDevices.HostApis"/>.</param>
/// <param name="HostApiName">The name of its host API.</param>
/// <param name="MaxInputChannels">Input channels; 0 where it has no input.</param>
/// <param name="MaxOutputChannels">Output channels; 0 where it has no output.</param>
/// <param name="IsDefaultInput">Whether it is the host's own choice for input.</param>
/// <param name="IsDefaultOutput">Whether it is the host's own choice for output.</param>
/// <param name="DefaultSampleRate">The rate it would rather run at.</param>
/// <param name="LowInputLatency">The shortest safe input latency, as the host claims.</param>
/// <param name="LowOutputLatency">The shortest safe output latency, as the host claims.</param>
/// <param name="HighInputLatency">A robust input latency, as the host claims.</param>
/// <param name="HighOutputLatency">A robust output latency, as the host claims.</param>
public sealed record AudioDeviceInfo(
    int Index,
    string Name,
    int HostApi,
    string HostApiName,
    int MaxInputChannels,
    int MaxOutputChannels,
    bool IsDefaultInput,
    bool IsDefaultOutput,
    Hertz DefaultSampleRate,
    TimeSpan LowInputLatency,
    TimeSpan LowOutputLatency,
    TimeSpan HighInputLatency,
    TimeSpan HighOutputLatency)
{
    /// <summary>Whether sound can be taken from it.</summary>
    public bool IsInput => MaxInputChannels > 0;

    /// <summary>Whether sound can be sent to it.</summary>
    public bool IsOutput => MaxOutputChannels > 0;

    /// <summary>
    /// A line for each direction it has, as
    /// <c>0: IN, name: X, host api index: 2, default sr: 48000 Hz, latency: 0.001333 s</c>.
    /// </summary>
    public override string ToString()
    {
        string input = IsInput ? Line("IN", LowInputLatency) : "";
        string output = IsOutput ? Line("OUT", LowOutputLatency) : "";
        return input.Length > 0 && output.Length > 0 ? input + Environment.NewLine + output : input + output;
    }

    internal static AudioDeviceInfo From(in AnDeviceInfo device) => new(
        device.Index,
        device.ReadName(),
        device.HostApi,
        device.ReadHostApiName(),
        device.MaxInputChannels,
        device.MaxOutputChannels,
        device.IsDefaultInput != 0,
        device.IsDefaultOutput != 0,
        device.DefaultSampleRate,
        TimeSpan.FromSeconds(device.LowInputLatency),
        TimeSpan.FromSeconds(device.LowOutputLatency),
        TimeSpan.FromSeconds(device.HighInputLatency),
        TimeSpan.FromSeconds(device.HighOutputLatency));

    private string Line(string direction, TimeSpan latency) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Index}: {direction}, name: {Name}, host api index: {HostApi}, "
            + $"default sr: {DefaultSampleRate.Value:0} Hz, latency: {latency.TotalSeconds:0.000000} s");
}
