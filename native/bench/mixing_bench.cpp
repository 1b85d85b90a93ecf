// SPDX-License-Identifier: MIT
//
// What a source costs while it plays: rendered from full rings, the filling not counted.
#include "bench/offline_server.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

namespace audionative::bench {
namespace {

void mix_sources(benchmark::State &state)
{
    constexpr std::int64_t frames = 4096;
    const auto sources = static_cast<int>(state.range(0));
    const OfflineServer server(sources, frames);
    const std::vector<float> sound(frames * OfflineServer::channels, 1e-4F);
    std::vector<float> out(frames * OfflineServer::channels);

    for (auto _ : state) {
        state.PauseTiming();
        server.fill(sound);
        state.ResumeTiming();
        server.render(out);
        benchmark::DoNotOptimize(out.data());
    }
    // Inverted rates of a count are times: seconds per source per frame, printed with its SI prefix.
    state.counters["s/source/frame"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(frames) * sources,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(mix_sources)->Arg(1)->Arg(10)->Arg(100)->Arg(1000);

// A second of silence and no source: what the engine itself costs.
void render_nothing(benchmark::State &state)
{
    constexpr std::int64_t rate = 48000;
    const OfflineServer server(0, 0);
    std::vector<float> out(rate * OfflineServer::channels);
    for (auto _ : state) {
        server.render(out);
        benchmark::DoNotOptimize(out.data());
    }
    state.counters["times real time"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(render_nothing)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace audionative::bench
