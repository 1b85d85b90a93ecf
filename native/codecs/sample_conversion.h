// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace audionative {

// Rounds each sample to the nearest integer (ties to even) at 2^(bits-1) a full scale, bits 16, 24 or 32, holds
// it inside the integer's range, and leaves it in the high bits of an int32, so that a writer that keeps only
// the high bits rounds nothing a second time. Returns how many samples lay beyond +-1.0; NaN becomes 0 and is
// one of them. 1.0 itself is the largest integer and is not. [any thread]
std::int64_t to_left_justified(const float *samples, std::size_t count, int bits, std::int32_t *integers) noexcept;

// Holds each sample within +-1.0, NaN becoming 0; returns how many that changed. [any thread]
std::int64_t clip(const float *samples, std::size_t count, float *clipped) noexcept;

} // namespace audionative
