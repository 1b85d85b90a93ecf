// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Output;

public class AudioSampleTests
{
    [Fact]
    public void A_sample_takes_its_channels_from_where_it_is_added()
    {
        using Server server = OfflineServer.Boot(channels: 3);
        using var sample = new AudioSample();
        Assert.Null(sample.Channels);
        Assert.Null(sample.Encoding);
        Assert.Null(sample.CapacityFrames);
        Assert.Equal(0, sample.FramesFree);
        var error = Assert.Throws<ServerStateException>(() => sample.Write(new float[3]));
        Assert.Contains("output", error.Message, StringComparison.Ordinal);
        Assert.Throws<ServerStateException>(() => sample.TryWrite(new byte[6]));
        Assert.Throws<ServerStateException>(() => { _ = sample.WriteAsync(new float[3]).AsTask(); });
        Assert.Throws<ServerStateException>(() => sample.Complete());
        server.AddSample(sample);
        Assert.Equal(3, sample.Channels);
        Assert.Equal(16, sample.Encoding);
        Assert.Equal(16384 / 6, sample.CapacityFrames);
        Assert.Equal(16384 / 6, sample.FramesFree);
        Assert.Same(server, sample.Server);
    }

    [Fact]
    public void Options_are_checked_at_once()
    {
        AudioSampleOptions[] impossible =
        [
            new() { Channels = 0 },
            new() { Channels = 1025 },
            new() { Encoding = 24 },
            new() { CapacityFrames = 0 },
            new() { CapacityFrames = (1L << 28) + 1 },
            new() { OutputChannel = -1 },
        ];
        foreach (AudioSampleOptions options in impossible)
            Assert.Throws<ArgumentOutOfRangeException>(() => new AudioSample(options));
        Assert.Throws<ArgumentNullException>(() => new AudioSample(null!));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Bytes_are_read_as_the_encoding_says(int encoding)
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, Encoding = encoding });
        server.AddSample(sample);
        sample.Play();
        byte[] bytes = encoding switch
        {
            8 => [0x80, 0xC0, 0x00, 0x40], // signed
            16 => [0x00, 0x80, 0x00, 0xC0, 0x00, 0x00, 0x00, 0x40], // little endian
            _ => [0, 0, 0x80, 0xBF, 0, 0, 0, 0xBF, 0, 0, 0, 0, 0, 0, 0, 0x3F],
        };
        sample.Write(bytes);
        Assert.Equal([-1, -0.5f, 0, 0.5f], server.Hear(4));
    }

    [Fact]
    public void Shorts_and_floats_can_be_written_whatever_the_encoding()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, Encoding = 8 });
        server.AddSample(sample);
        sample.Play();
        sample.Write((short[])[short.MinValue, 16384, 1]);
        sample.Write((float[])[3, -0.25f]);
        Assert.Equal([-1, 0.5f, 1f / 32768, 3, -0.25f], server.Hear(5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void Part_of_a_frame_is_refused_and_nothing_is_written(int length)
    {
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 2, Encoding = 16 });
        Assert.Throws<ArgumentException>(() => sample.Write(new byte[length]));
        Assert.Throws<ArgumentException>(() => sample.TryWrite(new byte[length]));
        Assert.Throws<ArgumentException>(() => { _ = sample.WriteAsync(new byte[length]).AsTask(); });
        Assert.Throws<ArgumentException>(() => sample.Write(new float[3]));
        Assert.Throws<ArgumentException>(() => sample.Write(new short[5]));
        Assert.Equal(0, sample.FramesWritten);
        sample.Write(Array.Empty<float>());
        Assert.Equal(0, sample.FramesWritten);
    }

    [Fact]
    public void Bytes_at_an_odd_address_are_read_right()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, Encoding = 16 });
        byte[] bytes = new byte[1 + 2 * 1000];
        for (int i = 0; i < 1000; i++)
            BitConverter.TryWriteBytes(bytes.AsSpan(1 + 2 * i), (short)(i * 31));
        sample.Write(bytes.AsSpan(1));
        server.AddSample(sample);
        sample.Play();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (short)(i * 31) / 32768f), server.Hear(1000));
    }

    [Fact]
    public void TryWrite_takes_what_fits()
    {
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 2, CapacityFrames = 100 });
        Assert.Equal(60, sample.TryWrite(new float[120]));
        Assert.Equal(40, sample.TryWrite(new short[120]));
        Assert.Equal(0, sample.TryWrite(new float[2]));
        Assert.Equal(100, sample.FramesQueued);
        Assert.Equal(0, sample.FramesFree);
        Assert.True(sample.Overruns >= 2);
    }

    [Fact]
    public async Task Write_waits_on_a_full_ring_until_it_is_played()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 256 });
        float[] sound = Signals.Ramp(1000);
        Task writer = Task.Run(() => sample.Write(sound)); // full before it plays, before it is even added
        Wait.Until(() => sample.FramesWritten == 256, "the ring to be full");
        Assert.False(writer.IsCompleted);
        server.AddSample(sample);
        Assert.False(writer.IsCompleted);
        sample.Play();
        float[] heard = [];
        while (heard.Length < 1000)
        {
            // As much as is there, so that the writer's pace does not matter to what is heard.
            Wait.Until(() => sample.FramesQueued > 0, "the writer");
            heard = [.. heard, .. server.Hear((int)sample.FramesQueued)];
        }

        await Wait.For(writer);
        Assert.Equal(sound, heard);
    }

    [Fact]
    public async Task A_waiting_write_goes_on_though_the_event_that_told_of_room_was_lost()
    {
        const int MoreThanTheQueueHolds = 4200;
        using Server server = OfflineServer.Boot(channels: 1);
        using var busy = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using AudioSample first = server.Play(Signals.Ramp(1));
        first.Underrun += (_, _) =>
        {
            busy.Set();
            release.Wait(Wait.Deadline);
        };
        server.Render(2);
        Assert.True(busy.Wait(Wait.Deadline));

        // The event thread is held up now. A writer is told of room, and then so much happens that this is forgotten.
        using AudioSample sample = server.Play(Signals.Ramp(256));
        Task writing = Task.Run(() => sample.Write(Signals.Ramp(512)));
        // It tries before and after it asks, and does both again because it was told of its own adding.
        Wait.Until(() => sample.Overruns == 4, "the writer to ask for room");
        server.Render(256);
        var others = new List<AudioSample>();
        for (int i = 0; i < MoreThanTheQueueHolds; i++)
            others.Add(server.Play(Signals.Ramp(1)));
        server.Render(2);
        release.Set();
        Wait.Until(() => sample.FramesQueued > 0, "the writer to have been told");
        server.Render(256);
        Wait.Until(() => sample.FramesWritten == 256 + 512, "the rest to be written");
        await Wait.For(writing);
        others.ForEach(other => other.Dispose());
    }

    [Fact]
    public async Task A_waiting_write_can_be_cancelled()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 256 });
        using var cancel = new CancellationTokenSource();
        Task writer = Task.Run(() => sample.Write(Signals.Ramp(300), cancel.Token));
        Wait.Until(() => sample.FramesWritten == 256, "the ring to be full");
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(writer));
        Assert.Equal(256, sample.FramesWritten);
        using var again = new CancellationTokenSource();
        Task asyncWriter = sample.WriteAsync(Signals.Ramp(300), again.Token).AsTask();
        Assert.False(asyncWriter.IsCompleted);
        again.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(asyncWriter));
        // The sample is as good as before.
        server.AddSample(sample);
        sample.Play();
        Assert.Equal(Signals.Ramp(256), server.Hear(256));
        sample.Write(Signals.Ramp(10));
        Assert.Equal(Signals.Ramp(10), server.Hear(10));
    }

    [Fact]
    public async Task Disposing_ends_a_waiting_write()
    {
        var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 256 });
        Task writer = Task.Run(() => sample.Write(Signals.Ramp(300)));
        Task next = Task.Run(() => sample.WriteAsync(Signals.Ramp(300)).AsTask());
        Wait.Until(() => sample.FramesWritten == 256, "the ring to be full");
        sample.Dispose();
        sample.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Wait.For(writer));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Wait.For(next));
        Assert.Throws<ObjectDisposedException>(() => sample.Write(new float[1]));
        Assert.Throws<ObjectDisposedException>(() => sample.Play());
        Assert.Throws<ObjectDisposedException>(() => sample.Stop());
        Assert.Throws<ObjectDisposedException>(() => sample.Complete());
        Assert.False(sample.IsPlaying);
    }

    [Fact]
    public async Task Shutting_the_server_down_ends_a_waiting_write()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 256 });
        server.AddSample(sample);
        Task writer = Task.Run(() => sample.Write(Signals.Ramp(300)));
        Wait.Until(() => sample.FramesWritten == 256, "the ring to be full");
        server.Shutdown();
        var error = await Assert.ThrowsAsync<ServerStateException>(() => Wait.For(writer));
        Assert.Contains("shut down", error.Message, StringComparison.Ordinal);
        Assert.Null(sample.Server);
        // It can go on in the next life of the server.
        server.Boot();
        server.AddSample(sample);
        sample.Play();
        Assert.Equal(Signals.Ramp(256), server.Hear(256));
    }

    [Fact]
    public async Task Async_writes_come_in_order_and_complete_at_once_where_they_fit()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        var options = new AudioSampleOptions { Channels = 1, CapacityFrames = 256, WaitOffline = true };
        using var sample = new AudioSample(options);
        server.AddSample(sample);
        sample.Play();
        float[] sound = Signals.Ramp(2000);
        Assert.True(sample.WriteAsync(sound.AsMemory(0, 200)).AsTask().IsCompletedSuccessfully);
        Task rest = Task.Run(async () =>
        {
            for (int at = 200; at < 2000; at += 300)
                await sample.WriteAsync(sound.AsMemory(at, 300));
        });
        Assert.Equal(sound, server.Hear(2000));
        await Wait.For(rest);
    }

    [Fact]
    public async Task Several_writers_take_turns_and_nothing_is_lost()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        var options = new AudioSampleOptions { Channels = 1, CapacityFrames = 64, WaitOffline = true };
        using var sample = new AudioSample(options);
        server.AddSample(sample);
        sample.Play();
        Task[] writers = [.. Enumerable.Range(1, 4).Select(number => Task.Run(async () =>
        {
            for (int turn = 0; turn < 20; turn++)
            {
                if (turn % 2 == 0)
                    sample.Write(Signals.Constant(number, 100));
                else
                    await sample.WriteAsync(Signals.Constant(number, 100));
            }
        }))];
        float[] heard = server.Hear(4 * 20 * 100);
        await Wait.For(Task.WhenAll(writers));
        for (int chunk = 0; chunk < 80; chunk++) // no chunk is torn
            Assert.Single(heard[(chunk * 100)..(chunk * 100 + 100)].Distinct());
        for (int number = 1; number <= 4; number++)
            Assert.Equal(2000, heard.Count(value => value == number));
    }

    [Fact]
    public void Playing_twice_is_the_same_as_once()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        float[] sound = Signals.Ramp(1000);
        using AudioSample sample = server.Play(sound);
        sample.Play();
        Assert.Equal(sound[..300], server.Hear(300));
        sample.Play();
        sample.Play(atFrame: 900);
        Assert.Equal(sound[300..], server.Hear(700));
        Assert.True(sample.IsPlaying);
        Assert.Throws<ArgumentOutOfRangeException>(() => sample.Play(-1));
    }

    [Fact]
    public void Stopping_before_playing_touches_nothing_else()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using AudioSample other = server.Play(Signals.Ramp(500));
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1 });
        sample.Stop();
        server.AddSample(sample);
        sample.Stop();
        Assert.Equal(Signals.Ramp(500), server.Hear(500));
    }

    [Fact]
    public void It_is_heard_while_it_is_both_added_and_playing_whichever_came_first()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 5000 });
        sample.Write(Signals.Constant(0.5f, 5000));
        sample.Play();
        Assert.True(sample.IsPlaying);
        Assert.Equal(0, server.Hear(100)[^1]);
        server.AddSample(sample);
        Assert.Equal(0.5f, server.Hear(500)[^1]);
        Assert.True(server.RemoveSample(sample));
        Assert.False(server.RemoveSample(sample));
        Assert.Null(sample.Server);
        Assert.Equal(0, server.Hear(500)[^1]);
        Assert.True(sample.IsPlaying);
        server.AddSample(sample);
        server.AddSample(sample);
        Assert.Equal(0.5f, server.Hear(500)[^1]);
        sample.Stop();
        Assert.False(sample.IsPlaying);
        Assert.Equal(0, server.Hear(500)[^1]);
        server.RemoveSample(sample);
        server.AddSample(sample);
        Assert.Equal(0, server.Hear(500)[^1]);
        sample.Play();
        Assert.Equal(0.5f, server.Hear(500)[^1]);
    }

    [Fact]
    public void What_is_stopped_keeps_its_place()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        float[] sound = Signals.Ramp(1500);
        using AudioSample sample = server.Play(sound);
        Assert.Equal(sound[..400], server.Hear(400));
        sample.Stop();
        server.Hear(1000); // the fade, and then nothing
        Assert.Equal(400, sample.FramesPlayed);
        sample.Play();
        float[] again = server.Hear(1000);
        Assert.Equal(sound[400 + 221], again[221]); // behind the fade of 5 ms it is the sound again
        Assert.Equal(sound[1399], again[999]);
    }

    [Fact]
    public void The_ring_can_be_emptied_outside_a_mixer()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 10 });
        sample.Write(new float[10]);
        sample.Clear();
        Assert.Equal(10, sample.FramesFree);
        server.AddSample(sample);
        Assert.Throws<ServerStateException>(() => sample.Clear());
    }

    [Fact]
    public void Silence_is_filled_in_and_counted_when_too_little_is_written()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using AudioSample sample = server.Play(Signals.Constant(0.5f, 100));
        float[] heard = server.Hear(300);
        Assert.All(heard[..100], value => Assert.Equal(0.5f, value));
        Assert.All(heard[100..], value => Assert.Equal(0, value));
        Assert.Equal(1, sample.Underruns);
        Assert.Equal(200, sample.UnderrunFrames);
        sample.Write(Signals.Constant(0.5f, 100));
        server.Hear(150);
        Assert.Equal(2, sample.Underruns);
        Assert.Equal(250, sample.UnderrunFrames);
        Assert.Equal(200, sample.FramesPlayed);
        Assert.Equal(200, sample.FramesWritten);
    }

    [Fact]
    public async Task The_end_is_known_when_all_is_played()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using AudioSample sample = server.Play(Signals.Ramp(1000));
        sample.Complete();
        Task end = sample.PlayedOut;
        server.Hear(999);
        Assert.False(end.IsCompleted);
        server.Hear(64);
        await Wait.For(end);
        await sample.WaitForPlayedOutAsync();
        Assert.Equal(0, sample.Underruns);
        Assert.Equal(0, sample.UnderrunFrames);
        Assert.False(sample.IsPlaying);
        // It can be written and played again, with an end of its own.
        sample.Write(Signals.Ramp(100));
        sample.Complete();
        Assert.False(sample.PlayedOut.IsCompleted);
        sample.Play();
        Assert.True(sample.IsPlaying);
        Assert.Equal(Signals.Ramp(100), server.Hear(100));
        await Wait.For(sample.PlayedOut);
    }

    [Fact]
    public async Task Waiting_for_the_end_can_be_cancelled_and_ends_with_the_sample()
    {
        var sample = new AudioSample(new AudioSampleOptions { Channels = 1 });
        sample.Write(new float[10]);
        sample.Complete();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sample.WaitForPlayedOutAsync(new CancellationToken(canceled: true)));
        Task end = sample.PlayedOut;
        sample.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Wait.For(end));
    }

    [Fact]
    public async Task Removing_what_has_just_played_out_does_not_lose_its_end()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using AudioSample sample = server.Play(Signals.Ramp(100));
        sample.Complete();
        server.Hear(200);
        server.RemoveSample(sample);
        await Wait.For(sample.PlayedOut);
        server.AddSample(sample);
        server.Hear(200);
        Assert.Equal(0, sample.Underruns);
    }

    [Fact]
    public async Task Samples_may_be_added_played_stopped_and_removed_from_any_thread_in_any_order()
    {
        await using var server = new Server(duplex: false, bufferSize: 64, backend: AudioBackend.Dummy);
        server.Boot().Start();
        AudioSample[] samples = [.. Enumerable.Range(0, 8).Select(
            _ => new AudioSample(new AudioSampleOptions { Channels = 1, CapacityFrames = 512 }))];
        await Wait.For(Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (int step = 0; step < 400; step++)
            {
                AudioSample sample = samples[random.Next(samples.Length)];
                switch (random.Next(6))
                {
                    case 0: server.AddSample(sample); break;
                    case 1: server.RemoveSample(sample); break;
                    case 2: sample.Play(); break;
                    case 3: sample.Stop(); break;
                    case 4: sample.Gain = random.NextDouble(); break;
                    default: sample.TryWrite(Signals.Ramp(100)); break;
                }
            }
        }))));
        foreach (AudioSample sample in samples)
        {
            server.AddSample(sample);
            sample.Play();
            sample.Complete();
        }

        await Wait.For(Task.WhenAll(samples.Select(sample => sample.PlayedOut)));
        Assert.Equal(8, server.Samples.Count);
        foreach (AudioSample sample in samples)
            sample.Dispose();
        Assert.Empty(server.Samples);
        Wait.Until(() => server.Statistics.Samples == 0, "the audio thread to let go of them");
    }
}
