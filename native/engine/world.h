// SPDX-License-Identifier: MIT
//
// What units share: rates, buses, buffers. [audio]
#pragma once

#include "ugens/unit.h"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

namespace audionative {

// Audio buses. Each has its plain block, which is what a reader sees, and lane-wise sums that wide kernels add to
// without a reduction per synth; they are folded into the plain block when somebody reads, or at the block's end.
class AudioBuses {
public:
    AudioBuses(int count, int frames, int lanes);

    int count() const noexcept AN_NONBLOCKING { return count_; }
    int frames() const noexcept AN_NONBLOCKING { return frames_; }

    // A new block: whatever was written last time is now stale.
    void advance() noexcept AN_NONBLOCKING { ++block_; }

    // To add to: zeroed if nobody has written in this block yet.
    float *plain_for_adding(int bus) noexcept AN_NONBLOCKING;
    float *lanes_for_adding(int bus) noexcept AN_NONBLOCKING; // [frame][lane]
    // To overwrite: whatever was added is forgotten.
    float *plain_for_replacing(int bus) noexcept AN_NONBLOCKING;
    // To read what was written in this block so far; null if nobody has.
    const float *written(int bus) noexcept AN_NONBLOCKING;

private:
    void fold(int bus) noexcept AN_NONBLOCKING;

    struct Touched {
        std::int64_t plain = -1;
        std::int64_t lanes = -1;
    };
    int count_;
    int frames_;
    int lane_count_;
    std::int64_t block_ = 0;
    std::vector<Touched> touched_;
    std::vector<float> plain_;
    std::unique_ptr<float[], void (*)(void *)> lanes_;
};

struct World {
    RateInfo audio;
    RateInfo control;
    AudioBuses *buses = nullptr;
    std::int64_t frame = 0;
};

} // namespace audionative
