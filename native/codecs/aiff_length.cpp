// SPDX-License-Identifier: MIT
#include "codecs/aiff_length.h"

#include <array>
#include <cstring>
#include <fstream>

namespace audionative {

namespace {

using Bytes = std::array<unsigned char, 12>;

bool read_bytes(std::ifstream &file, Bytes &bytes, std::size_t count)
{
    return static_cast<bool>(file.read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(count)));
}

std::uint32_t big_endian(const unsigned char *bytes)
{
    return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
           static_cast<std::uint32_t>(bytes[2]) << 8 | bytes[3];
}

} // namespace

std::int64_t aiff_comm_frames(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    Bytes bytes{};
    if (!read_bytes(file, bytes, 12) || std::memcmp(bytes.data(), "FORM", 4) != 0 ||
        (std::memcmp(bytes.data() + 8, "AIFF", 4) != 0 && std::memcmp(bytes.data() + 8, "AIFC", 4) != 0)) {
        return -1;
    }
    while (read_bytes(file, bytes, 8)) {
        const std::uint32_t size = big_endian(bytes.data() + 4);
        if (std::memcmp(bytes.data(), "COMM", 4) == 0) {
            return size >= 6 && read_bytes(file, bytes, 6) ? static_cast<std::int64_t>(big_endian(bytes.data() + 2))
                                                           : -1;
        }
        file.seekg(static_cast<std::streamoff>(size) + (size & 1U), std::ios::cur); // chunks are padded to even
    }
    return -1;
}

} // namespace audionative
