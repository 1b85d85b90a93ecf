// SPDX-License-Identifier: MIT

using AudioNative.Interop.Tests.Servers;

namespace AudioNative.Interop.Tests.Host;

/// <summary>What becomes of the engine when the sound server behind PortAudio dies.</summary>
[Collection(HostAudio.Name)]
public sealed class PortAudioFaultTests
{
    [Fact]
    public async Task A_pulseaudio_killed_while_playing_is_told_and_the_engine_goes_on_without_it()
    {
        await using var pulse = await PulseServer.Start();
        using var leads = new NativeEnvironment(pulse.Environment);
        using var server = PortAudioTests.OnPulse();
        await GoesOnWithout(server, pulse.Crash);
    }

    [Fact]
    public async Task A_jack_server_killed_behind_portaudio_is_told_and_the_engine_goes_on_without_it()
    {
        await using var jack = await JackServer.Start();
        using var leads = new NativeEnvironment(new Dictionary<string, string> { ["JACK_DEFAULT_SERVER"] = jack.Name });
        using var server = PortAudioTests.OnJackLoopback(jack.Period);
        await GoesOnWithout(server, jack.Crash);
    }

    private static async Task GoesOnWithout(Server server, Func<Task> crash)
    {
        var told = new TaskCompletionSource<DeviceLostEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.DeviceLost += (_, loss) => told.TrySetResult(loss);
        server.Boot();
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 2, Encoding = 32, CapacityFrames = 480000 });
        server.AddSample(sample);
        sample.Write(Signals.RampOf(480000));
        sample.Play();
        server.Start();
        await server.HasPlayed(4800);
        await crash();
        var loss = await told.Task.WaitAsync(Deadline.Generous);
        Assert.NotEmpty(loss.Reason);
        Assert.False(server.IsStarted);
        Assert.True(server.Info!.IsDeviceLost);

        var frame = server.Clock.Frame;
        var played = sample.FramesPlayed;
        Assert.True(played >= 4800);
        server.Reopen(backend: AudioBackend.Dummy).Start();
        await server.HasPlayed(4800);
        Assert.True(sample.FramesPlayed >= played + 4800);
        Assert.True(server.Clock.Frame >= frame + 4800);
        Assert.True(server.IsStarted);
    }
}
