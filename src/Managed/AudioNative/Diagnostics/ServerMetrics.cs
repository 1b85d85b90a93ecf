// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AudioNative;

/// <summary>
/// The meter "AudioNative" of System.Diagnostics.Metrics: observable instruments over every booted server, told apart
/// by the tag "server". They cost nothing while nobody listens.
/// </summary>
internal static class ServerMetrics
{
    public const string MeterName = "AudioNative";

    private static readonly ConcurrentDictionary<Server, KeyValuePair<string, object?>> Servers = new();
    private static readonly Meter Meter = CreateMeter();
    private static int s_lastNumber;

    public static void Add(Server server) =>
        Servers[server] = new("server", Interlocked.Increment(ref s_lastNumber).ToString(provider: null));

    public static void Remove(Server server) => Servers.TryRemove(server, out _);

    private static Meter CreateMeter()
    {
        var meter = new Meter(MeterName, typeof(ServerMetrics).Assembly.GetName().Version?.ToString(3));
        Counter(meter, "xruns", "{xrun}", "Interruptions of the sound.", s => s.Xruns);
        Counter(meter, "callbacks", "{callback}", "How often the device asked for sound.", s => s.Callbacks);
        Counter(meter, "late_callbacks", "{callback}", "Callbacks longer than their buffer.", s => s.LateCallbacks);
        Counter(meter, "frames", "{frame}", "Frames rendered.", s => s.Frames);
        Counter(meter, "clipped_samples", "{sample}", "Output samples beyond full scale.", s => s.ClippedSamples);
        Counter(meter, "commands_refused", "{command}", "Commands refused by a full queue.", s => s.CommandsRefused);
        Gauge(meter, "load", "1", "Share of a buffer's time that the callback takes.", s => s.Load);
        Gauge(meter, "peak_load", "1", "The largest single callback's share.", s => s.PeakLoad);
        Gauge(meter, "longest_callback", "s", "The longest callback.", s => s.LongestCallback.TotalSeconds);
        Gauge(meter, "samples", "{sample}", "Samples in the mixer.", s => s.Samples);
        Gauge(meter, "recordings", "{recording}", "Recordings running.", s => s.Recordings);
        meter.CreateObservableCounter(
            "audionative.server.underruns",
            () => Observe(server => server.Underruns),
            "{underrun}",
            "How often samples ran dry while they played.");
        return meter;
    }

    private static void Counter(
        Meter meter, string name, string unit, string text, Func<ServerStatistics, long> read) =>
        meter.CreateObservableCounter(
            "audionative.server." + name, () => Observe(server => read(server.Statistics)), unit, text);

    private static void Gauge(
        Meter meter, string name, string unit, string text, Func<ServerStatistics, double> read) =>
        meter.CreateObservableGauge(
            "audionative.server." + name, () => Observe(server => read(server.Statistics)), unit, text);

    private static List<Measurement<T>> Observe<T>(Func<Server, T> read)
        where T : struct
    {
        var measurements = new List<Measurement<T>>();
        foreach ((Server server, KeyValuePair<string, object?> tag) in Servers)
        {
            try
            {
                measurements.Add(new Measurement<T>(read(server), tag));
            }
            catch (ObjectDisposedException)
            {
                // Disposed while it was being asked.
            }
        }

        return measurements;
    }
}
