// SPDX-License-Identifier: MIT
//
// Server: recordings, and rendering without a device.
#include "engine/server.h"
#include "support/status.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace audionative {

namespace {

constexpr std::int64_t slice_frames = 1024;

// A slice of sound in planes, for callers who think in interleaved frames or not at all.
class Slice {
public:
    explicit Slice(int channels) : storage_(static_cast<std::size_t>(channels) * slice_frames)
    {
        for (int channel = 0; channel < channels; ++channel) {
            planes_.push_back(storage_.data() + channel * slice_frames);
        }
    }

    float *const *planes() { return planes_.data(); }

    void take(const float *interleaved, std::int64_t frames)
    {
        const std::size_t channels = planes_.size();
        for (std::size_t channel = 0; channel < channels; ++channel) {
            for (std::size_t i = 0; i < static_cast<std::size_t>(frames); ++i) {
                planes_[channel][i] = interleaved[i * channels + channel];
            }
        }
    }

    void give(float *interleaved, std::int64_t frames) const
    {
        const std::size_t channels = planes_.size();
        for (std::size_t channel = 0; channel < channels; ++channel) {
            for (std::size_t i = 0; i < static_cast<std::size_t>(frames); ++i) {
                interleaved[i * channels + channel] = planes_[channel][i];
            }
        }
    }

private:
    std::vector<float> storage_;
    std::vector<float *> planes_;
};

} // namespace

std::int64_t Server::render(std::int64_t frames, const float *input, float *output, int timeout_ms)
{
    if (frames < 0) {
        throw Error(AN_INVALID_ARGUMENT, "cannot render " + std::to_string(frames) + " frames");
    }
    const std::lock_guard lock(render_mutex_);
    const std::shared_ptr<Engine> engine = booted_engine();
    {
        const an_server_info now = info();
        if (now.backend != AN_BACKEND_OFFLINE) {
            throw Error(AN_INVALID_STATE, "only a server booted on the offline backend is rendered by its caller");
        }
        if (now.is_started == 0) {
            throw Error(AN_INVALID_STATE, "the server is not started");
        }
    }
    Slice out(engine->config().output_channels);
    Slice in(engine->config().input_channels);
    std::int64_t done = 0;
    auto starved_since = std::chrono::steady_clock::now();
    while (done < frames) {
        if (render_cancelled_.load()) {
            throw Error(AN_INVALID_STATE, "the server was stopped while it rendered; " + std::to_string(done) + " of " +
                                              std::to_string(frames) + " frames were done");
        }
        const std::int64_t wanted = std::min(slice_frames, frames - done);
        if (input != nullptr) {
            in.take(input + done * engine->config().input_channels, wanted);
        }
        const std::int64_t count = engine->render(input != nullptr ? in.planes() : nullptr, out.planes(), wanted, false);
        if (output != nullptr) {
            out.give(output + done * engine->config().output_channels, count);
        }
        done += count;
        poll_sources(); // writers wait for room: at this speed housekeeping's next round would be late
        const auto now = std::chrono::steady_clock::now();
        if (count > 0) {
            starved_since = now;
        }
        if (count < wanted) {
            if (timeout_ms >= 0 && now - starved_since >= std::chrono::milliseconds(timeout_ms)) {
                break;
            }
            // Woken by recorders; a writer in another thread is looked for again soon.
            std::unique_lock wait(doorbell_->mutex);
            doorbell_->rung.wait_for(wait, std::chrono::microseconds(200));
        }
    }
    collect_retired(*engine);
    return done;
}

void Server::render_silently(Engine &engine, std::int64_t frames, std::int64_t stops_before)
{
    Slice out(engine.config().output_channels);
    constexpr auto patience = std::chrono::seconds(10);
    auto progressed = std::chrono::steady_clock::now();
    for (std::int64_t done = 0; done < frames;) {
        if (stops_asked_.load() != stops_before) {
            throw Error(AN_INVALID_STATE, "the server was stopped while it rendered its start offset");
        }
        const std::int64_t count = engine.render(nullptr, out.planes(), std::min(slice_frames, frames - done), true);
        done += count;
        poll_sources();
        const auto now = std::chrono::steady_clock::now();
        if (count > 0) {
            progressed = now;
        } else if (now - progressed > patience) {
            throw Error(AN_STARVED, "the start offset waits for a source whose data does not come");
        } else {
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
    }
}

std::shared_ptr<Recorder> Server::start_recorder(const an_recorder_config &config)
{
    const std::lock_guard control(control_mutex_);
    const std::shared_ptr<Engine> engine = booted_engine();
    if (config.path == nullptr || config.path[0] == '\0') {
        throw Error(AN_INVALID_ARGUMENT, "the path of a recording is empty");
    }
    if (config.tap != AN_TAP_OUTPUT && config.tap != AN_TAP_INPUT) {
        throw Error(AN_INVALID_ARGUMENT, "tap is " + std::to_string(config.tap) + "; it must be an an_tap");
    }
    if (config.max_frames < -1 || !(config.ring_seconds >= 0 && config.ring_seconds <= 600)) {
        throw Error(AN_INVALID_ARGUMENT, "max_frames must be -1 or more, ring_seconds from 0 to 600");
    }
    if (config.first_channel < 0 || config.channels < 0) {
        throw Error(AN_INVALID_ARGUMENT, "first_channel and channels must not be negative");
    }
    const bool input = config.tap == AN_TAP_INPUT;
    const int there = input ? info().input_channels : engine->config().output_channels;
    const int channels = config.channels == 0 ? there - config.first_channel : config.channels;
    if (channels < 1 || config.first_channel > there - channels) {
        throw Error(AN_CHANNELS_UNSUPPORTED, "cannot record " + std::to_string(channels) + " channels from channel " +
                                                 std::to_string(config.first_channel) + ": the server has " +
                                                 std::to_string(there) + (input ? " inputs" : " outputs"));
    }
    SoundFileFormat format;
    format.container = config.container;
    format.sample_type = config.sample_type;
    format.channels = channels;
    format.sample_rate = engine->config().sample_rate;
    format.quality = config.quality;
    check_format(format);
    auto recorder = std::make_shared<Recorder>(config, format, [doorbell = doorbell_] { doorbell->ring(); });
    // Held until all is done: one that ends at once is let go of by housekeeping only after it was taken in.
    const std::lock_guard membership(recorder->membership().mutex);
    if (config.max_frames == 0) {
        // Nothing to lay down: the audio thread never sees it, and the file is an empty, valid one.
        recorder->tap()->finish();
    }
    {
        const std::lock_guard lock(registry_mutex_);
        RecorderEntry entry;
        entry.recorder = recorder;
        recorders_.push_back(std::move(entry));
        if (config.max_frames != 0) {
            taps_.push_back(recorder->tap());
        }
    }
    recorder->membership().server = this;
    try {
        if (config.max_frames != 0) {
            submit({Command::Kind::add_tap, recorder->tap().get(), 0});
        }
    } catch (...) {
        recorder->membership().server = nullptr;
        const std::lock_guard lock(registry_mutex_);
        std::erase_if(recorders_, [&](const RecorderEntry &entry) { return entry.recorder == recorder; });
        std::erase(taps_, recorder->tap());
        throw;
    }
    doorbell_->ring();
    return recorder;
}

void Server::stop_recorder(Recorder &recorder)
{
    {
        const std::lock_guard lock(recorder.membership().mutex);
        if (recorder.membership().server != nullptr) {
            recorder.membership().server->end_recorder(recorder);
            recorder.membership().server = nullptr;
        }
    }
    recorder.close();
}

void Server::end_recorder(Recorder &recorder)
{
    const std::shared_ptr<Engine> engine = this->engine();
    if (engine == nullptr || recorder.tap()->is_finished()) {
        return;
    }
    // A full queue empties within a callback or two, and a device that hangs is given up: the file is then
    // closed with what is in it.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (!engine->submit({Command::Kind::remove_tap, recorder.tap().get(), 0})) {
        if (std::chrono::steady_clock::now() > deadline) {
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    while (!recorder.tap()->is_finished() && std::chrono::steady_clock::now() < deadline) {
        engine->drain_idle();
        std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
}

} // namespace audionative
