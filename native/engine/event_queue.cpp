// SPDX-License-Identifier: MIT
#include "engine/event_queue.h"

#include <algorithm>
#include <chrono>

namespace audionative {

void EventQueue::push(const an_event &event)
{
    {
        const std::lock_guard lock(mutex_);
        if (events_.size() == capacity_) {
            // What will be said again, or is only talk, goes before what happens once.
            const auto spare = std::find_if(events_.begin(), events_.end(), [](const an_event &old) {
                return old.type == AN_EVENT_LOG || old.type == AN_EVENT_XRUN || old.type == AN_EVENT_SOURCE_UNDERRUN ||
                       old.type == AN_EVENT_RECORD_OVERRUN;
            });
            events_.erase(spare != events_.end() ? spare : events_.begin());
            ++lost_;
        }
        events_.push_back(event);
    }
    arrived_.notify_one();
}

int EventQueue::take(an_event *events, int capacity, int timeout_ms)
{
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return woken_ || !events_.empty(); };
    if (timeout_ms < 0) {
        arrived_.wait(lock, ready);
    } else {
        arrived_.wait_for(lock, std::chrono::milliseconds(timeout_ms), ready);
    }
    woken_ = false;
    int count = 0;
    if (lost_ != lost_told_ && count < capacity) {
        an_event told{};
        told.type = AN_EVENT_EVENTS_LOST;
        told.level = AN_LOG_WARNING;
        told.value = lost_;
        events[count++] = told;
        lost_told_ = lost_;
    }
    while (count < capacity && !events_.empty()) {
        events[count++] = events_.front();
        events_.pop_front();
    }
    return count;
}

void EventQueue::wake()
{
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    arrived_.notify_all();
}

} // namespace audionative
