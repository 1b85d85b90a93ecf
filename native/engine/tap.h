// SPDX-License-Identifier: MIT
//
// Where the audio thread lays down what is to be recorded. It fills a ring and never waits: when the other side
// falls behind, frames are dropped and counted.
#pragma once

#include "engine/engine_object.h"
#include "support/planar_ring.h"

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace audionative {

class Tap final : public EngineObject {
public:
    // max_frames -1: until it is ended.
    Tap(bool taps_input, int first_channel, int channels, std::int64_t ring_frames, std::int64_t max_frames)
        : taps_input_(taps_input), first_channel_(first_channel), remaining_(max_frames), ring_(channels, ring_frames)
    {
    }

    bool taps_input() const noexcept AN_NONBLOCKING { return taps_input_; }
    PlanarRing &ring() noexcept { return ring_; }

    // Nothing more will be laid down once this is true. [any thread]
    bool is_finished() const noexcept { return finished_.load(std::memory_order_acquire); }
    std::int64_t dropped_frames() const noexcept { return dropped_.load(std::memory_order_relaxed); }

    // Frames that can come without loss, for an offline render to wait for. [reader's or writer's side]
    std::int64_t room() const noexcept AN_NONBLOCKING { return ring_.room(); }
    std::int64_t remaining() const noexcept AN_NONBLOCKING { return remaining_; }

    // False once max_frames are down. planes null (no input): silence would be a lie, so nothing is recorded.
    // [audio]
    bool feed(const float *const *planes, int plane_count, std::int64_t frames) noexcept AN_NONBLOCKING
    {
        if (remaining_ >= 0) {
            frames = std::min(frames, remaining_);
        }
        if (planes != nullptr && first_channel_ + ring_.channels() <= plane_count) {
            const std::int64_t fitting = std::min(frames, ring_.room());
            ring_.write_planes(planes + first_channel_, fitting);
            if (fitting < frames) {
                dropped_.store(dropped_frames() + frames - fitting, std::memory_order_relaxed);
            }
        } else {
            dropped_.store(dropped_frames() + frames, std::memory_order_relaxed);
        }
        if (remaining_ >= 0) {
            remaining_ -= frames;
        }
        return remaining_ != 0;
    }

    // [audio]
    void finish() noexcept AN_NONBLOCKING { finished_.store(true, std::memory_order_release); }

private:
    const bool taps_input_;
    const int first_channel_;
    std::int64_t remaining_;
    PlanarRing ring_;
    std::atomic<std::int64_t> dropped_{0};
    std::atomic<bool> finished_{false};
};

} // namespace audionative
