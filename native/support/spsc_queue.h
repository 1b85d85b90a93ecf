// SPDX-License-Identifier: MIT
//
// A bounded queue of small records from one thread to another, without locks. The control side takes a mutex
// among its own threads before it pushes; the audio thread pops.
#pragma once

#include "support/realtime.h"

#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <type_traits>

namespace audionative {

template <typename T>
class SpscQueue {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    // Holds exactly capacity records.
    explicit SpscQueue(std::size_t capacity)
        : capacity_(capacity), mask_(std::bit_ceil(capacity) - 1), slots_(std::make_unique<T[]>(mask_ + 1))
    {
    }

    // False when full. [producer]
    bool push(const T &record) noexcept AN_NONBLOCKING
    {
        const std::size_t tail = tail_.load(std::memory_order_relaxed);
        if (tail - head_.load(std::memory_order_acquire) >= capacity_) {
            return false;
        }
        slots_[tail & mask_] = record;
        tail_.store(tail + 1, std::memory_order_release);
        return true;
    }

    // False when empty. [consumer]
    bool pop(T &record) noexcept AN_NONBLOCKING
    {
        const std::size_t head = head_.load(std::memory_order_relaxed);
        if (head == tail_.load(std::memory_order_acquire)) {
            return false;
        }
        record = slots_[head & mask_];
        head_.store(head + 1, std::memory_order_release);
        return true;
    }

private:
    const std::size_t capacity_;
    const std::size_t mask_;
    const std::unique_ptr<T[]> slots_;
    alignas(64) std::atomic<std::size_t> head_{0};
    alignas(64) std::atomic<std::size_t> tail_{0};
};

} // namespace audionative
