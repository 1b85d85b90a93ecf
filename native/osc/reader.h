// SPDX-License-Identifier: MIT
//
// Reads Open Sound Control 1.0 packets in place: nothing is copied, nothing allocated, so the audio thread may use
// it. Every size is held against the packet's end before it is believed; a packet that has been checked once
// (check_packet) reads without errors after that.
#pragma once

#include "support/realtime.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace audionative::osc {

using Bytes = std::span<const std::uint8_t>;

// Seconds since 1900 as 32.32 fixed point; 1 means "at once".
using TimeTag = std::uint64_t;
inline constexpr TimeTag at_once = 1;

// A message's arguments, one after the other. Numbers come as whatever is asked for, since clients send 1 where 1.0
// is meant and the other way round; a kind that cannot be had that way gives the fallback and is stepped over.
class Arguments {
public:
    Arguments() = default;
    Arguments(std::string_view tags, Bytes data) noexcept AN_NONBLOCKING : tags_(tags), data_(data) {}

    // The type tag of the next argument: one of i f s S b h t d c r m T F N I [ ]; 0 when none is left.
    char tag() const noexcept AN_NONBLOCKING { return at_ < tags_.size() ? tags_[at_] : '\0'; }
    bool done() const noexcept AN_NONBLOCKING { return at_ >= tags_.size(); }
    // Arguments left, array brackets included.
    std::size_t left() const noexcept AN_NONBLOCKING { return tags_.size() - at_; }
    bool is_number() const noexcept AN_NONBLOCKING;
    bool is_text() const noexcept AN_NONBLOCKING { return tag() == 's' || tag() == 'S'; }

    std::int32_t integer(std::int32_t fallback = 0) noexcept AN_NONBLOCKING;
    float real(float fallback = 0) noexcept AN_NONBLOCKING;
    double real64(double fallback = 0) noexcept AN_NONBLOCKING;
    std::string_view text(std::string_view fallback = {}) noexcept AN_NONBLOCKING;
    Bytes blob() noexcept AN_NONBLOCKING; // empty where it is none, such as the 0 that stands for "no completion message"
    TimeTag time(TimeTag fallback = at_once) noexcept AN_NONBLOCKING;
    void skip() noexcept AN_NONBLOCKING;

private:
    friend const char *check_packet(Bytes packet) noexcept;
    bool advance(std::size_t bytes, const std::uint8_t *&at) noexcept AN_NONBLOCKING;
    double number(double fallback) noexcept AN_NONBLOCKING;

    std::string_view tags_;
    std::size_t at_ = 0;
    Bytes data_;
    std::size_t offset_ = 0;
};

struct Message {
    std::string_view address; // without what is not text: empty where a number stands in its place
    std::int32_t number = -1; // the command number, or -1
    Arguments arguments;
};

// Whether the packet is a bundle (else it is a message, or neither).
bool is_bundle(Bytes packet) noexcept AN_NONBLOCKING;

// Null, or what is wrong with the packet; bundles within bundles up to 16 deep.
const char *check_packet(Bytes packet) noexcept;

// Of a checked packet.
Message read_message(Bytes packet) noexcept AN_NONBLOCKING;

class BundleReader {
public:
    explicit BundleReader(Bytes packet) noexcept AN_NONBLOCKING : packet_(packet) {}
    TimeTag time() const noexcept AN_NONBLOCKING;
    // The next element, a message or bundle; false when there is none left.
    bool next(Bytes &element) noexcept AN_NONBLOCKING;

private:
    Bytes packet_;
    std::size_t at_ = 16;
};

} // namespace audionative::osc
