// SPDX-License-Identifier: MIT
#pragma once

#include "support/realtime.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace audionative {

// Stands between a host's audio callback and DriverHost::process. Shutting it, not stopping the device, is what
// makes stop() safe: a device may take long to stop or never do so, but no callback passes a shut gate, and
// whoever shuts it waits for the one inside.
class CallbackGate {
public:
    // False: shut, so fill with silence and touch nothing of the host's. Every true is followed by leave(). [audio]
    bool enter() noexcept AN_NONBLOCKING
    {
        // Sequentially consistent on both sides: either the callback sees the gate shut, or shut() sees it inside.
        inside_.store(true, std::memory_order_seq_cst);
        if (open_.load(std::memory_order_seq_cst)) {
            return true;
        }
        inside_.store(false, std::memory_order_release);
        return false;
    }

    void leave() noexcept AN_NONBLOCKING { inside_.store(false, std::memory_order_release); }

    bool is_open() const noexcept AN_NONBLOCKING { return open_.load(std::memory_order_acquire); }

    void open() noexcept { open_.store(true, std::memory_order_seq_cst); }

    // Waits for a callback that is inside: at most the time the engine needs for one buffer. [control]
    void shut() noexcept
    {
        open_.store(false, std::memory_order_seq_cst);
        while (inside_.load(std::memory_order_seq_cst)) {
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
    }

private:
    std::atomic<bool> open_{false};
    std::atomic<bool> inside_{false};
};

} // namespace audionative
