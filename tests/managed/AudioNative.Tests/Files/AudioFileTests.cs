// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Files;

public class AudioFileTests
{
    [Fact]
    public void A_file_is_read_in_any_portions()
    {
        using var folder = new TestFolder();
        string path = Make(folder, "a.wav", 5000);
        using AudioFile file = AudioFile.Open(path);
        Assert.Equal(path, file.Info.Path);
        Assert.Equal(5000, file.Info.Frames);
        Assert.Equal(2, file.Info.Channels);
        Assert.Equal(44100, file.Info.SampleRate.Value);
        Assert.Equal(44100, file.SampleRate.Value);
        Assert.True(file.Info.IsSeekable);
        Assert.Contains("WAV", file.Info.Container, StringComparison.Ordinal);
        Assert.NotEmpty(file.Info.Encoding);
        Assert.Equal(5000 / 44100.0, file.Info.Duration!.Value.TotalSeconds, 6);
        var read = new List<float>();
        float[] buffer = new float[2 * 777];
        for (int frames; (frames = file.Read(buffer)) > 0;)
            read.AddRange(buffer[..(2 * frames)]);
        Assert.Equal(Signals.Ramp(5000, 2), read);
        Assert.Equal(5000, file.Position);
        Assert.Equal(0, file.Read(buffer));
        Assert.Throws<ArgumentException>(() => file.Read(new float[3]));
    }

    [Fact]
    public void A_file_is_read_at_another_rate()
    {
        using var folder = new TestFolder();
        using Server server = OfflineServer.Boot(channels: 1);
        float[] sound = [.. Enumerable.Range(0, 44100).Select(i => (float)Math.Sin(Math.Tau * 1000 * i / 44100))];
        using AudioSample sample = server.Play(sound);
        server.RecordOptions(TimeSpan.FromSeconds(1), folder.File("a.wav"), type: SampleType.Float32).Start();
        using AudioFile file = AudioFile.Open(folder.File("a.wav"), sampleRate: 48000);
        Assert.Equal(48000, file.SampleRate.Value);
        Assert.Equal(44100, file.Info.SampleRate.Value);
        float[] read = new float[60000];
        int frames = file.Read(read);
        Assert.InRange(frames, 47990, 48010);
        for (int frame = 5000; frame < 43000; frame++)
            Assert.Equal(Math.Sin(Math.Tau * 1000 * frame / 48000), read[frame], 1e-3);
    }

    [Fact]
    public void What_cannot_be_read_says_why()
    {
        using var folder = new TestFolder();
        var missing = Assert.Throws<AudioFileException>(() => AudioFile.Open(folder.File("none.wav")));
        Assert.Equal(AudioStatus.FileNotFound, missing.Status);
        Assert.Contains("none.wav", missing.Message, StringComparison.Ordinal);
        File.WriteAllText(folder.File("text.wav"), "this is not sound");
        var text = Assert.Throws<AudioFileException>(() => AudioFile.Open(folder.File("text.wav")));
        Assert.Equal(AudioStatus.FileFormat, text.Status);
        Assert.Throws<AudioFileException>(() => AudioFile.Open(folder.Path));
        Assert.Throws<ArgumentException>(() => AudioFile.Open(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioFile.Open(Make(folder, "a.wav", 10), sampleRate: 7));
    }

    [Fact]
    public void A_closed_file_is_closed()
    {
        using var folder = new TestFolder();
        AudioFile file = AudioFile.Open(Make(folder, "a.wav", 10));
        file.Dispose();
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Read(new float[2]));
    }

    private static string Make(TestFolder folder, string name, int frames)
    {
        using Server server = OfflineServer.Boot();
        using AudioSample sample = server.Play(Signals.Ramp(frames, 2));
        server.RecordOptions(TimeSpan.FromSeconds(frames / 44100.0), folder.File(name)).Start();
        return folder.File(name);
    }
}
