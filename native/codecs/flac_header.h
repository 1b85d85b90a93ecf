// SPDX-License-Identifier: MIT
//
// Keeps a FLAC file's header right while it grows. libFLAC writes the number of frames only when it is closed
// (until then it says "unknown"), and libsndfile writes no header at all before the first samples. RFC 9639,
// sections 8.2 (STREAMINFO) and 9.1 (frame header).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace audionative {

class FlacHeader {
public:
    FlacHeader(int channels, int sample_rate, int bits) noexcept;

    // The header of a file that holds nothing yet.
    std::array<unsigned char, 42> bytes() const noexcept;

    // To be shown each of libFLAC's writes: learns the block size and counts the FLAC frames.
    void see(std::int64_t offset, const unsigned char *data, std::size_t bytes) noexcept;

    // Frames (samples per channel) in the FLAC frames seen so far.
    std::int64_t frames() const noexcept { return blocks_ * block_frames_; }

    // The eight bytes at length_offset: rate, channels, bits and the number of frames.
    static constexpr std::int64_t length_offset = 18;
    std::array<unsigned char, 8> length_field(std::int64_t frames) const noexcept;

private:
    int channels_;
    int sample_rate_;
    int bits_;
    std::int64_t block_frames_ = 4096;
    std::int64_t blocks_ = 0;
};

} // namespace audionative
