// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class OfflineRenderTests
{
    [Theory]
    [InlineData(1.0, 44100, 44100)]
    [InlineData(1.0, 48000, 48000)]
    [InlineData(0.1234567, 44100, 5444)]
    [InlineData(0.0000227, 44100, 1)] // one frame
    [InlineData(2.7182818, 8000, 21746)]
    public void A_file_is_exactly_as_long_as_was_asked(double seconds, double rate, long frames)
    {
        using var folder = new TestFolder();
        using var server = new Server(rate, duplex: false, backend: AudioBackend.Offline);
        server.RecordOptions(TimeSpan.FromSeconds(seconds), folder.File("exact.wav")).Boot().Start();
        WavFile file = WavFile.Read(folder.File("exact.wav"));
        Assert.Equal(frames, file.Frames);
        Assert.Equal((int)rate, file.SampleRate);
        Assert.Equal(2, file.Channels);
        Assert.Equal(16, file.Bits);
        Assert.False(server.IsStarted);
        Assert.True(server.IsBooted);
        Assert.Equal(frames, server.Recording!.Frames);
        Assert.Equal(frames, server.Clock.Frame);
    }

    [Fact]
    public void The_next_start_goes_on_where_time_stood()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot(channels: 1);
        float[] sound = Signals.Ramp(1500);
        using AudioSample sample = server.Play(sound);
        foreach ((string name, int first) in (ReadOnlySpan<(string, int)>)[("one.wav", 0), ("two.wav", 700)])
        {
            var duration = TimeSpan.FromSeconds(700 / 44100.0);
            server.RecordOptions(duration, folder.File(name), type: SampleType.Float32).Start();
            WavFile file = WavFile.Read(folder.File(name));
            Assert.Equal(700, file.Frames);
            for (int frame = 0; frame < 700; frame++)
                Assert.Equal(sound[first + frame], file.Float32(frame));
        }
    }

    [Fact]
    public void Without_a_duration_nothing_is_rendered()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        server.RecordOptions(path: folder.File("never.wav"));
        var error = Assert.Throws<ServerStateException>(() => server.Start());
        Assert.Contains("RecordOptions", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("never.wav")));
        Assert.False(server.IsStarted);
        Assert.Equal(0, server.Clock.Frame);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused_before_anything_is_rendered()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        server.RecordOptions(TimeSpan.FromSeconds(1), folder.File("no such folder/never.wav"));
        var error = Assert.Throws<RecordingException>(() => server.Start());
        Assert.Contains("never.wav", error.Message, StringComparison.Ordinal);
        Assert.True(error.Status is AudioStatus.FileAccess or AudioStatus.FileNotFound, error.Status.ToString());
        Assert.False(server.IsStarted);
        Assert.False(server.IsRecording);
        Assert.Equal(0, server.Clock.Frame);
        server.RecordOptions(TimeSpan.FromSeconds(1), folder.File("now.wav")).Start();
        Assert.Equal(44100, WavFile.Read(folder.File("now.wav")).Frames);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_refused()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        Directory.CreateDirectory(folder.File("taken.wav"));
        server.RecordOptions(TimeSpan.FromSeconds(1), folder.File("taken.wav"));
        Assert.Throws<RecordingException>(() => server.Start());
        Assert.Equal(0, server.Clock.Frame);
    }

    [Fact]
    public async Task The_async_form_reports_how_far_it_has_come()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        var progress = new Collected();
        await server.RecordOptions(TimeSpan.FromSeconds(3), folder.File("long.wav")).StartAsync(progress);
        Assert.Equal(3 * 44100, WavFile.Read(folder.File("long.wav")).Frames);
        Assert.True(progress.Reports.Count > 2);
        Assert.All(progress.Reports, report => Assert.Equal(3 * 44100, report.TotalFrames));
        long[] frames = [.. progress.Reports.Select(report => report.Frames)];
        Assert.Equal(frames.Order(), frames);
        Assert.Equal(1, progress.Reports[^1].Fraction);
    }

    [Fact]
    public async Task A_cancelled_render_leaves_a_valid_file_of_what_was_rendered()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        using var cancel = new CancellationTokenSource();
        var progress = new Collected { OnReport = _ => cancel.Cancel() };
        server.RecordOptions(TimeSpan.FromHours(1), folder.File("cut.wav"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.StartAsync(progress, cancel.Token));
        Assert.Single(progress.Reports);
        Assert.Equal(progress.Reports[0].Frames, WavFile.Read(folder.File("cut.wav")).Frames);
        Assert.False(server.IsStarted);
        Assert.False(server.IsRecording);
    }

    [Fact]
    public async Task Stop_ends_a_render_and_the_file_ends_there()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        var begun = new TaskCompletionSource();
        server.RecordOptions(TimeSpan.FromHours(5), folder.File("cut.wav"));
        Task<Server> render = server.StartAsync(new Collected { OnReport = _ => begun.TrySetResult() });
        await Wait.For(begun.Task);
        Assert.Throws<ServerStateException>(() => server.Render(1));
        server.Stop();
        await Wait.For(render);
        Assert.False(server.IsStarted);
        long frames = WavFile.Read(folder.File("cut.wav")).Frames;
        Assert.InRange(frames, 1, 5L * 3600 * 44100 - 1);
        Assert.Equal(frames, server.Clock.Frame);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shutting_down_during_a_render_waits_for_its_end(bool dispose)
    {
        using var folder = new TestFolder();
        Server server = OfflineServer.Boot();
        var begun = new TaskCompletionSource();
        server.RecordOptions(TimeSpan.FromHours(5), folder.File("cut.wav"));
        Task<Server> render = server.StartAsync(new Collected { OnReport = _ => begun.TrySetResult() });
        await Wait.For(begun.Task);
        if (dispose)
            server.Dispose();
        else
            server.Shutdown();
        Assert.False(server.IsBooted);
        await Wait.For(render);
        Assert.True(WavFile.Read(folder.File("cut.wav")).Frames > 0);
        server.Dispose();
    }

    [Fact]
    public void Rendering_by_hand_gives_the_sound_in_any_portions()
    {
        using Server server = OfflineServer.Boot();
        float[] sound = Signals.Ramp(3000, 2);
        using AudioSample sample = server.Play(sound);
        var heard = new List<float>();
        foreach (int frames in (ReadOnlySpan<int>)[1, 63, 64, 65, 0, 807, 2000])
            heard.AddRange(server.Hear(frames));
        Assert.True(server.IsStarted);
        Assert.Equal(sound, heard);
        Assert.Equal(3000, server.Clock.Frame);
    }

    [Fact]
    public async Task Rendering_by_hand_has_an_async_form()
    {
        using Server server = OfflineServer.Boot();
        float[] sound = Signals.Ramp(50000, 2);
        using AudioSample sample = server.Play(sound);
        float[] heard = new float[40000 * 2];
        var progress = new Collected();
        await server.RenderAsync(heard, progress);
        await server.RenderAsync(10000);
        Assert.Equal(sound[..80000], heard);
        Assert.Equal(40000, progress.Reports[^1].Frames);
        Assert.Equal(50000, server.Clock.Frame);
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.RenderAsync(
            long.MaxValue, new Collected { OnReport = _ => cancel.Cancel() }, cancel.Token));
        Assert.True(server.Clock.Frame > 50000);
    }

    [Fact]
    public void A_part_of_a_frame_is_refused()
    {
        using Server server = OfflineServer.Boot();
        Assert.Throws<ArgumentException>(() => server.Render(new float[3]));
        Assert.Throws<ArgumentException>(() => server.Render(new float[2], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Render(-1));
        Assert.Throws<ArgumentException>(() => { _ = server.RenderAsync(new float[3]); });
        Assert.Equal(0, server.Clock.Frame);
    }

    [Fact]
    public void Only_an_offline_server_renders()
    {
        using Server server = new Server(backend: AudioBackend.Dummy).Boot();
        Assert.Throws<ServerStateException>(() => server.Render(1));
    }

    [Fact]
    public void A_sample_that_is_waited_for_in_vain_ends_the_render_with_its_reason()
    {
        using Server server = OfflineServer.Boot();
        server.SourceTimeout = TimeSpan.FromMilliseconds(50);
        using var sample = new AudioSample(new AudioSampleOptions { WaitOffline = true });
        server.AddSample(sample);
        sample.Play();
        sample.Write(Signals.Ramp(100, 2));
        var error = Assert.Throws<AudioNativeException>(() => server.Render(1000));
        Assert.Equal(AudioStatus.Starved, error.Status);
        Assert.Contains("Complete", error.Message, StringComparison.Ordinal);
        sample.Complete();
        server.Render(1000);
        Assert.Equal(0, sample.Underruns);
        Assert.Equal(100, sample.FramesPlayed);
    }

    [Fact]
    public async Task A_render_that_waits_for_a_sample_goes_on_when_its_data_comes()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { WaitOffline = true, CapacityFrames = 500 });
        server.AddSample(sample);
        sample.Play();
        float[] sound = Signals.Ramp(20000);
        Task writer = Task.Run(() => sample.Write(sound));
        Assert.Equal(sound, server.Hear(20000));
        await Wait.For(writer);
        Assert.Equal(0, sample.Underruns);
    }

    private sealed class Collected : IProgress<RenderProgress>
    {
        public List<RenderProgress> Reports { get; } = [];

        public Action<RenderProgress>? OnReport { get; init; }

        public void Report(RenderProgress value)
        {
            Reports.Add(value);
            OnReport?.Invoke(value);
        }
    }
}
