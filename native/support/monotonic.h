// SPDX-License-Identifier: MIT
#pragma once

#include "support/realtime.h"

#include <cstdint>

namespace audionative {

// Nanoseconds of the machine's monotonic clock. On Linux and macOS answered in user space, without a system
// call, and so fit for the audio thread. [any thread]
std::int64_t monotonic_ns() noexcept AN_NONBLOCKING;

} // namespace audionative
