// SPDX-License-Identifier: MIT
#include "support/monotonic.h"

#include <chrono>

namespace audionative {

std::int64_t monotonic_ns() noexcept AN_NONBLOCKING
{
    AN_TRUSTED_BEGIN // clock_gettime(CLOCK_MONOTONIC) reads the vDSO page; it enters no kernel and takes no lock
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    AN_TRUSTED_END
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

} // namespace audionative
