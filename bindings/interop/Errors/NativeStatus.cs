// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AudioNative.Interop;

/// <summary>
/// The one funnel from status to exception. Has to be called on the thread of the failed call and before its next
/// one: the words are kept per thread.
/// </summary>
internal static class NativeStatus
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(AnStatus status, NativeSubject subject)
    {
        if (status != AnStatus.Ok)
        {
            Throw(status, subject);
        }
    }

    /// <summary>The exception for a status that came with words of its own, such as a recording's.</summary>
    internal static Exception ToException(AnStatus status, NativeSubject subject, string message)
    {
        var audioStatus = (AudioStatus)status;
        if (message.Length == 0)
        {
            message = $"The native core reports {audioStatus}.";
        }

        return status switch
        {
            AnStatus.InvalidArgument => new ArgumentException(message),
            AnStatus.InvalidState => new ServerStateException(message, audioStatus),
            AnStatus.QueueFull => new CommandQueueFullException(message, audioStatus),
            AnStatus.ChannelsUnsupported when subject == NativeSubject.Source => new ArgumentException(message),
            AnStatus.NoDeviceFound
                or AnStatus.DeviceBusy
                or AnStatus.SampleRateUnsupported
                or AnStatus.ChannelsUnsupported
                or AnStatus.BufferSizeUnsupported
                or AnStatus.DeviceFailed
                or AnStatus.ServerNotRunning => new DeviceException(message, audioStatus),
            AnStatus.FileNotFound
                or AnStatus.FileAccess
                or AnStatus.FileFormat
                or AnStatus.FileIo
                or AnStatus.DiskFull => subject == NativeSubject.Recording
                    ? new RecordingException(message, audioStatus)
                    : new AudioFileException(message, audioStatus),
            _ => new AudioNativeException(message, audioStatus),
        };
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void Throw(AnStatus status, NativeSubject subject) =>
        throw ToException(status, subject, NativeText.Read(NativeMethods.LastError()));
}
