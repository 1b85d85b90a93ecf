// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <summary>What a booted server got, which need not be what was asked for.</summary>
/// <param name="Backend">The backend in use, never <see cref="AudioBackend.Auto"/>.</param>
/// <param name="SampleRate">The rate.</param>
/// <param name="Channels">Output channels.</param>
/// <param name="InputChannels">Input channels; 0 where the input was missing.</param>
/// <param name="BufferSize">Frames the device asks for at a time.</param>
/// <param name="BlockSize">Frames the engine renders at a time.</param>
/// <param name="OutputDevice">The device's index in <see cref="AudioDevices.All"/>, negative for none.</param>
/// <param name="InputDevice">The device's index in <see cref="AudioDevices.All"/>, negative for none.</param>
/// <param name="OutputName">The output device's name.</param>
/// <param name="InputName">The input device's name.</param>
/// <param name="ClientName">JACK: the name the JACK server gave us.</param>
/// <param name="OutputLatency">From the engine to the device, as the host claims.</param>
/// <param name="InputLatency">From the device to the engine, as the host claims.</param>
/// <param name="IsRealtime">Whether the audio thread has real-time priority; false before the first start.</param>
/// <param name="IsDeviceLost">Whether the device died under the running server.</param>
/// <param name="Notice">What was chosen and why, and what had to be given up, a line each.</param>
public sealed record ServerInfo(
    AudioBackend Backend,
    Hertz SampleRate,
    int Channels,
    int InputChannels,
    int BufferSize,
    int BlockSize,
    int OutputDevice,
    int InputDevice,
    string OutputName,
    string InputName,
    string ClientName,
    TimeSpan OutputLatency,
    TimeSpan InputLatency,
    bool IsRealtime,
    bool IsDeviceLost,
    string Notice)
{
    internal static ServerInfo From(in AnServerInfo info) => new(
        (AudioBackend)info.Backend,
        info.SampleRate,
        info.OutputChannels,
        info.InputChannels,
        info.BufferFrames,
        info.BlockFrames,
        info.OutputDevice,
        info.InputDevice,
        info.ReadOutputName(),
        info.ReadInputName(),
        info.ReadClientName(),
        TimeSpan.FromSeconds(info.OutputLatency),
        TimeSpan.FromSeconds(info.InputLatency),
        info.IsRealtime != 0,
        info.DeviceLost != 0,
        info.ReadNotice());
}
