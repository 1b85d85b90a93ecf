// SPDX-License-Identifier: MIT
#pragma once

#include "codecs/sound_file.h"

#include <memory>
#include <string>

namespace audionative {

// libvorbis directly, not through libsndfile, which leaves up to 255 packets (six seconds of silence) in memory
// until a page is full, and whose file is no Ogg file before the first of them.
std::unique_ptr<SoundFileWriter> make_vorbis_writer(const std::string &path, const SoundFileFormat &format);

// Whether libvorbis has a mode for this many channels at this rate.
bool vorbis_can_hold(const SoundFileFormat &format) noexcept;

} // namespace audionative
