// SPDX-License-Identifier: MIT

using AudioNative.Interop.Tests.Servers;

namespace AudioNative.Interop.Tests;

/// <summary>The instruments themselves, without the engine: what they call exact must be, and a fault must show.</summary>
[Collection(HostAudio.Name)]
public sealed class InstrumentTests
{
    [Fact]
    public void A_ramp_is_found_where_it_begins_and_every_kind_of_damage_is_seen()
    {
        var whole = new float[2 * 1000];
        Ramp.Fill(whole.AsSpan(2 * 100, 2 * 800), 1);
        var report = RampReport.Of(whole);
        Assert.True(report.IsExact);
        Assert.Equal((100, 1, 800, 800), (report.FirstFrame, report.FirstNumber, report.Frames, report.LastNumber));

        Assert.Equal((1, 0), Faults(samples => samples.AsSpan(2 * 401).CopyTo(samples.AsSpan(2 * 400))));          // one lost
        Assert.Equal((1, 0), Faults(samples => samples.AsSpan(2 * 400, 2 * 500).CopyTo(samples.AsSpan(2 * 401)))); // one twice
        Assert.Equal((1, 1), Faults(samples => samples[800] = MathF.BitIncrement(samples[800])));                  // one rounded
        Assert.Equal((1, 1), Faults(samples => samples.AsSpan(2 * 400, 2).Clear()));                               // one silent
        Assert.Equal((1, 1), Faults(samples => samples.AsSpan(2 * 400, 2).Reverse()));                             // channels swapped

        (long Discontinuities, long Foreign) Faults(Action<float[]> damage)
        {
            var damaged = (float[])whole.Clone();
            damage(damaged);
            var found = RampReport.Of(damaged);
            Assert.False(found.IsExact);
            Assert.NotNull(found.FirstFault);
            return (found.Discontinuities, found.Foreign);
        }
    }

    [Fact]
    public async Task A_managed_client_comes_back_through_the_loopback_one_period_later()
    {
        await using var jack = await JackServer.Start(period: 256);
        using var client = new ManagedJackClient("instrument", captureSeconds: 2, jack.Name);
        client.Start();
        await Deadline.Until(() => client.Callback.Captured.Length >= 2 * 48000, "a second is captured", () => jack.Log);
        client.Dispose();

        var report = RampReport.Of(client.Callback.Captured);
        Assert.True(report.FirstFrame >= 0, "Nothing came back.");
        Assert.Equal(0, report.Foreign);

        // The connections are made while it runs, so the ramp is met somewhere on; its number tells the delay.
        Assert.Equal(256, report.FirstFrame + 1 - report.FirstNumber);
    }
}
