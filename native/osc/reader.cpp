// SPDX-License-Identifier: MIT
#include "osc/reader.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace audionative::osc {

namespace {

constexpr int deepest_bundle = 16;

std::uint32_t read32(const std::uint8_t *at) noexcept AN_NONBLOCKING
{
    return (std::uint32_t{at[0]} << 24U) | (std::uint32_t{at[1]} << 16U) | (std::uint32_t{at[2]} << 8U) | at[3];
}

std::uint64_t read64(const std::uint8_t *at) noexcept AN_NONBLOCKING
{
    return (std::uint64_t{read32(at)} << 32U) | read32(at + 4);
}

std::size_t padded(std::size_t bytes) noexcept AN_NONBLOCKING { return (bytes + 3) / 4 * 4; }

// Text with its zeros, from `from` on: its length without them, or npos where no zero ends it within the packet.
std::size_t text_length(Bytes packet, std::size_t from) noexcept AN_NONBLOCKING
{
    for (std::size_t i = from; i < packet.size(); ++i) {
        if (packet[i] == 0) {
            return padded(i - from + 1) <= packet.size() - from ? i - from : std::string_view::npos;
        }
    }
    return std::string_view::npos;
}

std::string_view text_at(Bytes packet, std::size_t from, std::size_t length) noexcept AN_NONBLOCKING
{
    return {reinterpret_cast<const char *>(packet.data()) + from, length};
}

// What the argument of a tag takes up at `at`; npos where it reaches past the end or the tag is unknown.
std::size_t argument_bytes(char tag, Bytes data, std::size_t at) noexcept AN_NONBLOCKING
{
    const std::size_t left = data.size() - at;
    std::size_t bytes = 0;
    switch (tag) {
    case 'i': case 'f': case 'c': case 'r': case 'm': bytes = 4; break;
    case 'h': case 't': case 'd': bytes = 8; break;
    case 'T': case 'F': case 'N': case 'I': case '[': case ']': bytes = 0; break;
    case 's': case 'S': {
        const std::size_t length = text_length(data, at);
        return length == std::string_view::npos ? length : padded(length + 1);
    }
    case 'b': {
        if (left < 4) {
            return std::string_view::npos;
        }
        const std::uint32_t length = read32(data.data() + at);
        if (length > left - 4 || padded(length) > left - 4) {
            return std::string_view::npos;
        }
        return 4 + padded(length);
    }
    default: return std::string_view::npos;
    }
    return bytes <= left ? bytes : std::string_view::npos;
}

// Splits a message; false where it is malformed.
bool split(Bytes packet, Message &message, std::string_view &tags, Bytes &data) noexcept AN_NONBLOCKING
{
    if (packet.size() < 4) {
        return false;
    }
    std::size_t at = 0;
    if (packet[0] == 0) { // a command number: four bytes, of which the first three are zero in all there are
        message.number = static_cast<std::int32_t>(read32(packet.data()));
        at = 4;
    } else {
        const std::size_t length = text_length(packet, 0);
        if (length == std::string_view::npos) {
            return false;
        }
        message.address = text_at(packet, 0, length);
        at = padded(length + 1);
    }
    if (at == packet.size()) { // no type tags at all: old clients leave them out where there is nothing to say
        return true;
    }
    const std::size_t length = text_length(packet, at);
    if (length == std::string_view::npos || length == 0 || packet[at] != ',') {
        return false;
    }
    tags = text_at(packet, at + 1, length - 1);
    data = packet.subspan(at + padded(length + 1));
    return true;
}

const char *check(Bytes packet, int depth) noexcept
{
    if (packet.size() % 4 != 0) {
        return "the packet's size is no multiple of 4";
    }
    if (is_bundle(packet)) {
        if (depth == 0) {
            return "bundles are nested more than 16 deep";
        }
        std::size_t at = 16;
        while (at < packet.size()) {
            if (packet.size() - at < 4) {
                return "a bundle ends in the middle of an element's size";
            }
            const std::uint32_t bytes = read32(packet.data() + at);
            at += 4;
            if (bytes == 0 || bytes > packet.size() - at) {
                return "a bundle's element reaches past its end, or is empty";
            }
            if (const char *wrong = check(packet.subspan(at, bytes), depth - 1)) {
                return wrong;
            }
            at += bytes;
        }
        return nullptr;
    }
    Message message;
    std::string_view tags;
    Bytes data;
    if (!split(packet, message, tags, data)) {
        return "the address or the type tags do not end within the packet";
    }
    std::size_t at = 0;
    int open = 0;
    for (const char tag : tags) {
        const std::size_t bytes = argument_bytes(tag, data, at);
        if (bytes == std::string_view::npos) {
            return "an argument reaches past the end, or its type is unknown";
        }
        at += bytes;
        open += tag == '[' ? 1 : tag == ']' ? -1 : 0;
        if (open < 0) {
            return "an array is closed that was not opened";
        }
    }
    return open == 0 ? nullptr : "an array is not closed";
}

} // namespace

bool is_bundle(Bytes packet) noexcept AN_NONBLOCKING
{
    return packet.size() >= 16 && std::memcmp(packet.data(), "#bundle", 8) == 0;
}

const char *check_packet(Bytes packet) noexcept
{
    return packet.empty() ? "the packet is empty" : check(packet, deepest_bundle);
}

Message read_message(Bytes packet) noexcept AN_NONBLOCKING
{
    Message message;
    std::string_view tags;
    Bytes data;
    if (split(packet, message, tags, data)) {
        message.arguments = Arguments(tags, data);
    }
    return message;
}

TimeTag BundleReader::time() const noexcept AN_NONBLOCKING { return read64(packet_.data() + 8); }

bool BundleReader::next(Bytes &element) noexcept AN_NONBLOCKING
{
    if (packet_.size() < at_ + 4) {
        return false;
    }
    const std::uint32_t bytes = read32(packet_.data() + at_);
    at_ += 4;
    if (bytes > packet_.size() - at_) {
        return false;
    }
    element = packet_.subspan(at_, bytes);
    at_ += bytes;
    return true;
}

bool Arguments::advance(std::size_t bytes, const std::uint8_t *&at) noexcept AN_NONBLOCKING
{
    if (bytes > data_.size() - offset_) {
        at_ = tags_.size();
        return false;
    }
    at = data_.data() + offset_;
    offset_ += bytes;
    ++at_;
    return true;
}

bool Arguments::is_number() const noexcept AN_NONBLOCKING
{
    switch (tag()) {
    case 'i': case 'f': case 'h': case 'd': case 'T': case 'F': case 'c': return true;
    default: return false;
    }
}

double Arguments::number(double fallback) noexcept AN_NONBLOCKING
{
    const std::uint8_t *at = nullptr;
    switch (tag()) {
    case 'i': case 'c': return advance(4, at) ? static_cast<std::int32_t>(read32(at)) : fallback;
    case 'f': return advance(4, at) ? static_cast<double>(std::bit_cast<float>(read32(at))) : fallback;
    case 'h': return advance(8, at) ? static_cast<double>(static_cast<std::int64_t>(read64(at))) : fallback;
    case 'd': return advance(8, at) ? std::bit_cast<double>(read64(at)) : fallback;
    case 'T': ++at_; return 1;
    case 'F': ++at_; return 0;
    default: skip(); return fallback;
    }
}

std::int32_t Arguments::integer(std::int32_t fallback) noexcept AN_NONBLOCKING
{
    const double value = number(fallback);
    constexpr double most = std::numeric_limits<std::int32_t>::max();
    constexpr double least = std::numeric_limits<std::int32_t>::min();
    if (!(value > least)) { // NaN, too
        return std::numeric_limits<std::int32_t>::min();
    }
    return value >= most ? std::numeric_limits<std::int32_t>::max() : static_cast<std::int32_t>(value);
}

float Arguments::real(float fallback) noexcept AN_NONBLOCKING { return static_cast<float>(number(fallback)); }

double Arguments::real64(double fallback) noexcept AN_NONBLOCKING { return number(fallback); }

std::string_view Arguments::text(std::string_view fallback) noexcept AN_NONBLOCKING
{
    if (!is_text()) {
        skip();
        return fallback;
    }
    const std::size_t length = text_length(data_, offset_);
    const std::uint8_t *at = nullptr;
    if (length == std::string_view::npos || !advance(padded(length + 1), at)) {
        at_ = tags_.size();
        return fallback;
    }
    return {reinterpret_cast<const char *>(at), length};
}

Bytes Arguments::blob() noexcept AN_NONBLOCKING
{
    if (tag() != 'b') {
        skip();
        return {};
    }
    const std::size_t bytes = argument_bytes('b', data_, offset_);
    const std::uint8_t *at = nullptr;
    if (bytes == std::string_view::npos || !advance(bytes, at)) {
        at_ = tags_.size();
        return {};
    }
    return {at + 4, read32(at)};
}

TimeTag Arguments::time(TimeTag fallback) noexcept AN_NONBLOCKING
{
    const std::uint8_t *at = nullptr;
    if (tag() != 't') {
        skip();
        return fallback;
    }
    return advance(8, at) ? read64(at) : fallback;
}

void Arguments::skip() noexcept AN_NONBLOCKING
{
    const std::uint8_t *at = nullptr;
    const std::size_t bytes = done() ? std::string_view::npos : argument_bytes(tag(), data_, offset_);
    if (bytes == std::string_view::npos) {
        at_ = tags_.size();
        return;
    }
    advance(bytes, at);
}

} // namespace audionative::osc
