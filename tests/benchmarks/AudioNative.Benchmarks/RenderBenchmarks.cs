// SPDX-License-Identifier: MIT
using BenchmarkDotNet.Attributes;

namespace AudioNative.Benchmarks;

/// <summary>A second of sound from C#: written into every sample, mixed, and rendered into memory.</summary>
[MemoryDiagnoser]
public class RenderBenchmarks
{
    private const int Rate = 48000;
    private const int Channels = 2;
    private const int Chunk = 4800;

    private readonly float[] _chunk = new float[Chunk * Channels];
    private readonly float[] _destination = new float[Chunk * Channels];
    private readonly List<AudioSample> _samples = [];
    private Server _server = null!;

    /// <summary>How many samples sound at once.</summary>
    [Params(1, 10, 100, 1000)]
    public int Samples { get; set; }

    /// <summary>Boots and plays.</summary>
    [GlobalSetup]
    public void Boot()
    {
        Array.Fill(_chunk, 1e-4f);
        _server = new Server(Rate, Channels, backend: AudioBackend.Offline);
        _server.Boot();
        for (var i = 0; i < Samples; i++)
        {
            var sample = new AudioSample(new AudioSampleOptions { Channels = Channels, CapacityFrames = Chunk });
            _server.AddSample(sample);
            sample.Play();
            _samples.Add(sample);
        }
    }

    /// <summary>One second in tenths.</summary>
    [Benchmark]
    public void RenderOneSecond()
    {
        for (var tenth = 0; tenth < 10; tenth++)
        {
            foreach (var sample in _samples)
                sample.Write(_chunk.AsSpan());
            _server.Render(_destination);
        }
    }

    /// <summary>Lets go of it all.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        foreach (var sample in _samples)
            sample.Dispose();
        _server.Dispose();
    }
}
