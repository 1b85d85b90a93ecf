// SPDX-License-Identifier: MIT
//
// Memory that the audio thread may ask for: nodes, batches, delay lines. Two-level segregated fit (M. Masmano et
// al., "TLSF: a new dynamic memory allocator for real-time systems", ECRTS 2004): both calls take constant time. It
// grows by regions that another thread allocates and hands in; when it runs low it says so, and when it is empty a
// request is refused, never waited for. [audio], save for the constructor and the region's making
#pragma once

#include "support/realtime.h"

#include <cstddef>
#include <cstdint>

namespace audionative {

class RtPool {
public:
    RtPool() noexcept = default;
    RtPool(const RtPool &) = delete;
    RtPool &operator=(const RtPool &) = delete;

    // Takes over a region of at least 1 KiB, aligned to 64 bytes; the owner frees it after the pool is gone.
    void add_region(void *memory, std::size_t bytes) noexcept AN_NONBLOCKING;

    // Aligned to 64 bytes; null when no block is large enough.
    void *allocate(std::size_t bytes) noexcept AN_NONBLOCKING;
    void release(void *memory) noexcept AN_NONBLOCKING; // null is allowed

    std::size_t total_bytes() const noexcept AN_NONBLOCKING { return total_; }
    std::size_t free_bytes() const noexcept AN_NONBLOCKING { return free_; }
    std::size_t largest_free() const noexcept AN_NONBLOCKING;

private:
    // Stands before each block, 64 bytes so that what follows is aligned. Free ones are linked by size.
    struct alignas(64) Header {
        std::size_t bytes;         // of the block behind it
        Header *before;            // its neighbour in memory; null at a region's start
        Header *next_free;
        Header *previous_free;
        bool is_free;
        bool is_last;              // of its region
    };
    static constexpr int second_level_bits = 3;
    static constexpr int second_levels = 1 << second_level_bits;
    static constexpr int first_levels = 40;

    struct Place {
        int first;
        int second;
    };
    static Place place_of(std::size_t bytes) noexcept AN_NONBLOCKING;
    static Header *after(Header *block) noexcept AN_NONBLOCKING;
    Header *find(std::size_t bytes) noexcept AN_NONBLOCKING;
    void link(Header *block) noexcept AN_NONBLOCKING;
    void unlink(Header *block) noexcept AN_NONBLOCKING;

    std::uint64_t first_map_ = 0;
    std::uint8_t second_map_[first_levels] = {};
    Header *lists_[first_levels][second_levels] = {};
    std::size_t total_ = 0;
    std::size_t free_ = 0;
};

} // namespace audionative
