// SPDX-License-Identifier: MIT
#include "engine/recorder.h"

#include "support/status.h"
#include "support/thread_priority.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <vector>

namespace audionative {

namespace {

std::atomic<std::int64_t> next_id{1};
constexpr std::int64_t chunk_frames = 8192;

std::int64_t ring_frames(const an_recorder_config &config, double sample_rate)
{
    const double seconds = config.ring_seconds > 0 ? config.ring_seconds : 4.0;
    return std::clamp<std::int64_t>(std::llround(seconds * sample_rate), 2 * chunk_frames, std::int64_t{1} << 28);
}

} // namespace

Recorder::Recorder(const an_recorder_config &config, const SoundFileFormat &format, std::function<void()> progressed)
    : id_(next_id.fetch_add(1, std::memory_order_relaxed)), path_(config.path),
      tap_(std::make_shared<Tap>(config.tap == AN_TAP_INPUT, config.first_channel, format.channels,
                                 ring_frames(config, format.sample_rate), config.max_frames)),
      progressed_(std::move(progressed)), file_(make_sound_file_writer(path_, format))
{
    status_.id = id_;
    status_.is_running = 1;
    thread_ = std::thread([this] { run(); });
}

Recorder::~Recorder()
{
    close();
}

bool Recorder::is_running() const noexcept
{
    const std::lock_guard lock(mutex_);
    return status_.is_running != 0;
}

an_recorder_status Recorder::status() const noexcept
{
    const std::lock_guard lock(mutex_);
    an_recorder_status status = status_;
    status.frames_dropped += tap_->dropped_frames();
    return status;
}

void Recorder::close() noexcept
{
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    turn_.notify_all();
    const std::lock_guard lock(join_mutex_);
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Recorder::keep_failure(an_status status, const char *text) noexcept
{
    const std::lock_guard lock(mutex_);
    if (status_.status == AN_OK) {
        status_.status = status;
        copy_text(status_.text, sizeof status_.text, text);
    }
}

bool Recorder::write_available(std::vector<float> &interleaved)
{
    PlanarRing &ring = tap_->ring();
    const auto channels = static_cast<std::size_t>(ring.channels());
    bool any = false;
    for (std::int64_t left = ring.available(); left > 0;) {
        const PlanarRing::Run run = ring.run(0, std::min(left, chunk_frames));
        for (std::size_t channel = 0; channel < channels; ++channel) {
            const float *samples = ring.samples(static_cast<int>(channel)) + run.at;
            for (std::size_t i = 0; i < static_cast<std::size_t>(run.frames); ++i) {
                interleaved[i * channels + channel] = samples[i];
            }
        }
        ring.consume(run.frames);
        left -= run.frames;
        any = true;
        if (file_ == nullptr) { // the disk failed: the rest is lost, and said to be
            const std::lock_guard lock(mutex_);
            status_.frames_dropped += run.frames;
            continue;
        }
        try {
            file_->write(interleaved.data(), run.frames);
            const std::lock_guard lock(mutex_);
            status_.frames_written = file_->frames();
            status_.clipped_samples = file_->clipped_samples();
        } catch (const Error &error) {
            keep_failure(error.status(), error.what());
            const std::int64_t kept = file_->frames();
            {
                const std::lock_guard lock(mutex_);
                status_.frames_dropped += run.frames - (kept - status_.frames_written);
                status_.frames_written = kept;
            }
            file_.reset(); // closes what there is of it
        }
    }
    return any;
}

void Recorder::run() noexcept
{
    name_thread("an-disk");
    try {
        std::vector<float> interleaved(static_cast<std::size_t>(chunk_frames) *
                                       static_cast<std::size_t>(tap_->ring().channels()));
        for (;;) {
            // Asked before the ring is emptied: what was laid down before the end is then all seen.
            const bool finished = tap_->is_finished();
            bool closing = false;
            {
                const std::lock_guard lock(mutex_);
                closing = closing_;
            }
            const bool wrote = write_available(interleaved);
            if (finished || closing) {
                break;
            }
            if (wrote) {
                progressed_();
            }
            std::unique_lock lock(mutex_);
            turn_.wait_for(lock, std::chrono::milliseconds(wrote ? 1 : 10), [this] { return closing_; });
        }
        if (file_ != nullptr) {
            file_->close();
            const std::lock_guard lock(mutex_);
            status_.frames_written = file_->frames();
            status_.clipped_samples = file_->clipped_samples();
        }
    } catch (const Error &error) {
        keep_failure(error.status(), error.what());
    } catch (const std::exception &error) {
        keep_failure(AN_INTERNAL, error.what());
    }
    file_.reset();
    {
        const std::lock_guard lock(mutex_);
        status_.is_running = 0;
    }
    progressed_();
}

} // namespace audionative
