// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace audionative::testing {

// Whether this build counts: not under a sanitizer, which has replaced the allocator itself. (RTSan then finds what
// the counter would, and names the line.)
bool counts_audio_allocations() noexcept;

// Calls of malloc and its kin, and of free, made inside an audio callback since the process began.
std::int64_t audio_allocations() noexcept;

} // namespace audionative::testing
