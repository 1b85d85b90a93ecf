// SPDX-License-Identifier: MIT
#include "engine/meter.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace audionative {

void Meter::prepare(int channels, double sample_rate)
{
    window_frames_ = std::max<std::int64_t>(1, std::llround(sample_rate * 0.05));
    gathered_frames_ = 0;
    sums_.assign(static_cast<std::size_t>(channels), Sums{});
    published_ = std::vector<std::atomic<std::uint64_t>>(static_cast<std::size_t>(channels));
}

void Meter::gather(int channel, float peak, double sum_of_squares) noexcept AN_NONBLOCKING
{
    Sums &sums = sums_[static_cast<std::size_t>(channel)];
    sums.peak = std::max(sums.peak, peak);
    sums.squares += sum_of_squares;
}

void Meter::advance(std::int64_t frames) noexcept AN_NONBLOCKING
{
    gathered_frames_ += frames;
    if (gathered_frames_ < window_frames_) {
        return;
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const auto rms = static_cast<float>(std::sqrt(sums_[i].squares / static_cast<double>(gathered_frames_)));
        const auto high = static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(sums_[i].peak)) << 32U;
        published_[i].store(high | std::bit_cast<std::uint32_t>(rms), std::memory_order_relaxed);
        sums_[i] = Sums{};
    }
    gathered_frames_ = 0;
}

an_meter Meter::read(int channel) const noexcept
{
    const std::uint64_t packed = published_[static_cast<std::size_t>(channel)].load(std::memory_order_relaxed);
    return {std::bit_cast<float>(static_cast<std::uint32_t>(packed >> 32U)),
            std::bit_cast<float>(static_cast<std::uint32_t>(packed))};
}

} // namespace audionative
