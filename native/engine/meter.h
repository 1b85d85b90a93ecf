// SPDX-License-Identifier: MIT
#pragma once

#include "support/realtime.h"

#include <audionative/audionative.h>

#include <atomic>
#include <cstdint>
#include <vector>

namespace audionative {

// Peak and true RMS of each output channel over windows of 50 ms, side by side. A reader at 20 Hz or more misses
// no peak; all readers see the same.
class Meter {
public:
    // [control], before the audio thread sees it
    void prepare(int channels, double sample_rate);

    // What a pass over one channel's block found. [audio]
    void gather(int channel, float peak, double sum_of_squares) noexcept AN_NONBLOCKING;

    // Once a block, after all channels. [audio]
    void advance(std::int64_t frames) noexcept AN_NONBLOCKING;

    // Of the last window that ended; zero before the first has. [any thread]
    int channels() const noexcept { return static_cast<int>(published_.size()); }
    an_meter read(int channel) const noexcept;

private:
    struct Sums {
        float peak = 0;
        double squares = 0;
    };
    std::int64_t window_frames_ = 1;
    std::int64_t gathered_frames_ = 0;
    std::vector<Sums> sums_;
    std::vector<std::atomic<std::uint64_t>> published_; // peak and rms in one word, so that they belong together
};

} // namespace audionative
