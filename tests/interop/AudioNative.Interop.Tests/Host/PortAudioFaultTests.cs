// SPDX-License-Identifier: MIT

using AudioNative.Interop.Tests.Servers;

namespace AudioNative.Interop.Tests.Host;

/// <summary>
/// What becomes of the engine when the sound server behind PortAudio dies. The same with JACK is in the native tests, in a
/// process of its own: PortAudio's JACK part is good for nothing afterwards.
/// </summary>
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
