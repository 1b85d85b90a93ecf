// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative;

/// <summary>A host API that PortAudio was built with: ALSA, JACK, Core Audio, WASAPI …</summary>
/// <param name="Index">Its number.</param>
/// <param name="TypeId">PortAudio's PaHostApiTypeId, the same on every machine.</param>
/// <param name="Name">Its name.</param>
/// <param name="DeviceCount">Devices it has.</param>
/// <param name="DefaultInput">Index of its default input device; null for none.</param>
/// <param name="DefaultOutput">Index of its default output device; null for none.</param>
/// <param name="IsDefault">Whether it is the one PortAudio takes its default devices from.</param>
public sealed record HostApiInfo(
    int Index,
    int TypeId,
    string Name,
    int DeviceCount,
    int? DefaultInput,
    int? DefaultOutput,
    bool IsDefault)
{
    /// <summary>A line, as <c>index: 0, id: 8, name: ALSA, num devices: 3, default in: 0, default out: 0</c>.</summary>
    public override string ToString() =>
        $"index: {Index}, id: {TypeId}, name: {Name}, num devices: {DeviceCount}, "
            + $"default in: {DefaultInput ?? -1}, default out: {DefaultOutput ?? -1}";

    internal static HostApiInfo From(in AnHostApiInfo hostApi) => new(
        hostApi.Index,
        hostApi.TypeId,
        hostApi.ReadName(),
        hostApi.DeviceCount,
        hostApi.DefaultInputDevice < 0 ? null : hostApi.DefaultInputDevice,
        hostApi.DefaultOutputDevice < 0 ? null : hostApi.DefaultOutputDevice,
        hostApi.IsDefault != 0);
}
