// SPDX-License-Identifier: MIT
#pragma once

#include "codecs/sound_file.h"

#include <cstdint>

namespace audionative {

// libsndfile's number for the container and sample type.
int libsndfile_format(const SoundFileFormat &format) noexcept;

// Bits of an integer sample, 0 for the float types. FLAC is always 16 or 24.
int integer_bits(int sample_type) noexcept;

// Bytes of a sample in the containers that do not compress.
int sample_bytes(int sample_type) noexcept;

// The largest file whose sizes the container's header can tell.
std::int64_t container_limit(int container) noexcept;

// "WAV", for messages.
const char *container_name(int container) noexcept;

} // namespace audionative
