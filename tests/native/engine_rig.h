// SPDX-License-Identifier: MIT
#pragma once

#include "engine/engine.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace audionative::testing {

// The sample at a frame of a channel: exact in float, different in every frame and channel, never zero.
float counted(std::int64_t frame, int channel = 0);

// An engine whose audio thread is the test itself: nothing runs but what the test calls, so every frame is exact.
class EngineRig {
public:
    // Stereo, 64-frame blocks, 44.1 kHz, no amplitude ramp; sources still fade over 220 frames.
    static EngineConfig plain();

    explicit EngineRig(const EngineConfig &config = plain());
    ~EngineRig();
    EngineRig(const EngineRig &) = delete;
    EngineRig &operator=(const EngineRig &) = delete;

    Engine &engine() { return *engine_; }

    // A source in the engine, stopped. The rig keeps it until the end.
    Source &source(int channels = 1, std::int64_t capacity = 65536, int output_channel = 0, int flags = 0);
    // A source that is in no engine.
    std::shared_ptr<Source> loose_source(int channels = 1, std::int64_t capacity = 65536, int output_channel = 0,
                                         int flags = 0);
    // A tap in the engine, kept as long. max_frames -1: until it is removed.
    Tap &tap(bool taps_input, int first_channel, int channels, std::int64_t ring_frames, std::int64_t max_frames = -1);

    bool submit(Command::Kind kind, EngineObject &object, std::int64_t frame = -1);
    void add(Source &source) { submit(Command::Kind::add_source, source); }
    void play(Source &source, std::int64_t at = -1) { submit(Command::Kind::play_source, source, at); }
    void stop(Source &source) { submit(Command::Kind::stop_source, source); }
    void remove(Source &source) { submit(Command::Kind::remove_source, source); }

    // From here on a device runs: commands wait for the next callback.
    void start_device();
    void stop_device();

    // Renders, by callbacks of at most buffer frames if a device runs. One plane a channel.
    using Sound = std::vector<std::vector<float>>;
    Sound run(std::int64_t frames, std::int64_t buffer = 256);
    // The same, with this input.
    Sound run(const Sound &input, std::int64_t frames, std::int64_t buffer = 256);

private:
    std::unique_ptr<Engine> engine_;
    std::vector<std::shared_ptr<Source>> sources_;
    std::vector<std::shared_ptr<Tap>> taps_;
    bool device_ = false;
    std::int64_t now_ns_ = 1'000'000'000;
};

// Writes frames of counted(from …) and says how many fitted.
std::int64_t write_counted(Source &source, std::int64_t from, std::int64_t frames);
std::int64_t write_constant(Source &source, float value, std::int64_t frames);

an_source_state state_of(const Source &source);

} // namespace audionative::testing
