// SPDX-License-Identifier: MIT
#include "codecs/sound_file.h"

#include "codecs/aiff_length.h"
#include "codecs/disk_file.h"
#include "codecs/resampling_reader.h"
#include "support/status.h"

#include <sndfile.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <limits>
#include <mutex>
#include <string>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace audionative {

namespace {

constexpr std::int64_t step_samples = 1 << 20; // libsndfile's Vorbis decoder counts samples in an int

struct SoundFileCloser {
    void operator()(SNDFILE *sound) const noexcept { sf_close(sound); }
};
using SoundHandle = std::unique_ptr<SNDFILE, SoundFileCloser>;

void copy_format_name(char (&field)[256], int format)
{
    SF_FORMAT_INFO about = {};
    about.format = format;
    const bool known = sf_command(nullptr, SFC_GET_FORMAT_INFO, &about, sizeof about) == 0 && about.name != nullptr;
    copy_text(field, sizeof field, known ? about.name : "unknown");
}

// Says what keeps the path from being opened in the operating system's words; libsndfile has only one sentence
// for all of them.
bool is_regular_file(const std::string &path)
{
    struct stat about = {};
    if (::stat(path.c_str(), &about) != 0 || ::access(path.c_str(), R_OK) != 0) {
        const int error = errno;
        throw Error(status_of_open(error), "cannot open '" + path + "': " + words_of(error));
    }
    if (S_ISDIR(about.st_mode)) {
        throw Error(AN_FILE_ACCESS, "cannot open '" + path + "': it is a folder");
    }
    return S_ISREG(about.st_mode);
}

SoundHandle open_sound(const std::string &path, SF_INFO &info)
{
    // libsndfile keeps the words for a file it could not open in one place for the whole process.
    static std::mutex words_lock;
    std::unique_lock<std::mutex> lock(words_lock, std::defer_lock);
    if (is_regular_file(path)) { // opening a pipe may wait for its other end: not with the lock held
        lock.lock();
    }
    SoundHandle sound(sf_open(path.c_str(), SFM_READ, &info));
    if (!sound) {
        throw Error(AN_FILE_FORMAT, "cannot read '" + path + "': " + sf_strerror(nullptr));
    }
    return sound;
}

class LibsndfileReader final : public SoundFileReader {
public:
    explicit LibsndfileReader(const std::string &path);

    const an_file_info &info() const noexcept override { return info_; }
    std::int64_t read(float *interleaved, std::int64_t frames) override;

private:
    std::string path_;
    SoundHandle sound_;
    an_file_info info_ = {};
    std::int64_t left_ = std::numeric_limits<std::int64_t>::max(); // frames, where we know better than libsndfile
};

// Sample types of which one frame is one sample a channel, so that COMM's count and libsndfile's are alike.
bool is_plain(int format)
{
    switch (format & SF_FORMAT_SUBMASK) {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8:
    case SF_FORMAT_PCM_16:
    case SF_FORMAT_PCM_24:
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_FLOAT:
    case SF_FORMAT_DOUBLE:
    case SF_FORMAT_ULAW:
    case SF_FORMAT_ALAW: return true;
    default: return false;
    }
}

LibsndfileReader::LibsndfileReader(const std::string &path) : path_(path)
{
    SF_INFO found = {};
    sound_ = open_sound(path, found);
    if (found.samplerate <= 0 || found.channels <= 0 || found.channels > AN_MAX_CHANNELS) {
        throw Error(AN_FILE_FORMAT, "cannot read '" + path + "': its header tells of " +
                                        std::to_string(found.channels) + " channels at " +
                                        std::to_string(found.samplerate) + " Hz");
    }
    const bool is_known = found.frames >= 0 && found.frames != SF_COUNT_MAX;
    info_.frames = is_known ? found.frames : -1;
    info_.sample_rate = found.samplerate;
    info_.channels = found.channels;
    info_.is_seekable = found.seekable != 0 ? 1 : 0;
    copy_format_name(info_.container, found.format & SF_FORMAT_TYPEMASK);
    copy_format_name(info_.encoding, found.format & SF_FORMAT_SUBMASK);

    if ((found.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_AIFF && is_plain(found.format)) {
        // 0 was left by a recorder that died before it could count: then there is as much as there is.
        const std::int64_t counted = aiff_comm_frames(path);
        if (counted > 0 && counted < info_.frames) {
            info_.frames = counted;
            left_ = counted;
        }
    }
}

std::int64_t LibsndfileReader::read(float *interleaved, std::int64_t frames)
{
    const std::int64_t step = std::max<std::int64_t>(1, step_samples / info_.channels);
    frames = std::min(frames, left_);
    std::int64_t done = 0;
    while (done < frames) {
        const sf_count_t got =
            sf_readf_float(sound_.get(), interleaved + done * info_.channels, std::min(frames - done, step));
        if (got <= 0) {
            break;
        }
        done += got;
    }
    left_ -= done;
    // What could be read comes first; an error that is still there says so at the next call.
    if (done == 0 && frames > 0 && sf_error(sound_.get()) != SF_ERR_NO_ERROR) {
        throw Error(AN_FILE_IO, "cannot read on in '" + path_ + "': " + sf_strerror(sound_.get()));
    }
    return done;
}

} // namespace

std::unique_ptr<SoundFileReader> make_sound_file_reader(const std::string &path, double sample_rate)
{
    if (!std::isfinite(sample_rate) || sample_rate < 0) {
        throw Error(AN_INVALID_ARGUMENT, "a sample rate to read at is above 0 Hz, or 0 for the file's own, not " +
                                             std::to_string(sample_rate));
    }
    auto reader = std::make_unique<LibsndfileReader>(path);
    if (sample_rate == 0 || sample_rate == reader->info().sample_rate) {
        return reader;
    }
    return make_resampling_reader(std::move(reader), sample_rate);
}

} // namespace audionative
