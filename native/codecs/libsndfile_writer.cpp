// SPDX-License-Identifier: MIT
#include "codecs/libsndfile_writer.h"

#include "codecs/file_format.h"
#include "codecs/flac_header.h"
#include "codecs/sample_conversion.h"
#include "codecs/virtual_file.h"
#include "support/status.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace audionative {

namespace {

// Converted and put on the disk at a time: one header update each, and a bound to what a failure can cost.
constexpr std::size_t step_samples = 65536;

class LibsndfileWriter final : public SoundFileWriter {
public:
    LibsndfileWriter(const std::string &path, const SoundFileFormat &format, std::int64_t limit);
    ~LibsndfileWriter() override;

    void write(const float *interleaved, std::int64_t frames) override;
    void close() override;
    std::int64_t frames() const noexcept override { return frames_; }
    std::int64_t clipped_samples() const noexcept override { return clipped_; }

private:
    void set_up();
    void write_step(const float *interleaved, std::int64_t frames);
    void commit();
    [[noreturn]] void cut_back(int error);
    [[noreturn]] void fail_with(an_status status, const std::string &message);

    SoundFileFormat format_;
    std::int64_t limit_;
    DiskFile file_;
    VirtualFile virtual_file_;
    std::optional<FlacHeader> flac_;
    SNDFILE *sound_ = nullptr;
    std::vector<std::int32_t> integers_;
    std::int64_t frames_ = 0;
    std::int64_t clipped_ = 0;
    std::int64_t committed_length_ = 0; // of the file, as its header tells it
    std::int64_t committed_frames_ = 0; // FLAC: in whole blocks
    std::optional<Error> failure_;      // what ended it; said again by every later call
};

LibsndfileWriter::LibsndfileWriter(const std::string &path, const SoundFileFormat &format, std::int64_t limit)
    : format_(format), limit_(limit), file_(path), virtual_file_(file_)
{
    try {
        set_up();
    } catch (...) {
        if (sound_ != nullptr) {
            sf_close(sound_);
        }
        file_.remove();
        throw;
    }
}

LibsndfileWriter::~LibsndfileWriter()
{
    try {
        close();
    } catch (const std::exception &) { // who wants to know calls close
    }
}

void LibsndfileWriter::set_up()
{
    if (format_.container == AN_CONTAINER_FLAC) {
        // libsndfile writes nothing before the first samples, and nothing at all if there are none.
        flac_.emplace(format_.channels, static_cast<int>(format_.sample_rate), integer_bits(format_.sample_type));
        const auto header = flac_->bytes();
        if (const int error = file_.write_at(0, header.data(), header.size()); error != 0) {
            cut_back(error);
        }
        committed_length_ = static_cast<std::int64_t>(header.size());
        virtual_file_.on_write = [this](std::int64_t offset, const unsigned char *data, std::size_t bytes) {
            flac_->see(offset, data, bytes);
        };
    }
    SF_INFO info = {};
    info.channels = format_.channels;
    info.samplerate = static_cast<int>(format_.sample_rate);
    info.format = libsndfile_format(format_);
    SF_VIRTUAL_IO callbacks = VirtualFile::callbacks();
    sound_ = sf_open_virtual(&callbacks, SFM_WRITE, &info, &virtual_file_);
    if (sound_ == nullptr) {
        throw Error(AN_FILE_FORMAT, "cannot write '" + file_.path() + "': libsndfile refuses this format");
    }
    if (format_.container == AN_CONTAINER_FLAC) {
        sf_command(sound_, SFC_SET_COMPRESSION_LEVEL, &format_.quality, sizeof format_.quality);
        return;
    }
    // The PEAK chunk holds the time of day: the same sound would make another file every second (RF64 will have
    // it). The header that sf_open has just written has the chunk and is too long now, so it is begun again; and
    // again, because the first time libsndfile takes the missing header for a negative amount of sound. What of the
    // longer one is on the disk goes: behind a file of one frame its end would be read as a chunk.
    sf_command(sound_, SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
    virtual_file_.forget();
    if (const int error = file_.truncate(0); error != 0) {
        cut_back(error);
    }
    sf_command(sound_, SFC_UPDATE_HEADER_NOW, nullptr, 0);
    commit();
}

void LibsndfileWriter::write(const float *interleaved, std::int64_t frames)
{
    if (failure_) {
        throw *failure_;
    }
    if (sound_ == nullptr) {
        throw Error(AN_INVALID_STATE, "'" + file_.path() + "' is closed");
    }
    const auto channels = static_cast<std::int64_t>(format_.channels);
    const std::int64_t step = std::max<std::int64_t>(1, static_cast<std::int64_t>(step_samples) / channels);
    while (frames > 0) {
        // One byte to spare: an odd chunk is padded when the file is closed.
        const std::int64_t room = (limit_ - 1 - committed_length_) / (channels * sample_bytes(format_.sample_type));
        if (room <= 0) {
            fail_with(AN_FILE_IO, "'" + file_.path() + "' is as long as " + container_name(format_.container) +
                                      " can tell and ends after " + std::to_string(frames_) +
                                      " frames: record longer ones as RF64, W64 or CAF");
        }
        const std::int64_t count = std::min({frames, step, room});
        write_step(interleaved, count);
        interleaved += count * channels;
        frames -= count;
    }
}

void LibsndfileWriter::write_step(const float *interleaved, std::int64_t frames)
{
    const auto channels = static_cast<std::int64_t>(format_.channels);
    const auto samples = static_cast<std::size_t>(frames * channels);
    const int bits = integer_bits(format_.sample_type);
    std::int64_t beyond = 0;
    sf_count_t written = 0;
    if (bits != 0) {
        integers_.resize(samples);
        beyond = to_left_justified(interleaved, samples, bits, integers_.data());
        written = sf_writef_int(sound_, integers_.data(), frames);
    } else {
        written = sf_writef_float(sound_, interleaved, frames);
    }
    if (written != frames) {
        const std::string words = sf_strerror(sound_);
        virtual_file_.abandon();
        file_.truncate(committed_length_);
        fail_with(AN_FILE_IO, "cannot write '" + file_.path() + "': " + words);
    }
    commit();
    frames_ += frames;
    clipped_ += beyond;
}

// First the samples, then the header that tells of them: a process killed in between leaves the older header,
// which is right about the older samples.
void LibsndfileWriter::commit()
{
    int error = virtual_file_.flush();
    if (error == 0 && flac_) {
        const auto field = flac_->length_field(flac_->frames());
        error = file_.write_at(FlacHeader::length_offset, field.data(), field.size());
    } else if (error == 0) {
        sf_command(sound_, SFC_UPDATE_HEADER_NOW, nullptr, 0);
        error = virtual_file_.flush();
    }
    if (error != 0) {
        cut_back(error);
    }
    if (flac_ && virtual_file_.length() > 0) {
        committed_frames_ = flac_->frames();
    }
    committed_length_ = std::max(committed_length_, virtual_file_.length());
}

// Whether or not a call here succeeds, there is nothing more to be done: what hangs over is past what the header
// tells of.
void LibsndfileWriter::cut_back(int error)
{
    file_.truncate(committed_length_);
    if (flac_) {
        frames_ = committed_frames_;
        if (frames_ == 0) { // libFLAC's header may lie over ours in part
            const auto header = flac_->bytes();
            file_.truncate(static_cast<std::int64_t>(header.size()));
            file_.write_at(0, header.data(), header.size());
        }
    }
    fail_with(status_of_write(error), "cannot write '" + file_.path() + "': " + words_of(error) + " (after " +
                                          std::to_string(frames_) + " frames)");
}

void LibsndfileWriter::fail_with(an_status status, const std::string &message)
{
    failure_.emplace(status, message);
    throw *failure_;
}

void LibsndfileWriter::close()
{
    if (sound_ == nullptr) {
        return;
    }
    const bool had_failed = virtual_file_.error() != 0; // and was reported and cut back then
    sf_close(std::exchange(sound_, nullptr));
    int error = virtual_file_.flush();
    if (error != 0 && !had_failed) {
        cut_back(error);
    }
    error = file_.close();
    if (error != 0 && !had_failed) {
        cut_back(error);
    }
}

} // namespace

std::unique_ptr<SoundFileWriter> make_libsndfile_writer(const std::string &path, const SoundFileFormat &format,
                                                        std::int64_t limit)
{
    return std::make_unique<LibsndfileWriter>(path, format, limit);
}

} // namespace audionative
