// SPDX-License-Identifier: MIT
#include "codecs/vorbis_writer.h"

#include "codecs/disk_file.h"
#include "codecs/sample_conversion.h"
#include "support/status.h"

#include <ogg/ogg.h>
#include <vorbis/codec.h>
#include <vorbis/vorbisenc.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <vector>

namespace audionative {

namespace {

// libvorbis works through what it is given at once on the stack.
constexpr std::int64_t step_frames = 1024;

struct VorbisInfo {
    VorbisInfo() noexcept { vorbis_info_init(&value); }
    ~VorbisInfo() { vorbis_info_clear(&value); }
    VorbisInfo(const VorbisInfo &) = delete;
    VorbisInfo &operator=(const VorbisInfo &) = delete;

    bool set_up(const SoundFileFormat &format) noexcept
    {
        if (vorbis_encode_setup_vbr(&value, format.channels, static_cast<long>(format.sample_rate),
                                    static_cast<float>(format.quality)) != 0) {
            return false;
        }
        int is_coupled = format.channels <= 2 ? 1 : 0;
        // Six coupled channels would be 5.1 to libvorbis: it would keep only the rumble of the last.
        return vorbis_encode_ctl(&value, OV_ECTL_COUPLING_SET, &is_coupled) == 0 &&
               vorbis_encode_setup_init(&value) == 0;
    }

    vorbis_info value;
};

class VorbisWriter final : public SoundFileWriter {
public:
    VorbisWriter(const std::string &path, const SoundFileFormat &format);
    ~VorbisWriter() override;

    void write(const float *interleaved, std::int64_t frames) override;
    void close() override;
    std::int64_t frames() const noexcept override { return failure_ ? frames_on_disk_ : frames_; }
    std::int64_t clipped_samples() const noexcept override { return clipped_; }

private:
    void write_headers();
    void encode(const float *interleaved, std::int64_t frames);
    void take_packets();
    void take_page(const ogg_page &page);
    void flush_stream();
    void put_pages();

    SoundFileFormat format_;
    VorbisInfo info_;
    DiskFile file_;
    vorbis_dsp_state analysis_{};
    vorbis_block block_{};
    ogg_stream_state stream_{};
    std::vector<float> clipped_samples_;
    std::vector<unsigned char> pages_; // made, and not on the disk yet
    std::int64_t length_ = 0;          // of the file
    std::int64_t frames_ = 0;          // taken
    std::int64_t frames_in_pages_ = 0;
    std::int64_t frames_on_disk_ = 0;
    std::int64_t clipped_ = 0;
    bool is_open_ = true;
    std::optional<Error> failure_;
};

VorbisWriter::VorbisWriter(const std::string &path, const SoundFileFormat &format) : format_(format), file_(path)
{
    // A number of its own, so that files can be put one behind the other.
    const int serial = static_cast<int>(std::random_device{}());
    if (!info_.set_up(format) || vorbis_analysis_init(&analysis_, &info_.value) != 0) {
        throw Error(AN_INTERNAL, "libvorbis refuses what it has accepted before");
    }
    vorbis_block_init(&analysis_, &block_);
    ogg_stream_init(&stream_, serial);
    try {
        write_headers();
    } catch (const Error &) {
        is_open_ = false;
        file_.remove();
        ogg_stream_clear(&stream_);
        vorbis_block_clear(&block_);
        vorbis_dsp_clear(&analysis_);
        throw;
    }
}

VorbisWriter::~VorbisWriter()
{
    try {
        close();
    } catch (const std::exception &) { // who wants to know calls close
    }
    ogg_stream_clear(&stream_);
    vorbis_block_clear(&block_);
    vorbis_dsp_clear(&analysis_);
}

void VorbisWriter::write_headers()
{
    vorbis_comment comment;
    vorbis_comment_init(&comment);
    vorbis_comment_add_tag(&comment, "ENCODER", "AudioNative");
    ogg_packet identity{};
    ogg_packet comments{};
    ogg_packet codebooks{};
    vorbis_analysis_headerout(&analysis_, &comment, &identity, &comments, &codebooks);
    vorbis_comment_clear(&comment);
    for (ogg_packet *packet : {&identity, &comments, &codebooks}) {
        ogg_stream_packetin(&stream_, packet);
    }
    flush_stream(); // sound begins on a page of its own
    put_pages();
}

void VorbisWriter::write(const float *interleaved, std::int64_t frames)
{
    if (failure_) {
        throw *failure_;
    }
    if (!is_open_) {
        throw Error(AN_INVALID_STATE, "'" + file_.path() + "' is closed");
    }
    while (frames > 0) {
        const std::int64_t count = std::min(frames, step_frames);
        encode(interleaved, count);
        take_packets();
        // A page is full at 4 kB: of silence, that is many seconds.
        if (static_cast<double>(frames_ - frames_in_pages_) > format_.sample_rate / 4) {
            flush_stream();
        }
        put_pages();
        interleaved += count * format_.channels;
        frames -= count;
    }
}

void VorbisWriter::encode(const float *interleaved, std::int64_t frames)
{
    const auto channels = static_cast<std::size_t>(format_.channels);
    const auto count = static_cast<std::size_t>(frames);
    clipped_samples_.resize(count * channels);
    // A decoder clips at full scale; and what is no number would never leave the encoder's filters again.
    clipped_ += clip(interleaved, count * channels, clipped_samples_.data());
    float **const planes = vorbis_analysis_buffer(&analysis_, static_cast<int>(frames));
    for (std::size_t channel = 0; channel < channels; ++channel) {
        for (std::size_t i = 0; i < count; ++i) {
            planes[channel][i] = clipped_samples_[i * channels + channel];
        }
    }
    vorbis_analysis_wrote(&analysis_, static_cast<int>(frames));
    frames_ += frames;
}

void VorbisWriter::take_packets()
{
    while (vorbis_analysis_blockout(&analysis_, &block_) == 1) {
        vorbis_analysis(&block_, nullptr);
        vorbis_bitrate_addblock(&block_);
        ogg_packet packet{};
        while (vorbis_bitrate_flushpacket(&analysis_, &packet) != 0) {
            ogg_stream_packetin(&stream_, &packet);
            ogg_page page{};
            while (ogg_stream_pageout(&stream_, &page) != 0) {
                take_page(page);
            }
        }
    }
}

void VorbisWriter::flush_stream()
{
    ogg_page page{};
    while (ogg_stream_flush(&stream_, &page) != 0) {
        take_page(page);
    }
}

void VorbisWriter::take_page(const ogg_page &page)
{
    pages_.insert(pages_.end(), page.header, page.header + page.header_len);
    pages_.insert(pages_.end(), page.body, page.body + page.body_len);
    frames_in_pages_ = std::max<std::int64_t>(frames_in_pages_, ogg_page_granulepos(&page)); // -1: no packet ends here
}

// Whole pages in one piece, and none of them if they do not all fit.
void VorbisWriter::put_pages()
{
    const int error = file_.write_at(length_, pages_.data(), pages_.size());
    if (error != 0) {
        file_.truncate(length_);
        failure_.emplace(status_of_write(error), "cannot write '" + file_.path() + "': " + words_of(error) +
                                                     " (after " + std::to_string(frames_on_disk_) + " frames)");
        throw *failure_;
    }
    length_ += static_cast<std::int64_t>(pages_.size());
    frames_on_disk_ = frames_in_pages_;
    pages_.clear();
}

void VorbisWriter::close()
{
    if (!is_open_) {
        return;
    }
    is_open_ = false;
    if (!failure_) {
        vorbis_analysis_wrote(&analysis_, 0); // the end
        take_packets();
        flush_stream();
        put_pages();
    }
    if (const int error = file_.close(); error != 0 && !failure_) {
        failure_.emplace(status_of_write(error), "cannot finish '" + file_.path() + "': " + words_of(error));
        throw *failure_;
    }
}

} // namespace

std::unique_ptr<SoundFileWriter> make_vorbis_writer(const std::string &path, const SoundFileFormat &format)
{
    return std::make_unique<VorbisWriter>(path, format);
}

bool vorbis_can_hold(const SoundFileFormat &format) noexcept { return VorbisInfo().set_up(format); }

} // namespace audionative
