// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative.Tests.Bindings;

/// <summary>The proxies on the real library: each status becomes its exception, with the native side's words.</summary>
public sealed class ProxyTests
{
    private const double Rate = 48000;

    [Fact]
    public void The_library_says_its_version()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", LibraryProxy.Version);
    }

    [Fact]
    public void An_invalid_argument_is_an_argument_exception_with_the_native_words()
    {
        var config = Offline();
        config.OutputChannels = -3;

        var error = Assert.Throws<ArgumentException>(() => ServerProxy.Create(config, null, null));

        Assert.Contains("-3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_in_the_wrong_state_is_a_server_state_exception()
    {
        using var server = ServerProxy.Create(Offline(), null, null);

        var error = Assert.Throws<ServerStateException>(() => server.Start(0));

        Assert.Equal(AudioStatus.InvalidState, error.Status);
        Assert.NotEqual("", error.Message);
    }

    [Fact]
    public void A_missing_file_is_an_audio_file_exception_that_names_it()
    {
        var error = Assert.Throws<AudioFileException>(() => FileProxy.Open("/nowhere/Grüße 音.wav", 0));

        Assert.Equal(AudioStatus.FileNotFound, error.Status);
        Assert.Contains("/nowhere/Grüße 音.wav", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_cannot_be_recorded_is_a_recording_exception()
    {
        var error = Assert.Throws<RecordingException>(
            () => RecorderProxy.Check(AnContainer.Flac, AnFileSampleType.Float64, 2, Rate));

        Assert.Equal(AudioStatus.FileFormat, error.Status);
    }

    [Fact]
    public void Text_with_a_zero_character_is_refused_not_cut()
    {
        Assert.Contains("zero character, at 4", Assert.Throws<ArgumentException>(() => FileProxy.Open("/tmp\0/x.wav", 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ServerProxy.Create(Offline(), "a\0b", null));
    }

    [Fact]
    public void Text_longer_than_the_stacks_share_arrives_whole()
    {
        var path = "/nowhere/" + new string('ä', Utf8Argument.StackBytes) + ".wav";

        var error = Assert.Throws<AudioFileException>(() => FileProxy.Open(path, 0));

        Assert.Contains("/nowhere/ää", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_object_is_named_by_its_public_type()
    {
        var server = ServerProxy.Create(Offline(), null, null);
        server.Dispose();
        server.Dispose();

        var error = Assert.Throws<ObjectDisposedException>(() => server.Amplitude);

        Assert.Equal("AudioNative.Server", error.ObjectName);
        Assert.True(server.IsDisposed);
    }

    [Fact]
    public void Rendering_more_than_the_span_holds_is_refused_before_native_code_writes()
    {
        using var server = StartedOffline();
        var output = new float[2 * 64];

        Assert.Throws<ArgumentException>(() => server.Render(65, [], output, 0, out _));
        Assert.Throws<ArgumentException>(() => server.Render(-1, [], output, 0, out _));
        Assert.True(server.Render(64, [], output, 0, out var rendered));

        Assert.Equal(64, rendered);
    }

    [Fact]
    public void What_is_written_is_what_is_rendered()
    {
        using var server = StartedOffline();
        using var source = StereoSource();
        server.AddSource(source);
        var samples = new float[2 * 256];
        for (var i = 0; i < samples.Length; ++i)
        {
            samples[i] = i / 1024f;
        }

        Assert.Equal(256, source.Write(samples));
        source.End();
        source.Play(-1);
        var output = new float[2 * 512];
        Assert.True(server.Render(512, [], output, 0, out _));

        source.GetState(out var state);
        Assert.Equal((256, 256, 1), (state.FramesWritten, state.FramesPlayed, state.IsDrained));
        var first = Array.FindIndex(output, sample => sample != 0) - 1;
        Assert.Equal(samples, output.AsSpan(first, samples.Length).ToArray());
    }

    [Fact]
    public void Half_a_frame_is_refused()
    {
        using var source = StereoSource();

        Assert.Throws<ArgumentException>(() => source.Write([1f, 2f, 3f]));
        Assert.Throws<ArgumentException>(() => source.Write(new byte[6], AnSampleFormat.S16));
        Assert.Equal(0, source.Write(ReadOnlySpan<float>.Empty));
    }

    [Fact]
    public void A_channel_that_the_server_lacks_is_the_callers_mistake()
    {
        using var server = StartedOffline();
        using var source = SourceProxy.Create(new AnSourceConfig { Channels = 3, CapacityFrames = 64, OutputChannel = 0 });

        Assert.Throws<ArgumentException>(() => server.AddSource(source));
    }

    [Fact]
    public void Events_wait_until_woken()
    {
        using var server = StartedOffline();
        var events = new AnEvent[16];
        while (server.WaitEvents(events, 0) > 0)
        {
        }

        server.Wake();

        Assert.Equal(0, server.WaitEvents(events, -1));
    }

    [Fact]
    public void A_server_outlives_its_recording_whatever_is_disposed_first()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "Aufnahme ö.wav");
        var server = StartedOffline();
        var config = new AnRecorderConfig
        {
            Container = (int)AnContainer.Wav,
            SampleType = (int)AnFileSampleType.Float32,
            Tap = (int)AnTap.Output,
            MaxFrames = -1,
        };
        var recorder = RecorderProxy.Start(server, config, path);
        Assert.True(server.Render(4800, [], [], 10000, out _));

        server.Dispose();
        recorder.Stop(out var status);
        recorder.Dispose();

        Assert.Equal(4800, status.FramesWritten);
        using var file = FileProxy.Open(path, 0);
        file.GetInfo(out var info);
        Assert.Equal((4800, 2, Rate), (info.Frames, info.Channels, info.SampleRate));
        Assert.Contains("WAV", info.ReadContainer(), StringComparison.Ordinal);
        var samples = new float[2 * 5000];
        Assert.Equal(4800, file.Read(samples));
        Assert.Equal(0, file.Read(samples));
    }

    [Fact]
    public void Disposing_while_another_thread_calls_ends_in_nothing_worse_than_object_disposed()
    {
        for (var round = 0; round < 20; ++round)
        {
            var server = StartedOffline();
            using var calling = new ManualResetEventSlim();
            var caller = new Thread(() =>
            {
                try
                {
                    while (true)
                    {
                        server.GetClock(out _);
                        calling.Set();
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            });
            caller.Start();
            calling.Wait();

            server.Dispose();

            Assert.True(caller.Join(TimeSpan.FromMinutes(1)));
        }
    }

    internal static AnServerConfig Offline() => new()
    {
        SampleRate = Rate,
        OutputChannels = 2,
        Backend = (int)AnBackend.Offline,
        InputDevice = AnLimits.DefaultDevice,
        OutputDevice = AnLimits.DefaultDevice,
    };

    internal static ServerProxy StartedOffline()
    {
        var server = ServerProxy.Create(Offline(), null, null);
        server.Boot();
        server.Start(0);
        return server;
    }

    internal static SourceProxy StereoSource() =>
        SourceProxy.Create(new AnSourceConfig { Channels = 2, CapacityFrames = 4096 });
}
