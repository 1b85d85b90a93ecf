// SPDX-License-Identifier: MIT
//
// The ring between a writer and the audio thread: both ends on one thread, so that it is the ring that is measured and
// not how two cores share a cache line; and, as a source's user sees it, with the conversion from interleaved frames.
#include "bench/offline_server.h"
#include "engine/mixing.h"
#include "support/planar_ring.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <vector>

namespace audionative::bench {
namespace {

void ring_write_and_read(benchmark::State &state)
{
    const std::int64_t frames = state.range(0);
    PlanarRing ring(2, 8192);
    const std::vector<float> left(static_cast<std::size_t>(frames), 0.25F);
    const std::vector<float> right(static_cast<std::size_t>(frames), -0.25F);
    const std::array<const float *, 2> planes{left.data(), right.data()};
    std::vector<float> bus(static_cast<std::size_t>(frames));
    for (auto _ : state) {
        ring.write_planes(planes.data(), frames);
        for (std::int64_t done = 0; done < frames;) {
            const PlanarRing::Run run = ring.run(done, frames - done);
            for (int channel = 0; channel < 2; ++channel) {
                add(bus.data() + done, ring.samples(channel) + run.at, run.frames);
            }
            done += run.frames;
        }
        ring.consume(frames);
        benchmark::DoNotOptimize(bus.data());
    }
    state.counters["frames"] = benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(frames),
                                                  benchmark::Counter::kIsRate);
    state.SetBytesProcessed(state.iterations() * frames * 2 * static_cast<std::int64_t>(sizeof(float)));
}
BENCHMARK(ring_write_and_read)->Arg(64)->Arg(256)->Arg(4096);

// an_source_write of floats and of 16-bit samples; the render that makes room again is not counted.
void source_write(benchmark::State &state, an_sample_format format)
{
    constexpr std::int64_t frames = 256;
    constexpr int writes = 64;
    const OfflineServer server(1, frames * writes);
    const std::vector<std::int32_t> bytes(frames * OfflineServer::channels, 0);
    std::vector<float> out(frames * writes * OfflineServer::channels);
    for (auto _ : state) {
        for (int i = 0; i < writes; ++i) {
            std::int64_t written = 0;
            check(an_source_write(server.source(0), bytes.data(), format, frames, &written));
        }
        state.PauseTiming();
        server.render(out);
        state.ResumeTiming();
    }
    state.counters["frames"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * frames * writes, benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(source_write, float32, AN_SAMPLE_F32);
BENCHMARK_CAPTURE(source_write, int16, AN_SAMPLE_S16);

} // namespace
} // namespace audionative::bench
