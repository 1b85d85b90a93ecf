// SPDX-License-Identifier: MIT
#include "abi/boundary.h"

using namespace audionative;

an_status an_file_open(const char *path, double sample_rate, an_file **file)
{
    return guard([&] {
        require_pointer(path, "path");
        require_pointer(file, "file");
        if (sample_rate != 0 && !(sample_rate >= 1 && sample_rate <= 10e6)) {
            throw Error(AN_INVALID_ARGUMENT, "the sample rate is " + std::to_string(sample_rate) +
                                                 "; it must be 0, for the file's own, or from 1 to 10000000");
        }
        *file = new an_file{make_sound_file_reader(path, sample_rate)};
    });
}

an_status an_file_get_info(an_file *file, an_file_info *info)
{
    return guard([&] {
        require_pointer(file, "file");
        require_pointer(info, "info");
        *info = file->reader->info();
    });
}

an_status an_file_read(an_file *file, float *data, std::int64_t frames, std::int64_t *read)
{
    return guard([&] {
        require_pointer(file, "file");
        require_pointer(read, "read");
        if (frames < 0 || (frames > 0 && data == nullptr)) {
            throw Error(AN_INVALID_ARGUMENT, "frames is negative, or data is null");
        }
        *read = file->reader->read(data, frames);
    });
}

void an_file_close(an_file *file) { delete file; }
