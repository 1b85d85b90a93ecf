// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace audionative {

// Looks after a running stream from a thread of its own, ten times a second: a device may die without a word, or
// never call back in the first place.
class StallWatch {
public:
    // Called at every look with the seconds since the last one that saw a new callback (0: it saw one).
    using Look = std::function<void(double stalled_seconds)>;

    StallWatch() = default;
    ~StallWatch() { stop(); }
    StallWatch(const StallWatch &) = delete;
    StallWatch &operator=(const StallWatch &) = delete;

    // callbacks is what the audio thread counts up; it and look must stay until stop().
    void start(const std::atomic<std::uint64_t> &callbacks, Look look);

    // When it returns, look is not running and will not be called. Not to be called from look itself.
    void stop() noexcept;

private:
    void run(const std::atomic<std::uint64_t> &callbacks, const Look &look);

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace audionative
