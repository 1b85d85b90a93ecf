// SPDX-License-Identifier: MIT

using AudioNative.Interop.Tests.Servers;

namespace AudioNative.Interop.Tests.Host;

/// <summary>Our PortAudio driver through both of the host APIs that can be had without a sound card.</summary>
[Collection(HostAudio.Name)]
public sealed class PortAudioTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    public async Task Through_jacks_host_api_a_ramp_comes_back_bit_exact_two_periods_later(int period)
    {
        await using var jack = await JackServer.Start(period: period);
        using var leads = new NativeEnvironment(new Dictionary<string, string> { ["JACK_DEFAULT_SERVER"] = jack.Name });
        using var server = OnJackLoopback(period).Boot();
        var ramp = Signals.RampOf(2 * jack.SampleRate);
        (await Played.Through(server, ramp)).IsExactly(ramp, 2 * period);
    }

    [Fact]
    public async Task Through_jacks_host_api_a_sine_comes_back_bit_exact_two_periods_later()
    {
        await using var jack = await JackServer.Start();
        using var leads = new NativeEnvironment(new Dictionary<string, string> { ["JACK_DEFAULT_SERVER"] = jack.Name });
        using var server = OnJackLoopback(jack.Period).Boot();
        var sine = Signals.SineOf(2 * jack.SampleRate, 997, jack.SampleRate);
        (await Played.Through(server, sine)).IsExactly(sine, 2 * jack.Period);
    }

    [Fact]
    public async Task A_rate_that_the_device_refuses_is_said_in_its_own_words()
    {
        await using var jack = await JackServer.Start(sampleRate: 48000);
        using var leads = new NativeEnvironment(new Dictionary<string, string> { ["JACK_DEFAULT_SERVER"] = jack.Name });
        using var server = OnJackLoopback(jack.Period);
        server.SampleRate = 44100;
        var refusal = Assert.Throws<DeviceException>(server.Boot);
        Assert.Equal(AudioStatus.SampleRateUnsupported, refusal.Status);
        Assert.Contains("44100", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_program_records_of_pulseaudio_is_exactly_what_was_played()
    {
        await using var pulse = await PulseServer.Start();
        using var leads = new NativeEnvironment(pulse.Environment);

        // A host that stalls for longer than the 20 ms under way interrupts the sound, which the driver then tells.
        // Sound that was not interrupted has to be exact, and soon there is such a run; interrupted or not, no frame
        // may come twice, out of order or changed.
        var frames = 3 * PulseServer.SampleRate;
        var told = new List<string>();
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var (report, xruns) = await PlayToMonitor(pulse, frames);
            told.Add($"{xruns} xruns: {report}");
            Assert.Equal(0, report.Backward);
            Assert.Equal(1, report.FirstNumber);
            if (report.IsExact && report.Frames == frames)
            {
                return;
            }

            Assert.True(xruns > 0, $"The sound was interrupted and nobody told: {report}");
        }

        Assert.Fail("No run was without an interruption:\n" + string.Join('\n', told));
    }

    private static async Task<(RampReport Report, long Xruns)> PlayToMonitor(PulseServer pulse, int frames)
    {
        using var server = OnPulse().Boot();
        var ramp = Signals.RampOf(frames);
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 2, Encoding = 32, CapacityFrames = frames });
        server.AddSample(sample);
        sample.Write(ramp);
        sample.Complete();
        await using var monitor = await pulse.RecordMonitor();
        server.Start();
        await server.HasPlayed(PulseServer.SampleRate / 4);
        var before = server.Statistics.Xruns;
        sample.Play();
        await Deadline.Until(() => sample.PlayedOut.IsCompleted, "the ramp is played", () => $"{server.Statistics}\n{pulse.Log}");
        await server.HasPlayed(PulseServer.SampleRate / 4);
        var heard = monitor.Frames;
        await Deadline.Until(() => monitor.Frames > heard + (PulseServer.SampleRate / 4), "parec has caught up", () => monitor.Log);
        var xruns = server.Statistics.Xruns - before;
        server.Shutdown();
        return (RampReport.Of(await monitor.Finish()), xruns);
    }

    internal static Server OnPulse() =>
        new(sampleRate: PulseServer.SampleRate, bufferSize: 256, duplex: false, backend: AudioBackend.PortAudio)
        {
            OutputDevice = AudioDevices.Outputs.First(output => output.Name == "pulse").Index,
            LatencyHint = TimeSpan.FromMilliseconds(20),
            RampTime = TimeSpan.Zero,
        };

    internal static Server OnJackLoopback(int period)
    {
        var device = AudioDevices.All.First(
            found => found.Name == "loopback" && found.HostApiName.Contains("JACK", StringComparison.Ordinal));
        return new Server(sampleRate: 48000, bufferSize: period, backend: AudioBackend.PortAudio)
        {
            InputDevice = device.Index,
            OutputDevice = device.Index,
            RampTime = TimeSpan.Zero,
        };
    }
}
