// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Recording;

public class RecordingTests
{
    [Fact]
    public void Sixteen_bits_clip_and_count_and_do_not_wrap()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        using AudioSample sample = server.Play([.. Signals.Constant(2, 500, 2), .. Signals.Constant(-2, 500, 2)]);
        server.RecordOptions(path: folder.File("loud.wav"));
        server.StartRecording();
        server.Render(1000);
        RecordingInfo recording = Assert.IsType<RecordingInfo>(server.StopRecording());
        WavFile file = WavFile.Read(folder.File("loud.wav"));
        Assert.Equal(1000, file.Frames);
        for (int sampleIndex = 0; sampleIndex < 1000; sampleIndex++)
        {
            Assert.Equal(short.MaxValue, file.Int16(sampleIndex));
            Assert.Equal(short.MinValue, file.Int16(1000 + sampleIndex));
        }

        Assert.Equal(2000, recording.ClippedSamples);
        Assert.Equal(1000, recording.Frames);
        Assert.Equal(0, recording.DroppedFrames);
        Assert.False(recording.IsRunning);
        Assert.Equal(2000, server.Statistics.ClippedSamples);
    }

    [Fact]
    public void Floats_keep_what_is_beyond_full_scale()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot(channels: 1);
        using AudioSample sample = server.Play(Signals.Constant(2, 100));
        server.RecordOptions(path: folder.File("loud.wav"), type: SampleType.Float32).StartRecording();
        server.Render(100);
        Assert.Equal(0, server.StopRecording()!.ClippedSamples);
        Assert.Equal(2, WavFile.Read(folder.File("loud.wav")).Float32(50));
    }

    [Theory]
    [InlineData("a.wav", SampleType.Int16)]
    [InlineData("a.wav", SampleType.Int24)]
    [InlineData("a.wav", SampleType.Int32)]
    [InlineData("a.wav", SampleType.Float32)]
    [InlineData("a.wave", SampleType.Float64)]
    [InlineData("a.aif", SampleType.Int16)]
    [InlineData("a.aiff", SampleType.Int24)]
    [InlineData("a.aiff", SampleType.Int32)]
    [InlineData("a.aif", SampleType.Float32)]
    [InlineData("a.AIFF", SampleType.Float64)]
    [InlineData("a.flac", SampleType.Int16)]
    [InlineData("a.flac", SampleType.Int24)]
    [InlineData("a.caf", SampleType.Int16)]
    [InlineData("a.caf", SampleType.Float64)]
    [InlineData("a.w64", SampleType.Int24)]
    [InlineData("a.rf64", SampleType.Float32)]
    [InlineData("a.au", SampleType.Int32)]
    public void Every_format_gives_back_what_was_recorded(string name, SampleType type)
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        float[] sound = Signals.Ramp(12345, 2); // multiples of 2^-11: exact in every type
        using AudioSample sample = server.Play(sound);
        server.RecordOptions(TimeSpan.FromSeconds(12345 / 44100.0), folder.File(name), type: type).Start();
        using AudioFile file = AudioFile.Open(folder.File(name));
        Assert.Equal(12345, file.Info.Frames);
        Assert.Equal(2, file.Info.Channels);
        Assert.Equal(44100, file.Info.SampleRate.Value);
        float[] read = new float[sound.Length];
        Assert.Equal(12345, file.Read(read));
        Assert.Equal(sound, read);
    }

    [Fact]
    public void Ogg_gives_back_the_length_and_roughly_the_sound()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot(channels: 1);
        float[] sound = [.. Enumerable.Range(0, 44100).Select(i => 0.5f * MathF.Sin(i * 0.05f))];
        using AudioSample sample = server.Play(sound);
        server.RecordOptions(TimeSpan.FromSeconds(1), folder.File("a.ogg"), quality: 0.9).Start();
        using AudioFile file = AudioFile.Open(folder.File("a.ogg"));
        float[] read = new float[44100];
        Assert.Equal(44100, file.Read(read));
        double error = Math.Sqrt(sound.Zip(read, (a, b) => (double)(a - b) * (a - b)).Average());
        Assert.InRange(error, 0, 0.02);
    }

    [Fact]
    public void The_extension_wins_over_the_format()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        server.RecordOptions(TimeSpan.FromSeconds(0.1), folder.File("really.flac"), RecordingFormat.Aiff).Start();
        Assert.Equal(RecordingFormat.Flac, server.Recording!.Format);
        Assert.Equal("fLaC"u8.ToArray(), File.ReadAllBytes(folder.File("really.flac"))[..4]);
        server.RecordOptions(TimeSpan.FromSeconds(0.1), folder.File("bare"), RecordingFormat.Aiff).Start();
        Assert.Equal("FORM"u8.ToArray(), File.ReadAllBytes(folder.File("bare"))[..4]);
    }

    [Fact]
    public void The_extension_is_that_of_the_file_and_not_of_its_folder()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        Directory.CreateDirectory(folder.File("a.flac"));
        server.RecordOptions(TimeSpan.FromSeconds(0.1), folder.File("a.flac/bare")).Start();
        Assert.Equal(RecordingFormat.Wav, server.Recording!.Format);
    }

    [Theory]
    [InlineData("a.mp3")]
    [InlineData("a.raw")]
    [InlineData("a.wav.xyz")]
    public void An_unknown_extension_is_refused_with_the_list(string name)
    {
        using Server server = OfflineServer.Boot();
        var error = Assert.Throws<ArgumentException>(() => server.RecordOptions(path: name));
        Assert.Contains(".aiff", error.Message, StringComparison.Ordinal);
        Assert.Contains(".flac", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => server.StartRecording(name));
        Assert.False(server.IsRecording);
    }

    [Theory]
    [InlineData("a.flac", RecordingFormat.Wav, SampleType.Float32)]
    [InlineData("a.flac", RecordingFormat.Wav, SampleType.Int32)]
    [InlineData(null, RecordingFormat.Flac, SampleType.Float64)]
    public void A_container_that_cannot_hold_the_samples_is_refused_at_once(
        string? path, RecordingFormat format, SampleType type)
    {
        using Server server = OfflineServer.Boot();
        var error = Assert.Throws<ArgumentException>(() => server.RecordOptions(null, path, format, type));
        Assert.Contains("FLAC", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_known_extension_does_not_change_what_was_set_for_later_recordings()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        server.RecordOptions(path: folder.File("usual.aiff"), type: SampleType.Int24);
        server.StartRecording(folder.File("once.flac"));
        Assert.Equal(RecordingFormat.Flac, server.StopRecording()!.Format);
        server.StartRecording();
        RecordingInfo recording = server.StopRecording()!;
        Assert.Equal(RecordingFormat.Aiff, recording.Format);
        Assert.Equal(folder.File("usual.aiff"), recording.Path);
    }

    [Fact]
    public void Bad_options_are_refused_at_once()
    {
        using Server server = OfflineServer.Boot();
        Assert.Throws<ArgumentOutOfRangeException>(() => server.RecordOptions(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.RecordOptions(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.RecordOptions(quality: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.RecordOptions(quality: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.RecordOptions(format: (RecordingFormat)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.RecordOptions(type: (SampleType)99));
        Assert.Throws<ArgumentException>(() => server.RecordOptions(path: ""));
    }

    [Fact]
    public void Without_a_path_the_file_is_in_the_home_directory()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var options = RecordingOptions.Create(null, null, RecordingFormat.Wav, SampleType.Int16, 0.4);
        Assert.Equal(Path.GetFullPath(Path.Combine(home, "audionative_rec.wav")), options.FullPath);
        options = options with { Format = RecordingFormat.Aiff };
        Assert.EndsWith("audionative_rec.aif", options.FullPath, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_are_the_documented_ones()
    {
        RecordingFormat[] formats = [RecordingFormat.Wav, RecordingFormat.Aiff];
        Assert.Equal(formats, Enumerable.Range(0, 2).Select(number => (RecordingFormat)number));
        SampleType[] types =
            [SampleType.Int16, SampleType.Int24, SampleType.Int32, SampleType.Float32, SampleType.Float64];
        Assert.Equal(types, Enumerable.Range(0, 5).Select(number => (SampleType)number));
    }

    [Fact]
    public void Starting_while_recording_is_refused_and_the_first_goes_on()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        server.StartRecording(folder.File("one.wav"));
        var error = Assert.Throws<ServerStateException>(() => server.StartRecording(folder.File("two.wav")));
        Assert.Contains("one.wav", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("two.wav")));
        server.Render(500);
        Assert.True(server.IsRecording);
        Assert.Equal(500, server.StopRecording()!.Frames);
        Assert.Null(server.StopRecording());
        server.StartRecording(folder.File("two.wav"));
        Assert.Equal(0, server.StopRecording()!.Frames);
        Assert.Equal(0, WavFile.Read(folder.File("two.wav")).Frames);
    }

    [Fact]
    public async Task A_recording_of_a_given_length_ends_by_itself_on_the_frame()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        var told = new TaskCompletionSource<RecordingInfo>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.RecordingCompleted += (_, completed) => told.TrySetResult(completed.Recording);
        server.StartRecording(folder.File("short.wav"), duration: TimeSpan.FromSeconds(777 / 44100.0));
        server.Render(1000);
        Assert.Equal(777, (await Wait.For(told.Task)).Frames);
        Assert.False(server.IsRecording);
        Assert.Equal(777, server.Recording!.Frames);
        Assert.Equal(777, WavFile.Read(folder.File("short.wav")).Frames);
        Assert.Equal(777, server.StopRecording()!.Frames);
        server.StartRecording(folder.File("next.wav"));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.StartRecording(duration: TimeSpan.Zero));
    }

    [Fact]
    public void A_recording_goes_on_across_stop_and_start()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot(channels: 1);
        float[] sound = Signals.Ramp(1000);
        using AudioSample sample = server.Play(sound);
        server.RecordOptions(path: folder.File("on.wav"), type: SampleType.Float32).StartRecording();
        server.Render(333);
        server.Stop();
        Assert.True(server.IsRecording);
        // A sample that was interrupted fades in again, so only the length is exact here.
        server.Render(444);
        Assert.Equal(777, server.StopRecording()!.Frames);
        WavFile file = WavFile.Read(folder.File("on.wav"));
        Assert.Equal(777, file.Frames);
        for (int frame = 0; frame < 333; frame++)
            Assert.Equal(sound[frame], file.Float32(frame));
    }

    [Fact]
    public async Task On_a_running_server_the_recording_is_what_was_played_without_a_gap()
    {
        using var folder = new TestFolder();
        using var server = new Server(channels: 1, duplex: false, bufferSize: 128, backend: AudioBackend.Dummy)
        {
            RampTime = TimeSpan.Zero,
        };
        server.Boot();
        server.RecordOptions(path: folder.File("live.wav"), type: SampleType.Float32);
        await server.StartRecordingAsync();
        float[] sound = Signals.Ramp(8000);
        using AudioSample sample = server.Play(sound);
        sample.Complete();
        server.Start();
        await Wait.For(sample.PlayedOut);
        RecordingInfo recording = (await server.StopRecordingAsync())!;
        WavFile file = WavFile.Read(folder.File("live.wav"));
        Assert.Equal(recording.Frames, file.Frames);
        Assert.True(file.Frames >= 8000);
        for (int frame = 0; frame < 8000; frame++)
            Assert.Equal(sound[frame], file.Float32(frame));
    }

    [Fact]
    public void The_input_can_be_recorded()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot(channels: 1, inputChannels: 2);
        Assert.Equal(2, server.InputChannels);
        server.RecordOptions(path: folder.File("in.wav"), type: SampleType.Float32);
        server.StartRecording(source: RecordingSource.Input);
        float[] input = Signals.Ramp(3000, 2);
        server.Render(input, new float[3000]);
        Assert.Equal(3000, server.StopRecording()!.Frames);
        WavFile file = WavFile.Read(folder.File("in.wav"));
        Assert.Equal(2, file.Channels);
        for (int index = 0; index < input.Length; index++)
            Assert.Equal(input[index], file.Float32(index));
    }

    [Fact]
    public void There_is_no_input_to_record_without_duplex()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        Assert.Throws<ServerStateException>(() => server.StartRecording(folder.File("in.wav"), RecordingSource.Input));
    }

    [Fact]
    public async Task The_end_of_a_recording_is_told()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        var told = new TaskCompletionSource<RecordingInfo>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.RecordingCompleted += (_, completed) => told.TrySetResult(completed.Recording);
        server.StartRecording(folder.File("told.wav"));
        server.Render(640);
        server.StopRecording();
        RecordingInfo recording = await Wait.For(told.Task);
        Assert.Equal(folder.File("told.wav"), recording.Path);
        Assert.Equal(640, recording.Frames);
        Assert.False(recording.IsRunning);
    }

    [Fact]
    public async Task Shutdown_closes_the_file_and_tells_so()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot();
        var told = new TaskCompletionSource<RecordingInfo>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.RecordingCompleted += (_, completed) => told.TrySetResult(completed.Recording);
        server.StartRecording(folder.File("told.wav"));
        server.Render(640);
        server.Shutdown();
        Assert.Equal(640, WavFile.Read(folder.File("told.wav")).Frames);
        Assert.Equal(640, (await Wait.For(told.Task)).Frames);
        Assert.False(server.IsRecording);
    }

    [Fact]
    public void What_is_no_regular_file_is_refused_and_named()
    {
        if (OperatingSystem.IsWindows())
            return; // there are none there
        using var folder = new TestFolder();
        File.CreateSymbolicLink(folder.File("device.wav"), "/dev/null");
        using Server server = OfflineServer.Boot();
        var error = Assert.Throws<RecordingException>(() => server.StartRecording(folder.File("device.wav")));
        Assert.Equal(AudioStatus.FileAccess, error.Status);
        Assert.Contains("device.wav", error.Message, StringComparison.Ordinal);
        Assert.False(server.IsRecording);
    }
}
