// SPDX-License-Identifier: MIT
//
// What a source costs while it plays: mixed in blocks of 64 frames from full rings into stereo, as the audio thread
// does it. The filling is not counted.
#include "bench/offline_server.h"
#include "engine/engine.h"
#include "support/monotonic.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace audionative::bench {
namespace {

constexpr std::int64_t buffer_frames = 256;
constexpr std::int64_t ring_frames = 2048;

class PlayingEngine {
public:
    PlayingEngine(int sources, int channels)
    {
        EngineConfig config;
        config.sample_rate = 48000;
        config.ramp_seconds = 0;
        engine_ = std::make_unique<Engine>(config);
        engine_->open_gate();
        for (int i = 0; i < sources; ++i) {
            an_source_config shape{};
            shape.channels = channels;
            shape.capacity_frames = ring_frames;
            sources_.push_back(std::make_unique<Source>(shape));
            engine_->submit({Command::Kind::add_source, sources_.back().get(), 0});
            engine_->submit({Command::Kind::play_source, sources_.back().get(), -1});
        }
        engine_->begin_callbacks(0);
    }

    ~PlayingEngine()
    {
        engine_->end_callbacks();
        engine_->clear();
    }
    PlayingEngine(const PlayingEngine &) = delete;
    PlayingEngine &operator=(const PlayingEngine &) = delete;

    void fill(const std::vector<float> &interleaved)
    {
        for (const std::unique_ptr<Source> &source : sources_) {
            source->write(interleaved.data(), AN_SAMPLE_F32, buffer_frames);
        }
    }

    void set_gain(double gain)
    {
        for (const std::unique_ptr<Source> &source : sources_) {
            source->set_gain(gain);
        }
    }

    void callback(float *const *out) { engine_->process(nullptr, out, buffer_frames, monotonic_ns()); }

private:
    std::unique_ptr<Engine> engine_;
    std::vector<std::unique_ptr<Source>> sources_;
};

enum class Gain { one, fixed, moving };

void mix(benchmark::State &state, Gain gain)
{
    const auto sources = static_cast<int>(state.range(0));
    const auto channels = static_cast<int>(state.range(1));
    PlayingEngine engine(sources, channels);
    const std::vector<float> sound(static_cast<std::size_t>(buffer_frames * channels), 1e-4F);
    std::vector<float> plane(static_cast<std::size_t>(2 * buffer_frames));
    float *const out[] = {plane.data(), plane.data() + buffer_frames};
    if (gain == Gain::fixed) {
        engine.set_gain(0.5);
    }
    engine.fill(sound);
    engine.callback(out); // takes in the commands, and begins
    bool up = false;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (auto _ : state) {
        engine.fill(sound);
        if (gain == Gain::moving) {
            engine.set_gain((up = !up) ? 0.5 : 1.0);
        }
        const std::int64_t start = monotonic_ns();
        engine.callback(out);
        const std::int64_t taken = monotonic_ns() - start;
        least = std::min(least, taken);
        state.SetIterationTime(static_cast<double>(taken) * 1e-9);
        benchmark::DoNotOptimize(plane.data());
    }
    // All callbacks do the same work: what the machine's other programs add is in the mean and not in the least.
    const double work = static_cast<double>(buffer_frames) * sources;
    state.counters["least_ns/source/frame"] = static_cast<double>(least) / work;
    state.counters["mean_ns/source/frame"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * work * 1e-9,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void one_to_a_thousand(benchmark::internal::Benchmark *benchmark)
{
    benchmark->ArgNames({"sources", "channels"})->ArgsProduct({{1, 10, 100, 1000}, {1, 2}})->UseManualTime();
}
BENCHMARK_CAPTURE(mix, at_unity, Gain::one)->Apply(one_to_a_thousand);
BENCHMARK_CAPTURE(mix, with_gain, Gain::fixed)->Apply(one_to_a_thousand);
BENCHMARK_CAPTURE(mix, while_gains_move, Gain::moving)->Apply(one_to_a_thousand);

// A second of sound through an_server_render: what an offline render costs beside the mixing.
void render_offline(benchmark::State &state)
{
    constexpr std::int64_t rate = 48000;
    const auto sources = static_cast<int>(state.range(0));
    const OfflineServer server(sources, rate);
    const std::vector<float> sound(rate * OfflineServer::channels, 1e-4F);
    std::vector<float> out(rate * OfflineServer::channels);
    for (auto _ : state) {
        server.fill(sound);
        const std::int64_t start = monotonic_ns();
        server.render(out);
        state.SetIterationTime(static_cast<double>(monotonic_ns() - start) * 1e-9);
        benchmark::DoNotOptimize(out.data());
    }
    state.counters["times real time"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(render_offline)
    ->ArgName("sources")
    ->Arg(0)
    ->Arg(1)
    ->Arg(10)
    ->Arg(100)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace audionative::bench
