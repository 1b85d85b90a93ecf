// SPDX-License-Identifier: MIT

using AudioNative.Interop.Tests.Servers;

namespace AudioNative.Interop.Tests.Host;

/// <summary>What goes wrong with a JACK server, and what a user is told and can still do.</summary>
[Collection(HostAudio.Name)]
public sealed class JackFaultTests
{
    [Fact]
    public async Task A_rate_that_jack_does_not_run_at_is_refused_with_the_rate_it_does_or_adopted_if_asked()
    {
        await using var jack = await JackServer.Start(sampleRate: 48000);
        using var server = JackDriverTests.ClientOf(jack);
        server.SampleRate = 44100;
        var refusal = Assert.Throws<DeviceException>(server.Boot);
        Assert.Equal(AudioStatus.SampleRateUnsupported, refusal.Status);
        Assert.Contains("48000", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("44100", refusal.Message, StringComparison.Ordinal);
        Assert.False(server.IsBooted);

        server.AdoptSampleRate = true;
        server.Boot();
        Assert.Equal(48000, server.SampleRate.Value);
    }

    [Fact]
    public void No_jack_server_is_said_so_and_nothing_is_started()
    {
        using var server = new Server(sampleRate: 48000, backend: AudioBackend.Jack)
        {
            JackServerName = $"nobody_{Environment.ProcessId}",
        };
        var refusal = Assert.Throws<DeviceException>(server.Boot);
        Assert.Equal(AudioStatus.ServerNotRunning, refusal.Status);
        Assert.Contains(server.JackServerName, refusal.Message, StringComparison.Ordinal);
        Assert.Null(AudioDevices.ProbeJack(server.JackServerName));
    }

    [Fact]
    public async Task A_second_jack_server_in_one_process_is_refused_and_both_are_named()
    {
        await using var jack = await JackServer.Start();
        await using var other = await JackServer.Start();
        using var server = JackDriverTests.ClientOf(jack).Boot().Start();
        using var second = JackDriverTests.ClientOf(other);
        var refusal = Assert.Throws<ServerStateException>(second.Boot);
        Assert.Contains(jack.Name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(other.Name, refusal.Message, StringComparison.Ordinal);

        // The first plays on, and what it holds is free once it is shut down.
        await server.HasPlayed(4800);
        server.Shutdown();
        second.Boot().Start();
        await second.HasPlayed(4800);
    }

    [Fact]
    public async Task A_server_killed_while_playing_is_told_and_the_engine_goes_on_from_the_same_frame_on_the_next()
    {
        await using var jack = await JackServer.Start();
        using var server = JackDriverTests.ClientOf(jack).Boot();
        var told = new TaskCompletionSource<DeviceLostEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.DeviceLost += (_, loss) => told.TrySetResult(loss);
        var ramp = Signals.RampOf(10 * jack.SampleRate);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 2, Encoding = 32, CapacityFrames = ramp.Length / 2 });
        server.AddSample(sample);
        sample.Write(ramp);
        sample.Complete();
        sample.Play();
        server.Start();
        await server.HasPlayed(4800);

        await jack.Crash();
        var loss = await told.Task.WaitAsync(Deadline.Generous);
        Assert.NotEmpty(loss.Reason);
        Assert.True(server.IsBooted);
        Assert.False(server.IsStarted);
        Assert.True(server.Info!.IsDeviceLost);

        // All that was there before is there still, and stands still.
        var frame = server.Clock.Frame;
        var played = sample.FramesPlayed;
        Assert.True(frame >= 4800);
        Assert.Equal(frame, played);
        Assert.Contains(sample, server.Samples);
        Assert.ThrowsAny<Exception>(server.Start);

        // On the next server it goes on: the first frame heard is the next one of the ramp.
        await using var next = await jack.Again(period: 128);
        server.Reopen();
        Assert.Equal(128, server.BufferSize);
        EngineRun.ConnectLoopback(server);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        server.RecordOptions(type: SampleType.Float32);
        server.StartRecording(path, RecordingSource.Input);
        server.Start();
        await server.HasPlayed(48000);
        server.Stop();
        var recorded = server.StopRecording()!;
        var heard = RampReport.Of(FloatWave.Read(path).Samples);
        File.Delete(path);
        Assert.True(heard.IsExact, heard.FirstFault);
        Assert.Equal(played + 1, heard.FirstNumber);
        Assert.Equal(128, heard.FirstFrame);
        Assert.Equal(server.Clock.Frame - frame, recorded.Frames);
    }

    [Fact]
    public async Task A_server_killed_while_playing_leaves_an_engine_that_can_be_shut_down_and_booted_anew()
    {
        await using var jack = await JackServer.Start();
        using var server = JackDriverTests.ClientOf(jack).Boot().Start();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.DeviceLost += (_, _) => told.TrySetResult();
        await server.HasPlayed(4800);
        await jack.Crash();
        await told.Task.WaitAsync(Deadline.Generous);

        server.Shutdown();
        server.Backend = AudioBackend.Dummy;
        server.Boot().Start();
        await server.HasPlayed(4800);
        Assert.Equal(AudioBackend.Dummy, server.Backend);
    }

    [Fact]
    public async Task A_server_killed_while_playing_does_not_hang_disposal()
    {
        await using var jack = await JackServer.Start();
        var server = JackDriverTests.ClientOf(jack).Boot().Start();
        await server.HasPlayed(4800);
        await jack.Crash();
        await server.DisposeAsync().AsTask().WaitAsync(Deadline.Generous);
    }
}
