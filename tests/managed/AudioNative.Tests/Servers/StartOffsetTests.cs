// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class StartOffsetTests
{
    [Fact]
    public void The_offset_is_rendered_but_neither_heard_nor_recorded()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot(channels: 1);
        float[] sound = Signals.Ramp(2000);
        using AudioSample sample = server.Play(sound);
        server.StartOffset = TimeSpan.FromSeconds(500 / 44100.0);
        server.RecordOptions(TimeSpan.FromSeconds(1000 / 44100.0), folder.File("late.wav"), type: SampleType.Float32);
        server.Start();
        WavFile file = WavFile.Read(folder.File("late.wav"));
        Assert.Equal(1000, file.Frames);
        for (int frame = 0; frame < 1000; frame++)
            Assert.Equal(sound[500 + frame], file.Float32(frame));
        Assert.Equal(1500, server.Clock.Frame);
        Assert.Equal(TimeSpan.Zero, server.StartOffset);
    }

    [Fact]
    public async Task An_offset_of_days_ends_when_it_is_cancelled()
    {
        using Server server = new Server(backend: AudioBackend.Dummy, duplex: false).Boot();
        server.StartOffset = TimeSpan.FromDays(10);
        using var source = new CancellationTokenSource();
        Task start = server.StartAsync(cancellationToken: source.Token);
        while (server.Clock.Frame == 0)
            await Task.Delay(1);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.False(server.IsStarted);
        Assert.True(server.Clock.Frame < 10L * 24 * 3600 * 44100);
    }

    [Fact]
    public async Task An_offset_of_days_does_not_keep_the_server_from_being_disposed()
    {
        var server = new Server(backend: AudioBackend.Dummy, duplex: false);
        server.Boot();
        server.StartOffset = TimeSpan.FromDays(10);
        Task start = server.StartAsync();
        while (server.Clock.Frame == 0)
            await Task.Delay(1);
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<ServerStateException>(() => start.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void It_counts_once_and_not_for_the_next_start()
    {
        using Server server = OfflineServer.Boot();
        server.StartOffset = TimeSpan.FromSeconds(1);
        server.Render(0);
        Assert.Equal(44100, server.Clock.Frame);
        server.Stop();
        server.Render(100);
        Assert.Equal(44200, server.Clock.Frame);
    }

    [Fact]
    public void On_a_clocked_device_the_time_begins_behind_it()
    {
        using var server = new Server(backend: AudioBackend.Dummy) { StartOffset = TimeSpan.FromSeconds(2) };
        server.Boot().Start();
        Assert.True(server.Clock.Frame >= 88200);
        Assert.True(server.CurrentTime >= TimeSpan.FromSeconds(2));
    }
}
