// SPDX-License-Identifier: MIT
using System.Text;
using AudioNative.Interop;

namespace AudioNative;

/// <summary>
/// What a server is asked for. Every value is checked when it is set, so that boot fails only for the device.
/// </summary>
internal sealed class ServerSettings
{
    public const int MaxChannels = 1024;
    private const int MaxBufferSize = 65536;
    private const double MinSampleRate = 1000;
    private const double MaxSampleRate = 768000;
    private const int NameBytes = 256;

    public Hertz SampleRate
    {
        get;
        set => field = CheckRate(value, nameof(SampleRate));
    } = 44100;

    public int Channels
    {
        get;
        set => field = CheckRange(value, 1, MaxChannels, nameof(Channels));
    } = 2;

    /// <summary>Null: as many as there are output channels.</summary>
    public int? InputChannels
    {
        get;
        set => field = value is { } count ? CheckRange(count, 0, MaxChannels, nameof(InputChannels)) : null;
    }

    public int BufferSize
    {
        get;
        set => field = CheckRange(value, 1, MaxBufferSize, nameof(BufferSize));
    } = 256;

    public bool Duplex { get; set; } = true;

    public AudioBackend Backend
    {
        get;
        set => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Backend), value, "There is no such backend.");
    } = AudioBackend.PortAudio;

    public string JackName
    {
        get;
        set => field = CheckName(value, nameof(JackName));
    } = "audionative";

    public string? JackServerName
    {
        get;
        set => field = value is null ? null : CheckName(value, nameof(JackServerName));
    }

    public int InputDevice
    {
        get;
        set => field = CheckDevice(value, nameof(InputDevice));
    } = AudioDevices.Default;

    public int OutputDevice
    {
        get;
        set => field = CheckDevice(value, nameof(OutputDevice));
    } = AudioDevices.Default;

    public TimeSpan LatencyHint
    {
        get;
        set => field = CheckRange(value, TimeSpan.FromSeconds(10), nameof(LatencyHint));
    }

    public TimeSpan RampTime
    {
        get;
        set => field = CheckRange(value, TimeSpan.FromSeconds(1), nameof(RampTime));
    } = TimeSpan.FromMilliseconds(5);

    public bool AdoptSampleRate { get; set; }

    public bool AutoConnectInputs { get; set; } = true;

    public bool AutoConnectOutputs { get; set; } = true;

    public int EffectiveInputChannels => Duplex ? InputChannels ?? Channels : 0;

    public AnServerConfig ToNative() => new()
    {
        SampleRate = SampleRate,
        RampSeconds = RampTime.TotalSeconds,
        OutputChannels = Channels,
        InputChannels = EffectiveInputChannels,
        BufferFrames = BufferSize,
        Backend = (int)Backend,
        InputDevice = InputDevice,
        OutputDevice = OutputDevice,
        Flags = (int)((AdoptSampleRate ? AnServerFlags.AdoptRate : 0)
            | (AutoConnectInputs ? AnServerFlags.ConnectInputs : 0)
            | (AutoConnectOutputs ? AnServerFlags.ConnectOutputs : 0)),
        LatencySeconds = LatencyHint.TotalSeconds,
    };

    public static Hertz CheckRate(Hertz value, string name) => value.Value is >= MinSampleRate and <= MaxSampleRate
        ? value
        : throw new ArgumentOutOfRangeException(
            name, value, $"The sample rate is {MinSampleRate} to {MaxSampleRate} Hz.");

    private static int CheckRange(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is {least} to {most}.");

    private static TimeSpan CheckRange(TimeSpan value, TimeSpan most, string name) =>
        value >= TimeSpan.Zero && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is 0 to {most.TotalSeconds} s.");

    private static int CheckDevice(int value, string name) => value >= AudioDevices.Default
        ? value
        : throw new ArgumentOutOfRangeException(
            name,
            value,
            $"{name} is an index of AudioDevices.All, or {AudioDevices.Default} for the host's own choice.");

    private static string CheckName(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value.Contains('\0') || Encoding.UTF8.GetByteCount(value) >= NameBytes)
            throw new ArgumentException($"{name} is at most {NameBytes - 1} bytes of UTF-8 without a zero.", name);
        return value;
    }
}
