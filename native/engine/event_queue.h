// SPDX-License-Identifier: MIT
#pragma once

#include <audionative/audionative.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>

namespace audionative {

// What a server tells its client, oldest first. Bounded: when nobody fetches, the oldest that will be said again go
// first (logs, xruns, underruns), then the oldest; one AN_EVENT_EVENTS_LOST says how many. [any thread but the audio thread]
class EventQueue {
public:
    void push(const an_event &event);
    // Waits at most timeout_ms (-1: for ever) for the first; returns how many were written.
    int take(an_event *events, int capacity, int timeout_ms);
    // Makes take return, once, even with nothing.
    void wake();

private:
    static constexpr std::size_t capacity_ = 4096;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<an_event> events_;
    std::int64_t lost_ = 0;
    std::int64_t lost_told_ = 0;
    bool woken_ = false;
};

} // namespace audionative
