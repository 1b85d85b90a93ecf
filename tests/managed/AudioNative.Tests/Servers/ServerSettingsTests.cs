// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class ServerSettingsTests
{
    public static TheoryData<string> SettingNames => [.. Setters.Keys];

    private static Dictionary<string, Action<Server>> Setters { get; } = new()
    {
        [nameof(Server.SampleRate)] = server => server.SampleRate = 48000,
        [nameof(Server.Channels)] = server => server.Channels = 4,
        [nameof(Server.InputChannels)] = server => server.InputChannels = 1,
        [nameof(Server.BufferSize)] = server => server.BufferSize = 64,
        [nameof(Server.Duplex)] = server => server.Duplex = false,
        [nameof(Server.Backend)] = server => server.Backend = AudioBackend.Dummy,
        [nameof(Server.InputDevice)] = server => server.InputDevice = 1,
        [nameof(Server.OutputDevice)] = server => server.OutputDevice = 1,
        [nameof(Server.SetInOutDevice)] = server => server.SetInOutDevice(2),
        [nameof(Server.LatencyHint)] = server => server.LatencyHint = TimeSpan.FromMilliseconds(20),
        [nameof(Server.JackName)] = server => server.JackName = "other",
        [nameof(Server.JackServerName)] = server => server.JackServerName = "other",
        [nameof(Server.RampTime)] = server => server.RampTime = TimeSpan.Zero,
        [nameof(Server.AdoptSampleRate)] = server => server.AdoptSampleRate = true,
        [nameof(Server.AutoConnectInputs)] = server => server.AutoConnectInputs = false,
        [nameof(Server.AutoConnectOutputs)] = server => server.AutoConnectOutputs = false,
    };

    [Fact]
    public void The_defaults_are_the_documented_ones()
    {
        using var server = new Server();
        Assert.Equal(44100, server.SampleRate.Value);
        Assert.Equal(2, server.Channels);
        Assert.Equal(2, server.InputChannels);
        Assert.Equal(256, server.BufferSize);
        Assert.True(server.Duplex);
        Assert.Equal(AudioBackend.PortAudio, server.Backend);
        Assert.Equal("audionative", server.JackName);
        Assert.Equal(Verbosity.Error | Verbosity.Message | Verbosity.Warning, server.Verbosity);
        Assert.Equal(AudioDevices.Default, server.InputDevice);
        Assert.Equal(AudioDevices.Default, server.OutputDevice);
        Assert.Equal(1, server.Amp);
        Assert.Equal(TimeSpan.Zero, server.StartOffset);
        Assert.Equal(TimeSpan.FromMilliseconds(5), server.RampTime);
        Assert.False(server.IsBooted);
        Assert.False(server.IsStarted);
        Assert.Null(server.Info);
    }

    [Fact]
    public void The_constructor_sets_what_it_is_given()
    {
        using var server = new Server(48000, 8, 512, duplex: true, AudioBackend.Dummy, "pyo", inputChannels: 3);
        Assert.Equal(48000, server.SampleRate.Value);
        Assert.Equal(8, server.Channels);
        Assert.Equal(3, server.InputChannels);
        Assert.Equal(512, server.BufferSize);
        Assert.Equal(AudioBackend.Dummy, server.Backend);
        Assert.Equal("pyo", server.JackName);
    }

    [Fact]
    public void Without_duplex_there_is_no_input()
    {
        using var server = new Server(duplex: false, inputChannels: 4);
        Assert.Equal(0, server.InputChannels);
        server.Duplex = true;
        Assert.Equal(4, server.InputChannels);
    }

    [Theory]
    [MemberData(nameof(SettingNames))]
    public void A_setting_is_refused_while_booted_and_accepted_after_shutdown(string name)
    {
        Action<Server> set = Setters[name];
        using var server = new Server(backend: AudioBackend.Offline);
        set(server);
        server.Backend = AudioBackend.Offline;
        server.Boot();
        var error = Assert.Throws<ServerStateException>(() => set(server));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("Shutdown", error.Message, StringComparison.Ordinal);
        Assert.Equal(AudioStatus.InvalidState, error.Status);
        server.Shutdown();
        set(server);
    }

    [Fact]
    public void Every_setting_is_in_this_test()
    {
        // A settable property is either one of those above, or may be set at any time.
        string[] anytime =
            [nameof(Server.Amp), nameof(Server.StartOffset), nameof(Server.Verbosity), nameof(Server.SourceTimeout)];
        IEnumerable<string> settable = typeof(Server).GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => property.Name);
        Assert.Equal(
            Setters.Keys.Except([nameof(Server.SetInOutDevice)]).Concat(anytime).Order(), settable.Order());
    }

    [Fact]
    public void What_was_set_between_two_boots_is_what_the_second_boot_gets()
    {
        using Server server = new Server(backend: AudioBackend.Offline).Boot();
        server.Shutdown();
        server.SampleRate = 96000;
        server.Channels = 5;
        server.BufferSize = 100;
        server.Duplex = false;
        server.Boot();
        ServerInfo info = Assert.IsType<ServerInfo>(server.Info);
        Assert.Equal(96000, info.SampleRate.Value);
        Assert.Equal(5, info.Channels);
        Assert.Equal(0, info.InputChannels);
        Assert.Equal(96000, server.SampleRate.Value);
        Assert.Equal(5, server.Channels);
        Assert.Equal(0, server.InputChannels);
        Assert.False(server.Duplex);
        Assert.Equal(5 * 7, server.Hear(7).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-44100)]
    [InlineData(999)]
    [InlineData(768001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_impossible_rate_is_refused_at_once(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Server(rate));
        using var server = new Server();
        Assert.Throws<ArgumentOutOfRangeException>(() => server.SampleRate = rate);
        Assert.Equal(44100, server.SampleRate.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65537)]
    [InlineData(int.MaxValue)]
    public void An_impossible_buffer_size_is_refused_at_once(int frames)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Server(bufferSize: frames));
        using var server = new Server();
        Assert.Throws<ArgumentOutOfRangeException>(() => server.BufferSize = frames);
        Assert.Equal(256, server.BufferSize);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(1025)]
    public void An_impossible_channel_count_is_refused_at_once(int channels)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Server(channels: channels));
        using var server = new Server();
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Channels = channels);
        if (channels != 0)
            Assert.Throws<ArgumentOutOfRangeException>(() => server.InputChannels = channels);
    }

    [Fact]
    public void Other_impossible_settings_are_refused_at_once()
    {
        using var server = new Server();
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Backend = (AudioBackend)17);
        Assert.Throws<ArgumentOutOfRangeException>(() => server.InputDevice = -2);
        Assert.Throws<ArgumentOutOfRangeException>(() => server.OutputDevice = -5);
        Assert.Throws<ArgumentOutOfRangeException>(() => server.RampTime = TimeSpan.FromSeconds(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.RampTime = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.LatencyHint = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.StartOffset = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.SourceTimeout = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Verbosity = (Verbosity)16);
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Amp = double.NaN);
        Assert.Throws<ArgumentException>(() => server.JackName = "");
        Assert.Throws<ArgumentException>(() => server.JackName = new string('x', 256));
        Assert.Throws<ArgumentException>(() => server.JackName = "a\0b");
        Assert.Throws<ArgumentException>(() => server.JackServerName = " ");
        Assert.Throws<ArgumentNullException>(() => server.JackName = null!);
    }

    [Fact]
    public void Setting_both_devices_sets_each()
    {
        using var server = new Server();
        Assert.Same(server, server.SetInOutDevice(3));
        Assert.Equal(3, server.InputDevice);
        Assert.Equal(3, server.OutputDevice);
        server.InputDevice = 1;
        server.OutputDevice = AudioDevices.Default;
        Assert.Equal(1, server.InputDevice);
        Assert.Equal(AudioDevices.Default, server.OutputDevice);
    }
}
