// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>Why the native core refused or failed; the numbers are those of <c>an_status</c> in the C ABI.</summary>
public enum AudioStatus
{
    /// <summary>It did not.</summary>
    Ok = 0,

    /// <summary>A value is outside its range; nothing was done.</summary>
    InvalidArgument = 1,

    /// <summary>Not possible in this state: booted, started, recording.</summary>
    InvalidState = 2,

    /// <summary>The native core has no memory left.</summary>
    OutOfMemory = 3,

    /// <summary>The command queue to the audio thread is full; try again later.</summary>
    QueueFull = 4,

    /// <summary>This build or platform has no such thing.</summary>
    NotSupported = 5,

    /// <summary>There is no such device, or none at all.</summary>
    NoDeviceFound = 6,

    /// <summary>Another program holds the device.</summary>
    DeviceBusy = 7,

    /// <summary>The device or JACK server does not run at this rate.</summary>
    SampleRateUnsupported = 8,

    /// <summary>More channels than there are.</summary>
    ChannelsUnsupported = 9,

    /// <summary>The device refuses this many frames a buffer.</summary>
    BufferSizeUnsupported = 10,

    /// <summary>The host reported an error of its own; the message has its words.</summary>
    DeviceFailed = 11,

    /// <summary>No JACK server answers.</summary>
    ServerNotRunning = 12,

    /// <summary>There is no such file.</summary>
    FileNotFound = 13,

    /// <summary>The path cannot be opened: permission, a folder, a read-only disk.</summary>
    FileAccess = 14,

    /// <summary>Not an audio file, or a container that cannot hold this sample type.</summary>
    FileFormat = 15,

    /// <summary>Reading or writing failed part way.</summary>
    FileIO = 16,

    /// <summary>The disk is full.</summary>
    DiskFull = 17,

    /// <summary>An offline render waited for a source's data past its time-out.</summary>
    Starved = 18,

    /// <summary>A defect of the native core.</summary>
    Internal = 19,
}
