// SPDX-License-Identifier: MIT
//
// Maps the machine's monotonic clock to the sample clock. Callbacks start with a jitter of tens of microseconds
// to milliseconds; a second-order delay-locked loop (F. Adriaensen, "Using a DLL to filter time", LAC 2005)
// smooths their times and finds the rate the device really runs at.
#pragma once

#include "support/realtime.h"

#include <cstdint>

namespace audionative {

class SampleClock {
public:
    // [control], while no callback runs
    void prepare(double sample_rate) noexcept;

    // A callback started at now_ns that begins with this frame. [audio]
    void observe(std::int64_t frame, std::int64_t now_ns) noexcept AN_NONBLOCKING;

    // Forgets the past: the device has stopped, or frames were lost. [audio]
    void restart() noexcept AN_NONBLOCKING { locked_ = false; }

    double time_ns() const noexcept AN_NONBLOCKING { return time_; }  // of observed_frame()
    std::int64_t observed_frame() const noexcept AN_NONBLOCKING { return frame_; }
    double sample_rate() const noexcept AN_NONBLOCKING { return 1e9 / ns_per_frame_; }

private:
    double nominal_ns_per_frame_ = 1;
    double ns_per_frame_ = 1;
    double time_ = 0;
    std::int64_t frame_ = 0;
    bool locked_ = false;
};

} // namespace audionative
