// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class ServerLifeCycleTests
{
    [Fact]
    public void Boot_and_start_can_be_written_in_one_line()
    {
        using Server server = new Server(48000, 8, 512, duplex: true, AudioBackend.Dummy).Boot().Start();
        Assert.True(server.IsBooted);
        Assert.True(server.IsStarted);
        Wait.Until(() => server.Statistics.Callbacks > 3, "callbacks of the dummy clock");
    }

    [Fact]
    public void Booting_twice_is_refused()
    {
        using Server server = new Server(backend: AudioBackend.Dummy).Boot();
        Assert.Throws<ServerStateException>(() => server.Boot());
        Assert.True(server.IsBooted);
    }

    [Fact]
    public void Starting_needs_a_boot_and_happens_once()
    {
        using var server = new Server(backend: AudioBackend.Dummy);
        var error = Assert.Throws<ServerStateException>(() => server.Start());
        Assert.Contains("Boot", error.Message, StringComparison.Ordinal);
        server.Boot().Start();
        Assert.Throws<ServerStateException>(() => server.Start());
        Assert.True(server.IsStarted);
    }

    [Fact]
    public void Stopping_and_shutting_down_what_is_not_running_does_nothing()
    {
        using var server = new Server(backend: AudioBackend.Dummy);
        server.Stop();
        server.Shutdown();
        server.Boot();
        server.Stop();
        server.Start();
        server.Stop();
        server.Stop();
        Assert.False(server.IsStarted);
        server.Shutdown();
        server.Shutdown();
        Assert.False(server.IsBooted);
    }

    [Fact]
    public void What_needs_a_boot_says_so()
    {
        using var server = new Server(backend: AudioBackend.Offline);
        using var sample = new AudioSample();
        Assert.Throws<ServerStateException>(() => server.AddSample(sample));
        Assert.Throws<ServerStateException>(() => server.StartRecording());
        Assert.Throws<ServerStateException>(() => server.Render(1));
        Assert.Throws<ServerStateException>(() => server.GetJackPorts());
        Assert.Throws<ServerStateException>(() => server.Connect("a:a", "b:b"));
        Assert.Throws<ServerStateException>(() => server.Disconnect("a:a", "b:b"));
    }

    [Fact]
    public void Stop_and_start_continue_the_time_and_boot_resets_it()
    {
        using Server server = OfflineServer.Boot();
        server.Render(25600);
        server.Stop();
        Assert.Equal(25600, server.Clock.Frame);
        server.Render(256);
        Assert.Equal(25856, server.Clock.Frame);
        server.Shutdown();
        server.Boot();
        Assert.Equal(0, server.Clock.Frame);
        Assert.Equal(TimeSpan.Zero, server.CurrentTime);
    }

    [Fact]
    public void On_a_clocked_device_too_stop_holds_the_time()
    {
        using Server server = new Server(backend: AudioBackend.Dummy).Boot().Start();
        Wait.Until(() => server.Clock.Frame > 1000, "the clock");
        server.Stop();
        long stopped = server.Clock.Frame;
        server.Start();
        Wait.Until(() => server.Clock.Frame > stopped + 1000, "the clock to go on");
        Assert.True(server.Clock.Frame > stopped);
    }

    [Fact]
    public void Disposing_while_playing_and_recording_ends_everything()
    {
        using var folder = new TestFolder();
        var server = new Server(backend: AudioBackend.Dummy);
        server.Boot().Start();
        using AudioSample sample = server.Play(Signals.Ramp(44100, 2));
        server.StartRecording(folder.File("cut.wav"));
        Wait.Until(() => server.Recording!.Frames > 0, "the recording to begin");
        server.Dispose();
        server.Dispose();
        Assert.Null(sample.Server);
        Assert.True(WavFile.Read(folder.File("cut.wav")).Frames > 0);
        Assert.Throws<ObjectDisposedException>(() => server.Boot());
        Assert.Throws<ObjectDisposedException>(() => server.Start());
        Assert.Throws<ObjectDisposedException>(() => server.Stop());
        Assert.Throws<ObjectDisposedException>(() => server.Channels = 3);
        Assert.Throws<ObjectDisposedException>(() => server.Clock);
        Assert.Throws<ObjectDisposedException>(() => server.AddSample(sample));
        Assert.False(server.IsBooted);
        Assert.False(server.IsStarted);
    }

    [Fact]
    public async Task Two_servers_run_at_once_and_know_nothing_of_each_other()
    {
        await using Server one = new Server(44100, backend: AudioBackend.Dummy).Boot().Start();
        await using Server other = new Server(48000, 1, backend: AudioBackend.Dummy).Boot().Start();
        using AudioSample sample = one.Play(Signals.Ramp(4096, 2));
        Assert.Throws<ServerStateException>(() => other.AddSample(sample));
        Assert.False(other.RemoveSample(sample));
        Wait.Until(() => one.Clock.Frame > 4096 && other.Clock.Frame > 4096, "both clocks");
        await one.StopAsync();
        long stopped = one.Clock.Frame;
        long running = other.Clock.Frame;
        Wait.Until(() => other.Clock.Frame > running, "the other clock to go on");
        Assert.Equal(stopped, one.Clock.Frame);
    }

    [Fact]
    public async Task The_async_twins_do_the_same()
    {
        await using var server = new Server(backend: AudioBackend.Dummy);
        Assert.Same(server, await server.BootAsync());
        Assert.Same(server, await server.StartAsync());
        Assert.True(server.IsStarted);
        await server.StopAsync();
        Assert.False(server.IsStarted);
        await server.ShutdownAsync();
        Assert.False(server.IsBooted);
    }

    [Fact]
    public async Task A_cancelled_boot_or_start_leaves_the_server_as_it_was()
    {
        await using var server = new Server(backend: AudioBackend.Dummy);
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.BootAsync(cancelled));
        Assert.False(server.IsBooted);
        server.Boot();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.StartAsync(null, cancelled));
        Assert.False(server.IsStarted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.StopAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.ShutdownAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => server.StartRecordingAsync(cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.StopRecordingAsync(cancelled));
        Assert.True(server.IsBooted);
    }

    [Fact]
    public void JACK_ports_are_refused_on_another_backend()
    {
        using Server server = OfflineServer.Boot();
        Assert.Throws<ServerStateException>(() => server.GetJackPorts());
        Assert.Throws<ServerStateException>(() => server.Connect("a:a", "b:b"));
        Assert.Throws<ServerStateException>(() => server.Disconnect("a:a", "b:b"));
        Assert.Throws<ArgumentNullException>(() => server.Connect(null!, "b:b"));
    }

    [Fact]
    public void A_server_that_fails_to_boot_leaves_nothing_behind_though_nobody_disposes_it()
    {
        WeakReference server = FailToBoot();
        Wait.Until(
            () =>
            {
#pragma warning disable RS0030 // it is about collections
                GC.Collect();
#pragma warning restore RS0030
                return !server.IsAlive;
            },
            "the collector to find that nothing holds the server");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference FailToBoot()
    {
        var server = new Server(backend: AudioBackend.Jack) { JackServerName = $"nobody_{Environment.ProcessId}" };
        Assert.Throws<DeviceException>(() => server.Boot());
        return new WeakReference(server);
    }
}
