// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <summary>What there is to play on. [control]</summary>
internal static unsafe class DeviceProxy
{
    private const int UsualCount = 32;

    internal static AnDeviceInfo[] ListDevices()
    {
        var devices = new AnDeviceInfo[UsualCount];
        while (true)
        {
            int count;
            fixed (AnDeviceInfo* list = devices)
            {
                NativeStatus.Check(NativeMethods.DeviceList(list, devices.Length, &count), NativeSubject.Server);
            }

            if (count <= devices.Length)
            {
                return devices[..count];
            }

            devices = new AnDeviceInfo[count];
        }
    }

    internal static AnHostApiInfo[] ListHostApis()
    {
        var hostApis = new AnHostApiInfo[UsualCount];
        while (true)
        {
            int count;
            fixed (AnHostApiInfo* list = hostApis)
            {
                NativeStatus.Check(NativeMethods.HostApiList(list, hostApis.Length, &count), NativeSubject.Server);
            }

            if (count <= hostApis.Length)
            {
                return hostApis[..count];
            }

            hostApis = new AnHostApiInfo[count];
        }
    }

    /// <summary>Whether a JACK server of this name answers; null is the default one. Never starts one.</summary>
    internal static bool TryProbeJack(string? serverName, out double sampleRate, out int bufferFrames)
    {
        using var name = new Utf8Argument(serverName, "JACK server's name", stackalloc byte[Utf8Argument.StackBytes]);
        double rate = 0;
        var frames = 0;
        var status = NativeMethods.JackProbe(name.Pointer, &rate, &frames);
        sampleRate = rate;
        bufferFrames = frames;
        if (status is AnStatus.ServerNotRunning or AnStatus.NotSupported)
        {
            return false;
        }

        NativeStatus.Check(status, NativeSubject.Server);
        return true;
    }
}
