// SPDX-License-Identifier: MIT
using System.Diagnostics.Metrics;
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Servers;

public class ServerMetricsTests
{
    [Fact]
    public void Counters_can_be_read_as_metrics()
    {
        using Server server = OfflineServer.Boot(channels: 1);
        using AudioSample sample = server.Play(Signals.Constant(2, 100));
        server.Render(123456);
        sample.Dispose(); // what it counted stays counted
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "AudioNative")
                self.EnableMeasurementEvents(instrument);
        };
        // Other tests run servers too: the largest value with ours in it is looked for by its exact numbers.
        var seen = new HashSet<(string, double)>();
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.Contains(("audionative.server.frames", 123456), seen);
        Assert.Contains(("audionative.server.clipped_samples", 100), seen);
        Assert.Contains(("audionative.server.underruns", 1), seen);
        string[] others = ["xruns", "load", "longest_callback", "late_callbacks", "callbacks", "samples"];
        foreach (string name in others)
            Assert.Contains(seen, measurement => measurement.Item1 == "audionative.server." + name);
        server.Shutdown();
        seen.Clear();
        listener.RecordObservableInstruments();
        Assert.DoesNotContain(("audionative.server.frames", 123456), seen);
    }
}
