// SPDX-License-Identifier: MIT
using BenchmarkDotNet.Attributes;

namespace AudioNative.Benchmarks;

/// <summary>What the calls cost that a program makes all the time. What is allocated here is the render's.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private const int Channels = 2;
    private const int Frames = 256;

    private readonly float[] _chunk = new float[Frames * Channels];
    private readonly ChannelMeter[] _meters = new ChannelMeter[Channels];
    private Server _server = null!;
    private AudioSample _sample = null!;

    /// <summary>A server with one sample that sounds.</summary>
    [GlobalSetup]
    public void Boot()
    {
        _server = new Server(48000, Channels, backend: AudioBackend.Offline);
        _server.Boot();
        _sample = new AudioSample(new AudioSampleOptions { Channels = Channels, CapacityFrames = Frames });
        _server.AddSample(_sample);
        _sample.Play();
    }

    /// <summary>256 frames written, and rendered so that there is room again.</summary>
    [Benchmark]
    public long WriteAndRender256Frames()
    {
        var written = _sample.TryWrite(_chunk.AsSpan());
        _server.Render(Frames);
        return written;
    }

    /// <summary>The sample clock.</summary>
    [Benchmark]
    public long ReadClock() => _server.Clock.Frame;

    /// <summary>The meters of all channels.</summary>
    [Benchmark]
    public int ReadMeters() => _server.GetMeters(_meters);

    /// <summary>Lets go of it.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _sample.Dispose();
        _server.Dispose();
    }
}
