// SPDX-License-Identifier: MIT
#include "codecs/file_format.h"
#include "codecs/libsndfile_writer.h"
#include "codecs/sound_file.h"
#include "codecs/vorbis_writer.h"

namespace audionative {

std::unique_ptr<SoundFileWriter> make_sound_file_writer(const std::string &path, const SoundFileFormat &format)
{
    check_format(format);
    if (format.container == AN_CONTAINER_OGG) {
        return make_vorbis_writer(path, format);
    }
    return make_libsndfile_writer(path, format, container_limit(format.container));
}

} // namespace audionative
