// SPDX-License-Identifier: MIT
#include "codecs/resampling_reader.h"

#include "support/status.h"

#include <soxr.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace audionative {

namespace {

struct SoxrDeleter {
    void operator()(soxr *resampler) const noexcept { soxr_delete(resampler); }
};

// Beyond this soxr's filters take minutes to make, and below the smallest double forever.
constexpr double largest_ratio = 1000;

constexpr std::size_t block_samples = 16384; // read from the source at a time, all channels together

class ResamplingReader final : public SoundFileReader {
public:
    ResamplingReader(std::unique_ptr<SoundFileReader> source, double sample_rate);

    const an_file_info &info() const noexcept override { return source_->info(); }
    std::int64_t read(float *interleaved, std::int64_t frames) override;

private:
    void refill();
    std::int64_t resample(float *interleaved, std::int64_t frames);

    std::unique_ptr<SoundFileReader> source_;
    std::unique_ptr<soxr, SoxrDeleter> resampler_;
    double ratio_;
    std::int64_t channels_;
    std::int64_t block_frames_;
    std::vector<float> block_;
    std::int64_t block_at_ = 0; // first frame of the block that soxr has not taken
    std::int64_t block_end_ = 0;
    std::int64_t taken_ = 0; // frames read from the source
    std::int64_t given_ = 0; // frames handed to the caller
    bool source_ended_ = false;
};

ResamplingReader::ResamplingReader(std::unique_ptr<SoundFileReader> source, double sample_rate)
    : source_(std::move(source)), ratio_(sample_rate / source_->info().sample_rate),
      channels_(source_->info().channels),
      block_frames_(std::max<std::int64_t>(1, static_cast<std::int64_t>(block_samples) / channels_)),
      block_(static_cast<std::size_t>(block_frames_ * channels_))
{
    const std::string rates = "cannot resample from " + std::to_string(source_->info().sample_rate) + " to " +
                              std::to_string(sample_rate) + " Hz: ";
    if (!(ratio_ >= 1 / largest_ratio && ratio_ <= largest_ratio)) {
        throw Error(AN_INVALID_ARGUMENT, rates + "they are more than a factor of 1000 apart");
    }
    const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
    const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
    soxr_error_t error = nullptr;
    resampler_.reset(soxr_create(source_->info().sample_rate, sample_rate, static_cast<unsigned>(channels_), &error,
                                 &io, &quality, &runtime));
    if (error != nullptr) {
        throw Error(AN_INVALID_ARGUMENT, rates + error);
    }
}

std::int64_t ResamplingReader::read(float *interleaved, std::int64_t frames)
{
    std::int64_t done = 0;
    while (done < frames) {
        refill();
        std::int64_t wanted = frames - done;
        if (source_ended_) {
            const std::int64_t total = std::llround(static_cast<double>(taken_) * ratio_);
            wanted = std::min(wanted, total - given_);
            if (wanted <= 0) {
                break;
            }
        }
        float *const next = interleaved + done * channels_;
        std::int64_t got = resample(next, wanted);
        if (got == 0 && source_ended_) { // its rounding and ours differ by a frame at the most
            std::fill_n(next, static_cast<std::size_t>(wanted * channels_), 0.0F);
            got = wanted;
        }
        done += got;
        given_ += got;
    }
    return done;
}

void ResamplingReader::refill()
{
    if (source_ended_ || block_at_ < block_end_) {
        return;
    }
    block_at_ = 0;
    block_end_ = source_->read(block_.data(), block_frames_);
    taken_ += block_end_;
    source_ended_ = block_end_ == 0;
}

std::int64_t ResamplingReader::resample(float *interleaved, std::int64_t frames)
{
    std::size_t taken = 0;
    std::size_t given = 0;
    // No input at all tells soxr that the end is here, and makes it give out what it holds back.
    const float *const input = source_ended_ ? nullptr : block_.data() + block_at_ * channels_;
    const soxr_error_t error = soxr_process(resampler_.get(), input, static_cast<std::size_t>(block_end_ - block_at_),
                                            &taken, interleaved, static_cast<std::size_t>(frames), &given);
    if (error != nullptr) {
        throw Error(AN_FILE_IO, std::string("the resampler failed: ") + error);
    }
    block_at_ += static_cast<std::int64_t>(taken);
    return static_cast<std::int64_t>(given);
}

} // namespace

std::unique_ptr<SoundFileReader> make_resampling_reader(std::unique_ptr<SoundFileReader> source, double sample_rate)
{
    return std::make_unique<ResamplingReader>(std::move(source), sample_rate);
}

} // namespace audionative
