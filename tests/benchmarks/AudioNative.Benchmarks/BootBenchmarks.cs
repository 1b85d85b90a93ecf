// SPDX-License-Identifier: MIT
using BenchmarkDotNet.Attributes;

namespace AudioNative.Benchmarks;

/// <summary>How long a program waits for its server.</summary>
public class BootBenchmarks
{
    /// <summary>From nothing to a server that can play, and back.</summary>
    [Benchmark]
    public double Boot()
    {
        using var server = new Server(backend: AudioBackend.Offline);
        server.Boot();
        return server.SampleRate;
    }
}
