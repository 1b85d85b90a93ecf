// SPDX-License-Identifier: MIT
//
// Writes float frames to a file in the container and sample type asked for, and reads them. Knows nothing of the
// engine: the recorder's disk thread (engine/recording) feeds it. A writer or reader belongs to one thread at a time.
#pragma once

#include <audionative/audionative.h>

#include <cstdint>
#include <memory>
#include <string>

namespace audionative {

struct SoundFileFormat {
    int container = AN_CONTAINER_WAV; // an_container
    int sample_type = AN_FILE_INT16;  // an_file_sample_type; ignored by Ogg
    int channels = 2;
    double sample_rate = 44100;
    double quality = 0.4; // FLAC and Ogg: 0 to 1
};

// Throws Error(AN_FILE_FORMAT) with the reason where the container cannot hold this. [any thread]
//   FLAC: 16 and 24 bits, 8 channels, 655350 Hz (above 65535 Hz in steps of 10). Ogg: 255 channels, 200 kHz.
//   The others: every sample type, AN_MAX_CHANNELS. All: a whole number of Hz, quality from 0 to 1.
void check_format(const SoundFileFormat &format);

class SoundFileWriter {
public:
    virtual ~SoundFileWriter() = default; // closes

    // Appends interleaved frames. Integer types are rounded to nearest (ties to even) at 2^(bits-1) a full scale,
    // clipped, and counted; NaN is written as 0 and counted. Ogg is clipped at full scale and counted too. Float
    // types are written bit for bit.
    //
    // When it returns, the file is a valid one that holds these frames even if the process is killed in the next
    // instant; a power cut is the operating system's affair. FLAC lacks what fills no block yet (less than 4097
    // frames), Ogg the last quarter of a second and a block; both are valid before their first frame.
    //
    // Throws Error(AN_DISK_FULL or AN_FILE_IO), and from then on always the same: what earlier calls, and whole
    // steps of 65536 samples of this one, have written stays valid, and frames() says how much that is. WAV and
    // AIFF tell their sizes in 32 bits: at 4 GiB they are full (AN_FILE_IO), with all that fits in them.
    virtual void write(const float *interleaved, std::int64_t frames) = 0;

    // Finishes the file; throws as write does. Closing twice is allowed.
    virtual void close() = 0;

    virtual std::int64_t frames() const noexcept = 0;          // in the file
    virtual std::int64_t clipped_samples() const noexcept = 0; // beyond full scale; 0 for float types
};

// Creates the file, or replaces what is in it (an open reader of it sees it change). The path is UTF-8; the mode is
// 0666 less the umask. One or two channels make a plain WAV, which is read everywhere, more an extensible one. Throws
// Error: AN_FILE_NOT_FOUND (no such folder), AN_FILE_ACCESS (permission, a folder, not a regular file),
// AN_FILE_FORMAT, AN_DISK_FULL (then no file is left).
std::unique_ptr<SoundFileWriter> make_sound_file_writer(const std::string &path, const SoundFileFormat &format);

// Reads any file libsndfile knows as interleaved floats (what a float file holds beyond full scale, or that is no
// number, as it is), resampled (soxr VHQ) where sample_rate is not 0 and not the file's own: n frames then become
// round(n * sample_rate / the file's rate).
class SoundFileReader {
public:
    virtual ~SoundFileReader() = default;

    // As the file is, before any resampling.
    virtual const an_file_info &info() const noexcept = 0;

    // Fewer than frames only at the end, or before what cannot be read: then the next call throws
    // Error(AN_FILE_IO).
    virtual std::int64_t read(float *interleaved, std::int64_t frames) = 0;
};

// Throws Error: AN_FILE_NOT_FOUND, AN_FILE_ACCESS, AN_FILE_FORMAT with the decoder's own words, AN_INVALID_ARGUMENT
// (a rate that is negative, not finite, or more than a factor of 1000 from the file's).
std::unique_ptr<SoundFileReader> make_sound_file_reader(const std::string &path, double sample_rate);

} // namespace audionative
