// SPDX-License-Identifier: MIT
#include "engine/sample_clock.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace audionative {

void SampleClock::prepare(double sample_rate) noexcept
{
    nominal_ns_per_frame_ = 1e9 / sample_rate;
    ns_per_frame_ = nominal_ns_per_frame_;
    time_ = 0;
    frame_ = 0;
    locked_ = false;
}

void SampleClock::observe(std::int64_t frame, std::int64_t now_ns) noexcept AN_NONBLOCKING
{
    const auto now = static_cast<double>(now_ns);
    const double elapsed_frames = static_cast<double>(frame - frame_);
    const double predicted = time_ + elapsed_frames * ns_per_frame_;
    const double error = now - predicted;
    const double period = elapsed_frames * nominal_ns_per_frame_;
    frame_ = frame;
    // A callback that is late by many buffers (the machine slept, JACK skipped cycles) is no jitter: begin again there.
    if (!locked_ || elapsed_frames <= 0 || std::abs(error) > std::max(8 * period, 5e7)) {
        time_ = now;
        locked_ = true;
        return;
    }
    // Bandwidth 0.1 Hz: slow enough to see through jitter, fast enough to follow a crystal's drift.
    const double omega = std::min(0.5, 2 * std::numbers::pi * 0.1 * period * 1e-9);
    time_ = predicted + std::numbers::sqrt2 * omega * error;
    // A real device is within a percent of its rate; beyond that the loop would be following a stall.
    ns_per_frame_ = std::clamp(ns_per_frame_ + omega * omega * error / elapsed_frames, nominal_ns_per_frame_ * 0.99,
                               nominal_ns_per_frame_ * 1.01);
}

} // namespace audionative
