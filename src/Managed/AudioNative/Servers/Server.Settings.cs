// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

namespace AudioNative;

/// <content>
/// What can only be set before boot. Once booted, the getters say what was got, and the setters throw
/// <see cref="ServerStateException"/>: <see cref="Shutdown"/> first.
/// </content>
public sealed partial class Server
{
    /// <summary>Frames a second, 1000 to 768000. Once booted: the rate that was got. [any thread]</summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its range.</exception>
    public Hertz SampleRate
    {
        get => _got?.SampleRate ?? _settings.SampleRate;
        set => Editable().SampleRate = value;
    }

    /// <summary>Output channels, 1 to 1024. [any thread]</summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its range.</exception>
    public int Channels
    {
        get => _got?.Channels ?? _settings.Channels;
        set => Editable().Channels = value;
    }

    /// <summary>
    /// Input channels, 0 to 1024; as many as <see cref="Channels"/> unless set, and 0 without <see cref="Duplex"/>.
    /// Once booted: 0 also where no input was to be had. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its range.</exception>
    public int InputChannels
    {
        get => _got?.InputChannels ?? _settings.EffectiveInputChannels;
        set => Editable().InputChannels = value;
    }

    /// <summary>
    /// Frames that the device asks for at a time, 1 to 65536. A small one shortens the latency and costs more. Once
    /// booted: what the device really asks for. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its range.</exception>
    public int BufferSize
    {
        get => _got?.BufferSize ?? _settings.BufferSize;
        set => Editable().BufferSize = value;
    }

    /// <summary>
    /// Whether there is input besides output. An input that is missing at boot is given up with a warning. Once booted:
    /// whether there is input. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    public bool Duplex
    {
        get => _got is { } got ? got.InputChannels > 0 : _settings.Duplex;
        set => Editable().Duplex = value;
    }

    /// <summary>What gives the clock and takes the sound. Once booted: the one in use. [any thread]</summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such backend.</exception>
    public AudioBackend Backend
    {
        get => _got?.Backend ?? _settings.Backend;
        set => Editable().Backend = value;
    }

    /// <summary>
    /// The input device's index in <see cref="AudioDevices.All"/>, or <see cref="AudioDevices.Default"/>. Once booted:
    /// the one in use, negative for none. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than <see cref="AudioDevices.Default"/>.</exception>
    public int InputDevice
    {
        get => _got?.InputDevice ?? _settings.InputDevice;
        set => Editable().InputDevice = value;
    }

    /// <summary>
    /// The output device's index in <see cref="AudioDevices.All"/>, or <see cref="AudioDevices.Default"/>. Once booted:
    /// the one in use, negative for none. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than <see cref="AudioDevices.Default"/>.</exception>
    public int OutputDevice
    {
        get => _got?.OutputDevice ?? _settings.OutputDevice;
        set => Editable().OutputDevice = value;
    }

    /// <summary>PortAudio: the latency to ask for, 0 to 10 s; 0 is the device's own low one. [any thread]</summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its range.</exception>
    public TimeSpan LatencyHint
    {
        get => _settings.LatencyHint;
        set => Editable().LatencyHint = value;
    }

    /// <summary>JACK: the client's name. Once booted on JACK: the one that the JACK server gave. [any thread]</summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentException">Empty, or longer than 255 bytes.</exception>
    public string JackName
    {
        get => _got is { ClientName.Length: > 0 } got ? got.ClientName : _settings.JackName;
        set => Editable().JackName = value;
    }

    /// <summary>JACK: the name of the JACK server; null for the default one. [any thread]</summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentException">Empty, or longer than 255 bytes.</exception>
    public string? JackServerName
    {
        get => _settings.JackServerName;
        set => Editable().JackServerName = value;
    }

    /// <summary>
    /// How long the overall amplitude takes to reach a new value, in a straight line: 0 (at once) to 1 s, 5 ms unless
    /// set. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its range.</exception>
    public TimeSpan RampTime
    {
        get => _settings.RampTime;
        set => Editable().RampTime = value;
    }

    /// <summary>
    /// Whether the device's or JACK server's own rate is taken where <see cref="SampleRate"/> is refused, instead of
    /// failing at boot. False unless set. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    public bool AdoptSampleRate
    {
        get => _settings.AdoptSampleRate;
        set => Editable().AdoptSampleRate = value;
    }

    /// <summary>
    /// JACK: whether the physical capture ports are connected at start. True unless set. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    public bool AutoConnectInputs
    {
        get => _settings.AutoConnectInputs;
        set => Editable().AutoConnectInputs = value;
    }

    /// <summary>
    /// JACK: whether the physical playback ports are connected at start. True unless set. [any thread]
    /// </summary>
    /// <exception cref="ServerStateException">Set while booted.</exception>
    public bool AutoConnectOutputs
    {
        get => _settings.AutoConnectOutputs;
        set => Editable().AutoConnectOutputs = value;
    }

    /// <summary>
    /// Sets <see cref="InputDevice"/> and <see cref="OutputDevice"/> to the same device. [any thread]
    /// </summary>
    /// <param name="device">
    /// The device's index in <see cref="AudioDevices.All"/>, or <see cref="AudioDevices.Default"/>.
    /// </param>
    /// <returns>This server.</returns>
    /// <exception cref="ServerStateException">The server is booted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than <see cref="AudioDevices.Default"/>.</exception>
    public Server SetInOutDevice(int device)
    {
        ServerSettings settings = Editable();
        settings.InputDevice = device;
        settings.OutputDevice = device;
        return this;
    }

    private ServerSettings Editable([CallerMemberName] string setting = "")
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _got is null
                ? _settings
                : throw new ServerStateException(
                    $"{setting} cannot be changed while the server is booted. Call Shutdown first, then set it and "
                        + "boot again.");
        }
    }
}
