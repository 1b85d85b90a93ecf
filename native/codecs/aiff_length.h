// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace audionative {

// The frames that an AIFF or AIFF-C file's COMM chunk tells of, or -1 where there is none to read. libsndfile
// takes the size of the SSND chunk instead, and plays whatever padding lies behind the sound.
std::int64_t aiff_comm_frames(const std::string &path);

} // namespace audionative
