// SPDX-License-Identifier: MIT
//
// The mixer's inner loops, written so that the compiler turns each into SIMD: contiguous, no aliasing, no
// branch inside.
#pragma once

#include "engine/ramp.h"
#include "support/realtime.h"

#include <algorithm>
#include <cstdint>

#if defined(_MSC_VER)
#define AN_RESTRICT __restrict
#else
#define AN_RESTRICT __restrict__
#endif

namespace audionative {

// bus[i] += samples[i]
inline void add(float *AN_RESTRICT bus, const float *AN_RESTRICT samples, std::int64_t frames) noexcept AN_NONBLOCKING
{
    for (std::int64_t i = 0; i < frames; ++i) {
        bus[i] += samples[i];
    }
}

// bus[i] += samples[i] * gain
inline void add_scaled(float *AN_RESTRICT bus, const float *AN_RESTRICT samples, float gain,
                       std::int64_t frames) noexcept AN_NONBLOCKING
{
    for (std::int64_t i = 0; i < frames; ++i) {
        bus[i] += samples[i] * gain;
    }
}

// bus[i] += samples[i] * ramp.at(offset + i), for frames that all move. Counted in 32 bits, which SIMD turns into
// floats and 64 it does not; no ramp is longer than a second.
inline void add_moving(float *AN_RESTRICT bus, const float *AN_RESTRICT samples, const Ramp &ramp, std::int64_t offset,
                       std::int64_t frames) noexcept AN_NONBLOCKING
{
    const float target = ramp.target();
    const float step = ramp.step();
    const auto last = static_cast<std::int32_t>(ramp.remaining() - 1 - offset);
    const auto count = static_cast<std::int32_t>(frames);
    for (std::int32_t i = 0; i < count; ++i) {
        bus[i] += samples[i] * (target - step * static_cast<float>(last - i));
    }
}

// Adds with a gain that may be on its way; the ramp itself is advanced by the caller, once for all channels.
// offset: frames of the ramp already used in this block.
inline void add_ramped(float *AN_RESTRICT bus, const float *AN_RESTRICT samples, const Ramp &ramp, std::int64_t offset,
                       std::int64_t frames) noexcept AN_NONBLOCKING
{
    const std::int64_t moving = std::clamp(ramp.remaining() - offset, std::int64_t{0}, frames);
    if (moving > 0) {
        add_moving(bus, samples, ramp, offset, moving);
    }
    if (ramp.target() == 1.0F) {
        add(bus + moving, samples + moving, frames - moving); // exact, and the commonest gain
    } else {
        add_scaled(bus + moving, samples + moving, ramp.target(), frames - moving);
    }
}

} // namespace audionative
