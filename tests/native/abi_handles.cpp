// SPDX-License-Identifier: MIT
#include "abi_handles.h"

#include <stdexcept>

namespace audionative::testing {

an_server_config offline_config()
{
    an_server_config config{};
    config.sample_rate = 44100;
    config.output_channels = 2;
    config.backend = AN_BACKEND_OFFLINE;
    config.input_device = AN_DEFAULT_DEVICE;
    config.output_device = AN_DEFAULT_DEVICE;
    return config;
}

an_server_config dummy_config()
{
    an_server_config config = offline_config();
    config.backend = AN_BACKEND_DUMMY;
    config.buffer_frames = 64;
    return config;
}

void must(an_status status)
{
    if (status != AN_OK) {
        throw std::runtime_error("status " + std::to_string(status) + ": " + an_last_error());
    }
}

ServerHandle make_server(const an_server_config &config)
{
    an_server *server = nullptr;
    must(an_server_create(&config, &server));
    return ServerHandle(server);
}

ServerHandle booted(const an_server_config &config)
{
    ServerHandle server = make_server(config);
    must(an_server_boot(server.get()));
    return server;
}

ServerHandle started(const an_server_config &config)
{
    ServerHandle server = booted(config);
    must(an_server_start(server.get(), 0));
    return server;
}

SourceHandle make_source(int channels, std::int64_t capacity, int flags, int output_channel)
{
    an_source_config config{};
    config.channels = channels;
    config.capacity_frames = capacity;
    config.flags = flags;
    config.output_channel = output_channel;
    an_source *source = nullptr;
    must(an_source_create(&config, &source));
    return SourceHandle(source);
}

SourceHandle added_source(an_server *server, int channels, std::int64_t capacity, int flags)
{
    SourceHandle source = make_source(channels, capacity, flags);
    must(an_server_add_source(server, source.get()));
    return source;
}

an_recorder_config float_wav(const std::string &path)
{
    an_recorder_config config{};
    config.path = path.c_str();
    config.container = AN_CONTAINER_WAV;
    config.sample_type = AN_FILE_FLOAT32;
    config.tap = AN_TAP_OUTPUT;
    config.max_frames = -1;
    return config;
}

RecorderHandle record(an_server *server, const an_recorder_config &config)
{
    an_recorder *recorder = nullptr;
    must(an_recorder_start(server, &config, &recorder));
    return RecorderHandle(recorder);
}

an_server_info info_of(an_server *server)
{
    an_server_info info{};
    must(an_server_get_info(server, &info));
    return info;
}

an_stats stats_of(an_server *server)
{
    an_stats stats{};
    must(an_server_get_stats(server, &stats));
    return stats;
}

an_clock clock_of(an_server *server)
{
    an_clock clock{};
    must(an_server_get_clock(server, &clock));
    return clock;
}

an_source_state state_of(an_source *source)
{
    an_source_state state{};
    must(an_source_get_state(source, &state));
    return state;
}

an_recorder_status status_of(an_recorder *recorder)
{
    an_recorder_status status{};
    must(an_recorder_get_status(recorder, &status));
    return status;
}

std::int64_t write_floats(an_source *source, const std::vector<float> &interleaved)
{
    // A source of one channel, or the caller has made the frames of it.
    std::int64_t written = 0;
    must(an_source_write(source, interleaved.data(), AN_SAMPLE_F32, static_cast<std::int64_t>(interleaved.size()),
                         &written));
    return written;
}

std::vector<float> rendered(an_server *server, std::int64_t frames, int timeout_ms)
{
    std::vector<float> sound(static_cast<std::size_t>(frames) * 2);
    std::int64_t done = 0;
    must(an_server_render(server, frames, nullptr, sound.data(), timeout_ms, &done));
    return sound;
}

bool becomes_true(const std::function<bool()> &condition)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

an_event wait_for_event(an_server *server, int type, std::int64_t source)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < deadline) {
        an_event event{};
        int count = 0;
        must(an_server_wait_events(server, &event, 1, 1000, &count));
        if (count == 1 && event.type == type && (source == 0 || event.source == source)) {
            return event;
        }
    }
    return an_event{};
}

} // namespace audionative::testing
