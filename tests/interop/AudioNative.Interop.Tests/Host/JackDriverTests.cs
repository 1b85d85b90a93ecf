// SPDX-License-Identifier: MIT

using AudioNative.Interop.Tests.Servers;

namespace AudioNative.Interop.Tests.Host;

/// <summary>Our JACK driver against a real jackd. Its xruns are the machine's affair: only the sound is judged.</summary>
[Collection(HostAudio.Name)]
public sealed class JackDriverTests
{
    [Theory]
    [InlineData(48000, 64)]
    [InlineData(48000, 256)]
    [InlineData(44100, 1024)]
    public async Task A_ramp_comes_back_bit_exact_one_period_later(int rate, int period)
    {
        await using var jack = await JackServer.Start(rate, period);
        using var server = ClientOf(jack).Boot();
        EngineRun.ConnectLoopback(server);
        var ramp = Signals.RampOf(2 * rate);
        (await Played.Through(server, ramp)).IsExactly(ramp, period);
    }

    [Fact]
    public async Task A_sine_comes_back_bit_exact_one_period_later()
    {
        await using var jack = await JackServer.Start();
        using var server = ClientOf(jack).Boot();
        EngineRun.ConnectLoopback(server);
        var sine = Signals.SineOf(2 * jack.SampleRate, 997, jack.SampleRate);
        (await Played.Through(server, sine)).IsExactly(sine, jack.Period);
    }

    [Fact]
    public async Task The_client_has_its_own_name_and_ports_and_connections_are_made_and_undone()
    {
        await using var jack = await JackServer.Start();
        using var server = ClientOf(jack, "singer").Boot();
        using var twin = ClientOf(jack, "singer").Boot();
        Assert.Equal("singer", server.JackName);
        Assert.NotEqual("singer", twin.JackName);
        Assert.Contains(twin.JackName, twin.Info!.Notice, StringComparison.Ordinal);

        var ports = server.GetJackPorts();
        Assert.Equal(
            ["singer:in_1", "singer:in_2", "singer:out_1", "singer:out_2"],
            ports.Where(port => port.IsOwn).Select(port => port.Name).Order());
        Assert.True(ports.Single(port => port.Name == "system:playback_1") is { IsInput: true, IsPhysical: true, IsOwn: false });

        server.Connect("singer:out_1", "loopback:playback_2");
        server.Connect("singer:out_1", "loopback:playback_2");
        Assert.True(await IsConnected());
        server.Disconnect("singer:out_1", "loopback:playback_2");
        server.Disconnect("singer:out_1", "loopback:playback_2");
        Assert.False(await IsConnected());

        var refusal = Assert.ThrowsAny<Exception>(() => server.Connect("singer:out_1", "nobody:home"));
        Assert.Contains("nobody:home", refusal.Message, StringComparison.Ordinal);

        // Another program's view, not ours: jack_lsp lists the connections of a port indented beneath it.
        async Task<bool> IsConnected() =>
            (await jack.ListConnections()).Contains("singer:out_1\n   loopback:playback_2", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Physical_ports_are_connected_at_start_unless_unwanted()
    {
        await using var jack = await JackServer.Start();
        using var server = ClientOf(jack, "wired");
        server.AutoConnectInputs = true;
        server.AutoConnectOutputs = true;
        server.Boot().Start();
        var listing = await jack.ListConnections();
        Assert.Contains("wired:out_1\n   system:playback_1", listing, StringComparison.Ordinal);
        Assert.Contains("wired:in_2\n   system:capture_2", listing, StringComparison.Ordinal);

        using var loner = ClientOf(jack, "loner");
        loner.Boot().Start();
        Assert.DoesNotContain("loner:out_1\n   ", await jack.ListConnections(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_changed_under_a_running_server_is_told_and_the_next_sound_is_exact()
    {
        await using var jack = await JackServer.Start(period: 256);
        using var server = ClientOf(jack).Boot();
        EngineRun.ConnectLoopback(server);
        var told = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.BufferSizeChanged += (_, change) => told.TrySetResult(change.BufferSize);
        server.Start();
        await server.HasPlayed(4800);
        await jack.SetPeriod(512);
        Assert.Equal(512, await told.Task.WaitAsync(Deadline.Generous));
        await server.HasPlayed(4800);
        Assert.Equal(512, server.BufferSize);

        server.Stop();
        server.Shutdown();
        server.BufferSize = 512;
        server.Boot();
        EngineRun.ConnectLoopback(server);
        var ramp = Signals.RampOf(jack.SampleRate);
        (await Played.Through(server, ramp)).IsExactly(ramp, 512);
    }

    [Fact]
    public async Task Two_servers_on_one_jackd_hear_each_other_exactly()
    {
        await using var jack = await JackServer.Start();
        using var player = ClientOf(jack, "player").Boot();
        using var listener = ClientOf(jack, "listener").Boot();
        for (var i = 1; i <= 2; i++)
        {
            player.Connect($"player:out_{i}", $"listener:in_{i}");
        }

        var path = Path.Combine(Path.GetTempPath(), $"audionative-{Guid.NewGuid():N}.wav");
        listener.RecordOptions(type: SampleType.Float32, format: RecordingFormat.Wav);
        listener.StartRecording(path, RecordingSource.Input);
        listener.Start();
        var ramp = Signals.RampOf(jack.SampleRate);
        using (var sample = new AudioSample(new AudioSampleOptions { Channels = 2, Encoding = 32, CapacityFrames = ramp.Length / 2 }))
        {
            player.AddSample(sample);
            sample.Write(ramp);
            sample.Complete();
            sample.Play();
            player.Start();
            await Deadline.Until(() => sample.PlayedOut.IsCompleted, "the ramp is played", () => $"{player.Statistics}");
        }

        await listener.HasPlayed(16384);
        listener.Stop();
        var recorded = listener.StopRecording()!;
        var heard = RampReport.Of(FloatWave.Read(path).Samples);
        File.Delete(path);
        Assert.True(heard.IsExact, heard.FirstFault);
        Assert.Equal((1, ramp.Length / 2), (heard.FirstNumber, heard.Frames));
        Assert.Equal(listener.Statistics.Frames, recorded.Frames);
    }

    internal static Server ClientOf(JackServer jack, string name = "audionative") =>
        new(sampleRate: jack.SampleRate, bufferSize: jack.Period, backend: AudioBackend.Jack, jackName: name)
        {
            JackServerName = jack.Name,
            RampTime = TimeSpan.Zero,
            AutoConnectInputs = false,
            AutoConnectOutputs = false,
        };
}
