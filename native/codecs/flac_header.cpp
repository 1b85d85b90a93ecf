// SPDX-License-Identifier: MIT
#include "codecs/flac_header.h"

#include <algorithm>

namespace audionative {

namespace {

constexpr std::size_t stream_info_bytes = 34;
constexpr std::int64_t stream_info_at = 4; // its block header; after "fLaC"

} // namespace

FlacHeader::FlacHeader(int channels, int sample_rate, int bits) noexcept
    : channels_(channels), sample_rate_(sample_rate), bits_(bits)
{
}

std::array<unsigned char, 42> FlacHeader::bytes() const noexcept
{
    std::array<unsigned char, 42> header{
        'f', 'L', 'a', 'C', 0x80 /* the last metadata block */, 0, 0, stream_info_bytes};
    for (const std::size_t at : {8U, 10U}) { // the smallest and the largest block
        header[at] = static_cast<unsigned char>(block_frames_ >> 8);
        header[at + 1] = static_cast<unsigned char>(block_frames_ & 0xFF);
    }
    const auto field = length_field(0);
    std::copy(field.begin(), field.end(), header.begin() + length_offset);
    return header; // frame sizes and the checksum 0: not known
}

void FlacHeader::see(std::int64_t offset, const unsigned char *data, std::size_t bytes) noexcept
{
    if (offset == stream_info_at && bytes >= 8) {
        block_frames_ = data[6] * 256 + data[7]; // the largest block; all but the last are of this size
    } else if (offset > stream_info_at && bytes > 2 && data[0] == 0xFF && (data[1] & 0xFEU) == 0xF8) {
        ++blocks_; // libFLAC hands over each frame in one piece
    }
}

std::array<unsigned char, 8> FlacHeader::length_field(std::int64_t frames) const noexcept
{
    const std::uint64_t value =
        (static_cast<std::uint64_t>(sample_rate_) << 44) | (static_cast<std::uint64_t>(channels_ - 1) << 41) |
        (static_cast<std::uint64_t>(bits_ - 1) << 36) | (static_cast<std::uint64_t>(frames) & 0xFFFFFFFFFU);
    std::array<unsigned char, 8> field{};
    for (std::size_t i = 0; i < field.size(); ++i) {
        field[i] = static_cast<unsigned char>(value >> (8 * (field.size() - 1 - i)));
    }
    return field;
}

} // namespace audionative
