// SPDX-License-Identifier: MIT
#pragma once

namespace audionative {

// Gives the calling thread real-time priority (SCHED_FIFO; Mach time constraint is left to the host's own
// threads). False where the system refuses: RLIMIT_RTPRIO, a container, an ordinary user. [not audio: a system call]
bool raise_to_realtime() noexcept;

// Names the calling thread for debuggers and top; at most 15 bytes are kept.
void name_thread(const char *name) noexcept;

} // namespace audionative
