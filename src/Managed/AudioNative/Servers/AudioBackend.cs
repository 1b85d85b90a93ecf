// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>What gives the server its clock and takes its sound.</summary>
public enum AudioBackend
{
    /// <summary>
    /// JACK if a server runs, else PortAudio if it has an output device, else the dummy; PortAudio alone where a device is
    /// named by its index.
    /// </summary>
    Auto = 0,

    /// <summary>PortAudio, on whatever host API the chosen device belongs to.</summary>
    PortAudio = 1,

    /// <summary>A client of a running JACK server.</summary>
    Jack = 2,

    /// <summary>PortAudio's Core Audio host API; refused at boot on anything but macOS.</summary>
    CoreAudio = 3,

    /// <summary>No device and no clock: sound is rendered to a file or into memory, as fast as it goes.</summary>
    Offline = 4,

    /// <summary>No device, but a clock: everything runs in real time and nothing sounds.</summary>
    Dummy = 5,
}
