// SPDX-License-Identifier: MIT
//
// What the audio thread can hold: linked into its lists without allocating, handed back through a lock-free
// stack that cannot overflow, and freed elsewhere. While the audio thread may touch an object, the registry of
// its server owns it.
#pragma once

#include "support/realtime.h"

#include <atomic>

namespace audionative {

class EngineObject {
public:
    EngineObject() = default;
    virtual ~EngineObject() = default;
    EngineObject(const EngineObject &) = delete;
    EngineObject &operator=(const EngineObject &) = delete;

private:
    template <typename T> friend class EngineList;
    friend class RetireStack;
    EngineObject *previous_ = nullptr;
    EngineObject *next_ = nullptr;
    EngineObject *next_retired_ = nullptr;
};

// A list in order of arrival, as long as memory allows. [audio], or whoever has the engine when no device runs
template <typename T>
class EngineList {
public:
    void append(T &object) noexcept AN_NONBLOCKING
    {
        EngineObject &link = object;
        link.previous_ = last_;
        link.next_ = nullptr;
        (last_ != nullptr ? last_->next_ : first_) = &link;
        last_ = &link;
        ++size_;
    }

    void remove(T &object) noexcept AN_NONBLOCKING
    {
        EngineObject &link = object;
        (link.previous_ != nullptr ? link.previous_->next_ : first_) = link.next_;
        (link.next_ != nullptr ? link.next_->previous_ : last_) = link.previous_;
        link.previous_ = nullptr;
        link.next_ = nullptr;
        --size_;
    }

    // Null if it is not in the list; object may be gone.
    T *find(const EngineObject *object) const noexcept AN_NONBLOCKING
    {
        EngineObject *link = first_;
        while (link != nullptr && link != object) {
            link = link->next_;
        }
        return static_cast<T *>(link);
    }

    T *first() const noexcept AN_NONBLOCKING { return static_cast<T *>(first_); }
    static T *after(const T &object) noexcept AN_NONBLOCKING
    {
        const EngineObject &link = object;
        return static_cast<T *>(link.next_);
    }
    int size() const noexcept AN_NONBLOCKING { return size_; }

private:
    EngineObject *first_ = nullptr;
    EngineObject *last_ = nullptr;
    int size_ = 0;
};

class RetireStack {
public:
    // An object is pushed once for each time it was added, and is out of every list by then. [audio]
    void push(EngineObject &object) noexcept AN_NONBLOCKING
    {
        EngineObject *top = top_.load(std::memory_order_relaxed);
        do {
            object.next_retired_ = top;
        } while (!top_.compare_exchange_weak(top, &object, std::memory_order_release, std::memory_order_relaxed));
    }

    // Takes all; walk with next. [housekeeping]
    EngineObject *take() noexcept { return top_.exchange(nullptr, std::memory_order_acquire); }
    static EngineObject *next(const EngineObject &object) noexcept { return object.next_retired_; }

private:
    std::atomic<EngineObject *> top_{nullptr};
};

} // namespace audionative
