// SPDX-License-Identifier: MIT
//
// The latest value of a small struct, written by one thread without ever waiting and read by any: the clock and
// the statistics of the audio thread. A reader that meets a write tries again, so only readers can spin.
#pragma once

#include "support/realtime.h"

#include <atomic>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace audionative {

template <typename T>
class SeqLock {
    static_assert(std::is_trivially_copyable_v<T>);
    static constexpr std::size_t word_count = (sizeof(T) + 7) / 8;

public:
    // [one writer at a time]
    void store(const T &value) noexcept AN_NONBLOCKING
    {
        std::uint64_t words[word_count] = {};
        std::memcpy(words, &value, sizeof value);
        const std::uint64_t sequence = sequence_.load(std::memory_order_relaxed);
        sequence_.store(sequence + 1, std::memory_order_relaxed);
        // Release on each word keeps the odd number before it: whoever sees a new word then sees the odd number.
        for (std::size_t i = 0; i < word_count; ++i) {
            words_[i].store(words[i], std::memory_order_release);
        }
        sequence_.store(sequence + 2, std::memory_order_release);
    }

    // [any thread but the audio thread]
    T load() const noexcept
    {
        std::uint64_t words[word_count];
        for (;;) {
            const std::uint64_t before = sequence_.load(std::memory_order_acquire);
            for (std::size_t i = 0; i < word_count; ++i) {
                words[i] = words_[i].load(std::memory_order_acquire);
            }
            if ((before & 1U) == 0 && sequence_.load(std::memory_order_relaxed) == before) {
                break;
            }
        }
        T value;
        std::memcpy(&value, words, sizeof value);
        return value;
    }

private:
    std::atomic<std::uint64_t> sequence_{0};
    std::atomic<std::uint64_t> words_[word_count] = {};
};

} // namespace audionative
