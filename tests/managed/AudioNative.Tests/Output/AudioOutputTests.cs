// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Output;

[Collection(OutputTurns.Name)]
public class AudioOutputTests
{
    [Fact]
    public void The_output_says_what_was_got()
    {
        using AudioOutput output = AudioOutput.GetOutput(
            rate: 22050, channels: 1, encoding: 8, bufferSize: 512, backend: AudioBackend.Dummy);
        Assert.Equal(22050, output.Rate.Value);
        Assert.Equal(1, output.Channels);
        Assert.Equal(8, output.Encoding);
        Assert.Equal(512, output.BufferSize);
        Assert.True(output.Server.IsStarted);
        Assert.Equal(0, output.Server.InputChannels);
        foreach (string name in (string[])["Rate", "Channels", "Encoding", "BufferSize"])
            Assert.Null(typeof(AudioOutput).GetProperty(name)!.SetMethod);
    }

    [Fact]
    public void The_defaults_are_the_documented_ones()
    {
        using AudioOutput output = AudioOutput.GetOutput(backend: AudioBackend.Dummy);
        Assert.Equal(44100, output.Rate.Value);
        Assert.Equal(2, output.Channels);
        Assert.Equal(16, output.Encoding);
        Assert.Equal(1024, output.BufferSize);
    }

    [Fact]
    public async Task There_is_one_in_a_process_and_another_after_its_disposal()
    {
        await using (AudioOutput output = AudioOutput.GetOutput(backend: AudioBackend.Dummy))
        {
            var error = Assert.Throws<ServerStateException>(() => AudioOutput.GetOutput(backend: AudioBackend.Dummy));
            Assert.Contains("Dispose", error.Message, StringComparison.Ordinal);
            Assert.True(output.Server.IsStarted);
        }

        using AudioOutput next = AudioOutput.GetOutput(backend: AudioBackend.Dummy);
        Assert.True(next.Server.IsStarted);
        next.Dispose();
        next.Dispose();
        Assert.Throws<ObjectDisposedException>(() => next.AddSample(new AudioSample()));
    }

    [Fact]
    public void An_output_that_fails_to_open_does_not_take_the_place()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioOutput.GetOutput(encoding: 24));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioOutput.GetOutput(channels: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioOutput.GetOutput(bufferSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioOutput.GetOutput(rate: 1));
        if (!OperatingSystem.IsMacOS())
            Assert.Throws<AudioNativeException>(() => AudioOutput.GetOutput(backend: AudioBackend.CoreAudio));
        using AudioOutput output = AudioOutput.GetOutput(backend: AudioBackend.Dummy);
        Assert.True(output.Server.IsStarted);
    }

    [Fact]
    public void The_automatic_backend_always_finds_one_and_says_which()
    {
        using AudioOutput output = AudioOutput.GetOutput();
        Assert.NotEqual(AudioBackend.Auto, output.Server.Backend);
        Assert.NotEmpty(output.Server.Info!.Notice);
    }

    [Fact]
    public void The_documented_example_works()
    {
        using AudioOutput stream = AudioOutput.GetOutput(
            channels: 1, bufferSize: 1024, rate: 22050, backend: AudioBackend.Dummy);
        using var sample = new AudioSample();
        stream.AddSample(sample);
        sample.Play();
        using var deadline = new CancellationTokenSource(Wait.Deadline);
        byte[] chunk = [0, 0, 0, 0, 255, 255, 255, 255];
        for (int turn = 0; turn < 4000; turn++) // more than the ring holds: the device must take it
            sample.Write(chunk, deadline.Token);
        Assert.Equal(16000, sample.FramesWritten);
        Assert.True(sample.FramesPlayed >= 16000 - sample.CapacityFrames);
        Assert.True(stream.RemoveSample(sample));
    }

    [Theory]
    [InlineData(8, 1, 256, 16384)]
    [InlineData(16, 2, 256, 4096)]
    [InlineData(32, 2, 256, 2048)]
    [InlineData(16, 2, 8192, 16384)] // two of the device's buffers are more
    public void A_ring_has_the_documented_size_unless_the_device_needs_more(
        int encoding, int channels, int bufferSize, long frames)
    {
        using AudioOutput output = AudioOutput.GetOutput(
            channels: channels, encoding: encoding, bufferSize: bufferSize, backend: AudioBackend.Dummy);
        using var sample = new AudioSample();
        output.AddSample(sample);
        Assert.Equal(frames, sample.CapacityFrames);
        Assert.Equal(encoding, sample.Encoding);
        Assert.Equal(channels, sample.Channels);
    }

    [Fact]
    public void Offline_it_is_heard_by_rendering()
    {
        using AudioOutput output = AudioOutput.GetOutput(channels: 1, backend: AudioBackend.Offline);
        using var sample = new AudioSample();
        output.AddSample(sample);
        sample.Play();
        sample.Write((short[])[.. Enumerable.Repeat((short)16384, 1000)]);
        Assert.Equal(0.5f, output.Server.Hear(1000)[^1]);
    }
}
