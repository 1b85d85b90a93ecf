// SPDX-License-Identifier: MIT
//
// Writes float frames to a file in the container and sample type asked for. Knows nothing of the engine: the
// recorder's disk thread (engine/recording) feeds it.
#pragma once

#include <audionative/audionative.h>

#include <cstdint>
#include <memory>
#include <string>

namespace audionative {

struct SoundFileFormat {
    int container = AN_CONTAINER_WAV;    // an_container
    int sample_type = AN_FILE_INT16;     // an_file_sample_type; ignored by Ogg
    int channels = 2;
    double sample_rate = 44100;
    double quality = 0.4; // FLAC and Ogg: 0 to 1
};

// Throws Error(AN_FILE_FORMAT) with the reason where the container cannot hold this. [any thread]
void check_format(const SoundFileFormat &format);

class SoundFileWriter {
public:
    virtual ~SoundFileWriter() = default; // closes

    // Appends interleaved frames. Integer types are rounded to nearest at 2^(bits-1) a full scale, clipped, and
    // counted. When it returns, the file on disk is a valid one that holds them (FLAC and Ogg: all but the
    // codec's own last block). Throws Error(AN_DISK_FULL or AN_FILE_IO); what was written before stays valid.
    virtual void write(const float *interleaved, std::int64_t frames) = 0;

    // Finishes the file; throws as write does. Closing twice is allowed.
    virtual void close() = 0;

    virtual std::int64_t frames() const noexcept = 0;          // in the file
    virtual std::int64_t clipped_samples() const noexcept = 0; // beyond full scale, integer types only
};

// Creates or replaces the file. Throws Error: AN_FILE_ACCESS, AN_FILE_FORMAT, AN_DISK_FULL.
std::unique_ptr<SoundFileWriter> make_sound_file_writer(const std::string &path, const SoundFileFormat &format);

// Reads any file libsndfile knows as interleaved floats, resampled (soxr VHQ) where sample_rate is not 0 and
// not the file's own.
class SoundFileReader {
public:
    virtual ~SoundFileReader() = default;
    virtual const an_file_info &info() const noexcept = 0;
    // Fewer than frames only at the end. Throws Error(AN_FILE_IO).
    virtual std::int64_t read(float *interleaved, std::int64_t frames) = 0;
};

// Throws Error: AN_FILE_NOT_FOUND, AN_FILE_ACCESS, AN_FILE_FORMAT with the decoder's own words.
std::unique_ptr<SoundFileReader> make_sound_file_reader(const std::string &path, double sample_rate);

} // namespace audionative
