// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using AudioNative.Interop;

namespace AudioNative.Tests.Bindings;

/// <summary>The calls a program makes all the time leave the garbage collector nothing to do.</summary>
public sealed class ProxyAllocationTests : IDisposable
{
    private const int Calls = 1000;

    private readonly ServerProxy _server = ProxyTests.StartedOffline();
    private readonly SourceProxy _source = ProxyTests.StereoSource();
    private readonly float[] _samples = new float[2 * 64];
    private readonly float[] _output = new float[2 * 64];
    private readonly AnMeter[] _meters = new AnMeter[2];
    private readonly AnEvent[] _events = new AnEvent[4];

    public ProxyAllocationTests()
    {
        _server.AddSource(_source);
        _source.Play(-1);
    }

    [Fact]
    public void Writing_samples_and_rendering_them_allocates_nothing() => AllocatesNothing(() =>
    {
        _source.Write(_samples);
        _server.Render(64, [], _output, 0, out _);
        _source.Write(MemoryMarshal.AsBytes<float>(_samples), AnSampleFormat.F32);
        _server.Render(64, [], _output, 0, out _);
    });

    [Fact]
    public void Reading_the_clock_allocates_nothing() => AllocatesNothing(() =>
    {
        _server.GetClock(out var clock);
        _ = clock.Frame + LibraryProxy.MonotonicNanoseconds;
    });

    [Fact]
    public void Reading_meters_allocates_nothing() => AllocatesNothing(() => _ = _server.GetMeters(_meters));

    [Fact]
    public void Reading_statistics_allocates_nothing() => AllocatesNothing(() => _server.GetStats(out _));

    [Fact]
    public void Reading_the_servers_and_a_sources_state_allocates_nothing() => AllocatesNothing(() =>
    {
        _server.GetInfo(out _);
        _source.GetState(out _);
    });

    [Fact]
    public void Setting_amplitude_gain_and_pan_allocates_nothing() => AllocatesNothing(() =>
    {
        _server.Amplitude = 0.5;
        _ = _server.Amplitude;
        _source.SetGain(0.5);
        _source.SetPan(0.5);
    });

    [Fact]
    public void Polling_for_events_allocates_nothing() => AllocatesNothing(() => _ = _server.WaitEvents(_events, 0));

    [Fact]
    public void The_measure_sees_an_allocation() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AllocatesNothing(() => GC.KeepAlive(new object())));

    public void Dispose()
    {
        _source.Dispose();
        _server.Dispose();
    }

    private static void AllocatesNothing(Action call)
    {
        // The first calls bind the imports and compile the code.
        for (var i = 0; i < Calls; ++i)
        {
            call();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; ++i)
        {
            call();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
