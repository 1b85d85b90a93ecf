// SPDX-License-Identifier: MIT
#pragma once

#include <audionative/audionative.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace audionative::testing {

struct Free {
    void operator()(an_server *server) const { an_server_destroy(server); }
    void operator()(an_source *source) const { an_source_destroy(source); }
    void operator()(an_recorder *recorder) const { an_recorder_destroy(recorder); }
};
using ServerHandle = std::unique_ptr<an_server, Free>;
using SourceHandle = std::unique_ptr<an_source, Free>;
using RecorderHandle = std::unique_ptr<an_recorder, Free>;

// Stereo at 44.1 kHz without an amplitude ramp: the source of exact numbers.
an_server_config offline_config();
an_server_config dummy_config();

// These throw what an_last_error says when the call fails: a test that goes on from there would only confuse.
void must(an_status status);
ServerHandle make_server(const an_server_config &config);
ServerHandle booted(const an_server_config &config);
ServerHandle started(const an_server_config &config);
SourceHandle make_source(int channels = 1, std::int64_t capacity = 65536, int flags = 0, int output_channel = 0);
SourceHandle added_source(an_server *server, int channels = 1, std::int64_t capacity = 65536, int flags = 0);
an_recorder_config float_wav(const std::string &path);
RecorderHandle record(an_server *server, const an_recorder_config &config);

an_server_info info_of(an_server *server);
an_stats stats_of(an_server *server);
an_clock clock_of(an_server *server);
an_source_state state_of(an_source *source);
an_recorder_status status_of(an_recorder *recorder);
std::int64_t write_floats(an_source *source, const std::vector<float> &interleaved);

// Stereo, interleaved.
std::vector<float> rendered(an_server *server, std::int64_t frames, int timeout_ms = 10000);

// False if it does not become true within a time far beyond what a loaded machine needs.
bool becomes_true(const std::function<bool()> &condition);

// Fetches events until one of this type (about this source, unless 0) comes; type 0 if it does not.
an_event wait_for_event(an_server *server, int type, std::int64_t source = 0);

} // namespace audionative::testing
