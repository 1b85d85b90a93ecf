// SPDX-License-Identifier: MIT
#include "engine/rt_pool.h"

#include <algorithm>
#include <bit>

namespace audionative {

namespace {
constexpr std::size_t grain = 64;
}

RtPool::Place RtPool::place_of(std::size_t bytes) noexcept AN_NONBLOCKING
{
    // In grains; up to 8 of them each size has a list, beyond that each power of two has 8.
    const std::size_t grains = bytes / grain;
    if (grains < second_levels) {
        return {0, static_cast<int>(grains)};
    }
    const int top = static_cast<int>(std::bit_width(grains)) - 1;
    return {top - second_level_bits + 1, static_cast<int>((grains >> (top - second_level_bits)) & (second_levels - 1))};
}

RtPool::Header *RtPool::after(Header *block) noexcept AN_NONBLOCKING
{
    return reinterpret_cast<Header *>(reinterpret_cast<std::byte *>(block + 1) + block->bytes);
}

void RtPool::link(Header *block) noexcept AN_NONBLOCKING
{
    const Place place = place_of(block->bytes);
    Header *&head = lists_[place.first][place.second];
    block->is_free = true;
    block->previous_free = nullptr;
    block->next_free = head;
    if (head != nullptr) {
        head->previous_free = block;
    }
    head = block;
    first_map_ |= std::uint64_t{1} << place.first;
    second_map_[place.first] |= static_cast<std::uint8_t>(1U << place.second);
    free_ += block->bytes;
}

void RtPool::unlink(Header *block) noexcept AN_NONBLOCKING
{
    const Place place = place_of(block->bytes);
    if (block->next_free != nullptr) {
        block->next_free->previous_free = block->previous_free;
    }
    if (block->previous_free != nullptr) {
        block->previous_free->next_free = block->next_free;
    } else {
        lists_[place.first][place.second] = block->next_free;
        if (block->next_free == nullptr) {
            second_map_[place.first] &= static_cast<std::uint8_t>(~(1U << place.second));
            if (second_map_[place.first] == 0) {
                first_map_ &= ~(std::uint64_t{1} << place.first);
            }
        }
    }
    block->is_free = false;
    free_ -= block->bytes;
}

RtPool::Header *RtPool::find(std::size_t bytes) noexcept AN_NONBLOCKING
{
    // The list above the request's own: every block in it is large enough, so none need be looked through.
    const std::size_t grains = bytes / grain;
    std::size_t rounded = bytes;
    if (grains >= second_levels) {
        const int top = static_cast<int>(std::bit_width(grains)) - 1;
        rounded += (std::size_t{1} << (top - second_level_bits)) * grain - grain;
    }
    Place place = place_of(rounded);
    if (place.first >= first_levels) {
        return nullptr;
    }
    unsigned seconds = second_map_[place.first] & (~0U << place.second);
    if (seconds == 0) {
        const std::uint64_t firsts = place.first + 1 >= 64 ? 0 : first_map_ & (~std::uint64_t{0} << (place.first + 1));
        if (firsts == 0) {
            return nullptr;
        }
        place.first = std::countr_zero(firsts);
        seconds = second_map_[place.first];
    }
    return lists_[place.first][std::countr_zero(seconds)];
}

void RtPool::add_region(void *memory, std::size_t bytes) noexcept AN_NONBLOCKING
{
    auto *block = static_cast<Header *>(memory);
    block->bytes = bytes / grain * grain - sizeof(Header);
    block->before = nullptr;
    block->is_last = true;
    total_ += block->bytes;
    link(block);
}

void *RtPool::allocate(std::size_t bytes) noexcept AN_NONBLOCKING
{
    if (bytes > (std::size_t{1} << 40U)) {
        return nullptr;
    }
    const std::size_t wanted = std::max(grain, (bytes + grain - 1) / grain * grain);
    Header *block = find(wanted);
    if (block == nullptr) {
        return nullptr;
    }
    unlink(block);
    if (block->bytes >= wanted + sizeof(Header) + grain) {
        const std::size_t rest = block->bytes - wanted - sizeof(Header);
        block->bytes = wanted;
        Header *other = after(block);
        other->bytes = rest;
        other->before = block;
        other->is_last = block->is_last;
        block->is_last = false;
        if (!other->is_last) {
            after(other)->before = other;
        }
        link(other);
    }
    return block + 1;
}

void RtPool::release(void *memory) noexcept AN_NONBLOCKING
{
    if (memory == nullptr) {
        return;
    }
    Header *block = static_cast<Header *>(memory) - 1;
    const auto swallow_next = [](Header *first) {
        Header *second = after(first);
        first->bytes += second->bytes + sizeof(Header);
        first->is_last = second->is_last;
        if (!first->is_last) {
            after(first)->before = first;
        }
    };
    if (!block->is_last && after(block)->is_free) {
        unlink(after(block));
        swallow_next(block);
    }
    if (block->before != nullptr && block->before->is_free) {
        Header *before = block->before;
        unlink(before);
        swallow_next(before);
        block = before;
    }
    link(block);
}

std::size_t RtPool::largest_free() const noexcept AN_NONBLOCKING
{
    if (first_map_ == 0) {
        return 0;
    }
    const int first = 63 - std::countl_zero(first_map_);
    const int second = 7 - std::countl_zero(second_map_[first]);
    std::size_t largest = 0;
    for (const Header *block = lists_[first][second]; block != nullptr; block = block->next_free) {
        largest = std::max(largest, block->bytes);
    }
    return largest;
}

} // namespace audionative
