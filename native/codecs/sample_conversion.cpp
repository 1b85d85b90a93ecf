// SPDX-License-Identifier: MIT
#include "codecs/sample_conversion.h"

#include <algorithm>
#include <cmath>

namespace audionative {

namespace {

// 1.5 * 2^52: a double this large has no bits left for a fraction, so adding it rounds, ties to even, and
// taking it away again leaves the integer. Unlike a call of nearbyint the compiler makes vectors of it.
constexpr double rounder = 6755399441055744.0;

// !(|x| <= 1) rather than |x| > 1, so that NaN is one of them.
bool is_beyond_full_scale(float sample) noexcept { return !(std::fabs(sample) <= 1.0F); }

} // namespace

std::int64_t to_left_justified(const float *samples, std::size_t count, int bits, std::int32_t *integers) noexcept
{
    const double scale = std::ldexp(1.0, bits - 1);
    const double unit = std::ldexp(1.0, 32 - bits); // the low bits stay 0
    std::int64_t beyond = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const float sample = samples[i];
        beyond += is_beyond_full_scale(sample) ? 1 : 0;
        // Clamped before it is rounded: infinity less infinity would be NaN.
        const double wanted = std::isnan(sample) ? 0.0 : static_cast<double>(sample) * scale;
        const double held = std::min(std::max(wanted, -scale), scale - 1.0);
        integers[i] = static_cast<std::int32_t>(((held + rounder) - rounder) * unit);
    }
    return beyond;
}

std::int64_t clip(const float *samples, std::size_t count, float *clipped) noexcept
{
    std::int64_t beyond = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const float sample = samples[i];
        beyond += is_beyond_full_scale(sample) ? 1 : 0;
        clipped[i] = std::isnan(sample) ? 0.0F : std::min(std::max(sample, -1.0F), 1.0F);
    }
    return beyond;
}

} // namespace audionative
