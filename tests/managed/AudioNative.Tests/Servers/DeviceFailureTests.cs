// SPDX-License-Identifier: MIT
using AudioNative.Tests.Output;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

[Collection(OutputTurns.Name)]
public class DeviceFailureTests
{
    [Fact]
    public void A_device_that_is_not_there_is_named_and_leaves_the_server_usable()
    {
        using var server = new Server(duplex: false) { OutputDevice = 9999 };
        var error = Assert.Throws<DeviceException>(() => server.Boot());
        Assert.Equal(AudioStatus.NoDeviceFound, error.Status);
        Assert.NotEmpty(error.Message);
        Assert.False(server.IsBooted);
        server.Backend = AudioBackend.Offline;
        server.Boot();
        Assert.True(server.IsBooted);
    }

    [Fact]
    public void A_machine_without_an_output_device_says_so_at_boot()
    {
        using var server = new Server(duplex: false);
        if (AudioDevices.DefaultOutput is null)
        {
            var error = Assert.Throws<DeviceException>(() => server.Boot());
            Assert.True(error.Status == AudioStatus.NoDeviceFound, error.ToString());
            Assert.False(server.IsBooted);
        }
        else
        {
            server.Boot();
            Assert.Equal(AudioBackend.PortAudio, server.Backend);
        }
    }

    [Fact]
    public void A_JACK_server_that_does_not_run_is_named()
    {
        string name = $"audionative-none-{Environment.ProcessId}";
        using var server = new Server(backend: AudioBackend.Jack) { JackServerName = name };
        var error = Assert.Throws<DeviceException>(() => server.Boot());
        Assert.Equal(AudioStatus.ServerNotRunning, error.Status);
        Assert.Null(AudioDevices.ProbeJack(name));
    }

    [Fact]
    public void Core_Audio_is_a_clear_error_on_other_systems()
    {
        if (OperatingSystem.IsMacOS())
            return; // it is the real thing there
        using var server = new Server(backend: AudioBackend.CoreAudio);
        var error = Assert.Throws<AudioNativeException>(() => server.Boot());
        Assert.Equal(AudioStatus.NotSupported, error.Status);
    }

    [Fact]
    public void The_device_can_be_changed_under_what_plays()
    {
        using var server = new Server(channels: 1, duplex: false, backend: AudioBackend.Dummy);
        Assert.Throws<ServerStateException>(() => server.Reopen());
        server.Boot().Start();
        Assert.Throws<ServerStateException>(() => server.Reopen());
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 44100 });
        sample.Write(Signals.Ramp(44100));
        sample.Complete();
        server.AddSample(sample);
        sample.Play();
        Wait.Until(() => sample.FramesPlayed > 0, "the sound");
        server.Stop();
        long played = sample.FramesPlayed;
        long frame = server.Clock.Frame;
        Assert.Throws<DeviceException>(() => server.Reopen(outputDevice: 9999, backend: AudioBackend.PortAudio));
        Assert.True(server.Info!.IsDeviceLost);
        Assert.Throws<ServerStateException>(() => server.Start());
        Assert.Same(server, server.Reopen(backend: AudioBackend.Dummy));
        Assert.False(server.Info!.IsDeviceLost);
        Assert.Equal(frame, server.Clock.Frame);
        Assert.Equal(played, sample.FramesPlayed);
        Assert.Same(server, sample.Server);
        server.Start();
        Wait.Until(() => sample.PlayedOut.IsCompletedSuccessfully, "the rest of the sound");
    }
}
