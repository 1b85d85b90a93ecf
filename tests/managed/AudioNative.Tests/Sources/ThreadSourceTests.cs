// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using AudioNative.Sources;
using AudioNative.Tests.Output;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Sources;

[Collection(OutputTurns.Name)]
public class ThreadSourceTests
{
    [Fact]
    public void Floats_are_heard_in_order_without_a_gap()
    {
        using AudioOutput output = Offline();
        using var source = new Counting(output);
        Assert.Same(output, source.Output);
        Assert.True(source.Completion.IsCompletedSuccessfully);
        Assert.All(output.Server.Hear(100), value => Assert.Equal(0, value));
        source.Start();
        Assert.True(source.IsPlaying);
        Assert.Equal(Enumerable.Range(0, 5000).Select(Counting.Value), output.Server.Hear(5000));
        source.Stop();
        Assert.Equal(0, source.Underruns);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Bytes_are_of_the_outputs_encoding(int encoding)
    {
        using AudioOutput output = Offline(encoding);
        using var source = new Bytes(output, 3 * encoding / 8);
        source.Play();
        float[] heard = output.Server.Hear(9);
        Assert.All(heard, value => Assert.Equal(0.5f, value));
    }

    [Fact]
    public void Stop_ends_the_thread_and_play_goes_on_where_it_was()
    {
        using AudioOutput output = Offline();
        using var source = new Counting(output);
        source.Play();
        source.Play();
        Assert.Equal(Counting.Value(999), output.Server.Hear(1000)[^1]);
        Thread first = source.LastThread!;
        source.Stop();
        Assert.False(first.IsAlive);
        Assert.True(source.Completion.IsCompletedSuccessfully);
        Assert.False(source.IsPlaying);
        source.Stop();
        output.Server.Hear(1000); // the fade, and then nothing
        source.Play();
        float[] heard = output.Server.Hear(2000);
        Assert.NotSame(first, source.LastThread);
        for (int frame = 300; frame < 2000; frame++) // behind the fade of 5 ms every frame follows on the last
            Assert.Equal(Counting.Value(1000 + frame), heard[frame]);
    }

    [Fact]
    public async Task An_exception_reaches_the_user_in_every_way()
    {
        using AudioOutput output = Offline();
        using var source = new Failing(output);
        var told = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Faulted += (_, _) => throw new InvalidOperationException("the first handler's own fault");
        source.Faulted += (_, fault) => told.TrySetResult(fault.Error);
        source.Play();
        output.Server.Hear(64); // a source that has failed holds no render up
        Assert.Equal("no more", (await Wait.For(told.Task)).Message);
        Assert.Equal("no more", (await Assert.ThrowsAsync<FormatException>(() => Wait.For(source.Completion))).Message);
        Assert.Equal("no more", Assert.Throws<FormatException>(() => source.Stop()).Message);
        source.Stop(); // said once
        source.Play();
        await Assert.ThrowsAsync<FormatException>(() => Wait.For(source.Completion));
    }

    [Fact]
    public void A_failure_that_nobody_watches_for_is_in_the_log()
    {
        using AudioOutput output = Offline();
        var errors = new ConcurrentQueue<string>();
        output.Server.LogReceived += (_, line) =>
        {
            if (line.Level == Verbosity.Error)
                errors.Enqueue(line.Message);
        };
        using var source = new Failing(output);
        source.Play();
        output.Server.Hear(64);
        Wait.Until(() => !errors.IsEmpty, "a line in the log");
        Assert.Contains("no more", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_makes_no_sound_of_its_own_says_so()
    {
        using AudioOutput output = Offline();
        using var source = new Empty(output);
        source.Play();
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => Wait.For(source.Completion));
        Assert.Contains("GetBytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_frames_are_an_error_of_the_source()
    {
        using AudioOutput output = Offline();
        using var source = new Boastful(output);
        source.Play();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Wait.For(source.Completion));
    }

    [Fact]
    public async Task A_source_that_comes_to_its_end_plays_out()
    {
        using AudioOutput output = Offline();
        using var source = new Counting(output, last: 1500);
        source.Play();
        float[] heard = output.Server.Hear(4000);
        Assert.Equal(Counting.Value(1499), heard[1499]);
        Assert.All(heard[1500..], value => Assert.Equal(0, value));
        await Wait.For(source.Completion);
        await Wait.For(source.PlayedOut);
        Assert.Equal(0, source.Underruns);
        Assert.False(source.IsPlaying);
    }

    [Fact]
    public void A_source_may_stop_itself()
    {
        using AudioOutput output = Offline();
        using var source = new StopsItself(output);
        source.Play();
        Wait.Until(() => source.Completion.IsCompletedSuccessfully, "the thread to end");
        Assert.False(source.IsPlaying);
    }

    [Fact]
    public async Task Disposing_the_output_ends_the_thread_quietly()
    {
        Counting source;
        using (AudioOutput output = AudioOutput.GetOutput(channels: 1, bufferSize: 64, backend: AudioBackend.Dummy))
        {
            source = new Counting(output);
            source.Play();
            Wait.Until(() => source.FramesPlayed > 1000, "the sound");
        }

        await Wait.For(source.Completion);
        Assert.False(source.LastThread!.IsAlive && !source.LastThread.Join(Wait.Deadline));
        source.Dispose();
    }

    [Fact]
    public void Disposing_the_source_ends_the_thread()
    {
        using AudioOutput output = Offline();
        var source = new Counting(output);
        source.Play();
        output.Server.Hear(10);
        source.Dispose();
        Assert.False(source.LastThread!.IsAlive);
        Assert.Empty(output.Server.Samples);
        Assert.Throws<ObjectDisposedException>(() => source.Play());
    }

    [Fact]
    public void On_a_clocked_device_it_begins_without_an_underrun()
    {
        using AudioOutput output = AudioOutput.GetOutput(channels: 1, bufferSize: 64, backend: AudioBackend.Dummy);
        using var source = new Counting(output);
        using var gate = new ManualResetEventSlim();
        source.Gate = gate;
        source.Play();
        Assert.True(source.IsPlaying);
        long before = output.Server.Clock.Frame;
        Wait.Until(() => output.Server.Clock.Frame > before + 2000, "the device to ask in vain");
        Assert.Equal(0, source.UnderrunFrames);
        gate.Set();
        Wait.Until(() => source.FramesPlayed > 0, "the sound");
        source.Stop();
    }

    private static AudioOutput Offline(int encoding = 32)
    {
        AudioOutput output = AudioOutput.GetOutput(44100, 1, encoding, 256, AudioBackend.Offline);
        output.Server.Render(400); // past the rise of the first start
        return output;
    }

    private sealed class Counting(AudioOutput output, int last = int.MaxValue) : ThreadSource(output)
    {
        private int _next;

        public Thread? LastThread { get; private set; }

        public ManualResetEventSlim? Gate { get; set; }

        public static float Value(int frame) => (frame % 2048 - 1024) / 2048f;

        protected override int Generate(Span<float> buffer)
        {
            LastThread = Thread.CurrentThread;
            Gate?.Wait();
            int frames = Math.Min(buffer.Length, last - _next);
            for (int i = 0; i < frames; i++)
                buffer[i] = Value(_next++);
            return frames;
        }
    }

    private sealed class Bytes(AudioOutput output, int length) : ThreadSource(output)
    {
        protected override ReadOnlyMemory<byte> GetBytes()
        {
            byte[] half = Output.Encoding switch
            {
                8 => [64],
                16 => [0, 64],
                _ => [0, 0, 0, 0x3F],
            };
            return Enumerable.Repeat(half, length / half.Length).SelectMany(one => one).ToArray();
        }
    }

    private sealed class Failing(AudioOutput output) : ThreadSource(output)
    {
        protected override ReadOnlyMemory<byte> GetBytes() => throw new FormatException("no more");
    }

    private sealed class Empty(AudioOutput output) : ThreadSource(output);

    private sealed class Boastful(AudioOutput output) : ThreadSource(output)
    {
        protected override int Generate(Span<float> buffer) => buffer.Length + 1;
    }

    private sealed class StopsItself(AudioOutput output) : ThreadSource(output)
    {
        protected override int Generate(Span<float> buffer)
        {
            Stop();
            return buffer.Length;
        }
    }
}
