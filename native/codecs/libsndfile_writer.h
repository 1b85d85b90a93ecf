// SPDX-License-Identifier: MIT
#pragma once

#include "codecs/sound_file.h"

#include <cstdint>
#include <memory>
#include <string>

namespace audionative {

// Everything but Ogg. limit: the bytes the file may grow to, container_limit() but in tests.
std::unique_ptr<SoundFileWriter> make_libsndfile_writer(const std::string &path, const SoundFileFormat &format,
                                                        std::int64_t limit);

} // namespace audionative
