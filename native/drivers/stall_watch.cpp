// SPDX-License-Identifier: MIT
#include "drivers/stall_watch.h"

#include "support/thread_priority.h"

#include <chrono>
#include <utility>

namespace audionative {

namespace {
constexpr std::chrono::milliseconds look_every{100};
}

void StallWatch::start(const std::atomic<std::uint64_t> &callbacks, Look look)
{
    stop();
    stopping_ = false;
    thread_ = std::thread([this, &callbacks, kept = std::move(look)] { run(callbacks, kept); });
}

void StallWatch::stop() noexcept
{
    if (!thread_.joinable()) {
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void StallWatch::run(const std::atomic<std::uint64_t> &callbacks, const Look &look)
{
    name_thread("an-watch");
    std::uint64_t seen = callbacks.load(std::memory_order_relaxed);
    // Looks are counted, not the clock: a process that was stopped as a whole (a debugger, a job put to sleep)
    // wakes with one look gone by, not with a stalled device.
    int idle_looks = 0;
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, look_every, [this] { return stopping_; })) {
        lock.unlock();
        const std::uint64_t now = callbacks.load(std::memory_order_relaxed);
        idle_looks = now == seen ? idle_looks + 1 : 0;
        seen = now;
        look(idle_looks * std::chrono::duration<double>(look_every).count());
        lock.lock();
    }
}

} // namespace audionative
