// SPDX-License-Identifier: MIT
#pragma once

#include "support/realtime.h"

#include <algorithm>
#include <cstdint>

namespace audionative {

// A gain that moves to its target in a straight line over a number of frames and then is exactly the target.
// The first frame is already one step on its way, as in pyo: a ramp from 0 to 1 over 220 begins with 1/220.
class Ramp {
public:
    float target() const noexcept AN_NONBLOCKING { return target_; }
    bool moving() const noexcept AN_NONBLOCKING { return remaining_ > 0; }
    std::int64_t remaining() const noexcept AN_NONBLOCKING { return remaining_; }
    float step() const noexcept AN_NONBLOCKING { return step_; }

    // Where the next frame's gain stands before its step.
    float value() const noexcept AN_NONBLOCKING { return target_ - step_ * static_cast<float>(remaining_); }

    void jump(float target) noexcept AN_NONBLOCKING
    {
        target_ = target;
        step_ = 0;
        remaining_ = 0;
    }

    // frames 0 jumps.
    void move(float target, std::int64_t frames) noexcept AN_NONBLOCKING
    {
        if (frames <= 0) {
            jump(target);
            return;
        }
        const float from = value();
        target_ = target;
        // Each for itself: the difference of two large gains may be beyond float.
        step_ = target / static_cast<float>(frames) - from / static_cast<float>(frames);
        remaining_ = frames;
    }

    void advance(std::int64_t frames) noexcept AN_NONBLOCKING
    {
        remaining_ -= std::min(remaining_, frames);
        if (remaining_ == 0) {
            step_ = 0;
        }
    }

    // The gain of the frame at offset from the next one. Counted back from the end, so the last is the target
    // to the bit and no error adds up on the way.
    float at(std::int64_t offset) const noexcept AN_NONBLOCKING
    {
        const std::int64_t left = remaining_ - 1 - offset;
        return left > 0 ? target_ - step_ * static_cast<float>(left) : target_;
    }

private:
    float target_ = 0;
    float step_ = 0;
    std::int64_t remaining_ = 0;
};

} // namespace audionative
