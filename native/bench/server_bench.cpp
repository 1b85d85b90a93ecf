// SPDX-License-Identifier: MIT
//
// What a program waits for: a server's boot and start, and the numbers it reads again and again.
#include "bench/offline_server.h"
#include "engine/engine.h"
#include "support/seq_lock.h"

#include <benchmark/benchmark.h>

namespace audionative::bench {
namespace {

an_server_config stereo(an_backend backend)
{
    an_server_config config{};
    config.sample_rate = 48000;
    config.output_channels = 2;
    config.backend = backend;
    config.input_device = AN_DEFAULT_DEVICE;
    config.output_device = AN_DEFAULT_DEVICE;
    return config;
}

// Made, booted, started; the way back is not counted.
void boot_and_start(benchmark::State &state, an_backend backend)
{
    const an_server_config config = stereo(backend);
    for (auto _ : state) {
        an_server *server = nullptr;
        check(an_server_create(&config, &server));
        check(an_server_boot(server));
        check(an_server_start(server, 0));
        state.PauseTiming();
        an_server_destroy(server);
        state.ResumeTiming();
    }
}
BENCHMARK_CAPTURE(boot_and_start, offline, AN_BACKEND_OFFLINE)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(boot_and_start, dummy, AN_BACKEND_DUMMY)->Unit(benchmark::kMicrosecond)->UseRealTime();

void seq_lock_read(benchmark::State &state)
{
    SeqLock<EngineReport> report;
    report.store(EngineReport{});
    for (auto _ : state) {
        EngineReport read = report.load();
        benchmark::DoNotOptimize(read);
    }
}
BENCHMARK(seq_lock_read);

void seq_lock_write(benchmark::State &state)
{
    SeqLock<EngineReport> report;
    EngineReport value;
    for (auto _ : state) {
        ++value.frame;
        report.store(value);
        benchmark::DoNotOptimize(report);
    }
}
BENCHMARK(seq_lock_write);

void get_clock(benchmark::State &state)
{
    const OfflineServer server(0, 0);
    an_clock clock{};
    for (auto _ : state) {
        check(an_server_get_clock(server.handle(), &clock));
        benchmark::DoNotOptimize(clock);
    }
}
BENCHMARK(get_clock);

} // namespace
} // namespace audionative::bench
