// SPDX-License-Identifier: MIT
#include "engine_rig.h"

#include <algorithm>

namespace audionative::testing {

float counted(std::int64_t frame, int channel)
{
    // 20 bits: sums of two and products with powers of two stay exact.
    return static_cast<float>((frame * 2 + channel * 7919) % 1048576 + 1) * 0x1p-21F;
}

EngineConfig EngineRig::plain()
{
    EngineConfig config;
    config.ramp_seconds = 0;
    return config;
}

EngineRig::EngineRig(const EngineConfig &config) : engine_(std::make_unique<Engine>(config)) { engine_->open_gate(); }

EngineRig::~EngineRig()
{
    stop_device();
    engine_->clear();
}

std::shared_ptr<Source> EngineRig::loose_source(int channels, std::int64_t capacity, int output_channel, int flags)
{
    an_source_config config{};
    config.channels = channels;
    config.capacity_frames = capacity;
    config.output_channel = output_channel;
    config.flags = flags;
    return std::make_shared<Source>(config);
}

Source &EngineRig::source(int channels, std::int64_t capacity, int output_channel, int flags)
{
    sources_.push_back(loose_source(channels, capacity, output_channel, flags));
    add(*sources_.back());
    return *sources_.back();
}

Tap &EngineRig::tap(bool taps_input, int first_channel, int channels, std::int64_t ring_frames, std::int64_t max_frames)
{
    taps_.push_back(std::make_shared<Tap>(taps_input, first_channel, channels, ring_frames, max_frames));
    submit(Command::Kind::add_tap, *taps_.back());
    return *taps_.back();
}

bool EngineRig::submit(Command::Kind kind, EngineObject &object, std::int64_t frame)
{
    return engine_->submit({kind, &object, frame});
}

void EngineRig::start_device()
{
    engine_->begin_callbacks(engine_->config().input_channels);
    device_ = true;
}

void EngineRig::stop_device()
{
    if (device_) {
        engine_->end_callbacks();
        device_ = false;
    }
}

EngineRig::Sound EngineRig::run(std::int64_t frames, std::int64_t buffer) { return run({}, frames, buffer); }

EngineRig::Sound EngineRig::run(const Sound &input, std::int64_t frames, std::int64_t buffer)
{
    const auto channels = static_cast<std::size_t>(engine_->config().output_channels);
    // NaN, so that what is not written shows.
    Sound sound(channels, std::vector<float>(static_cast<std::size_t>(frames), __builtin_nanf("")));
    for (std::int64_t done = 0; done < frames;) {
        const std::int64_t count = std::min(buffer, frames - done);
        std::vector<float *> out;
        for (std::vector<float> &plane : sound) {
            out.push_back(plane.data() + done);
        }
        std::vector<const float *> in;
        for (const std::vector<float> &plane : input) {
            in.push_back(plane.data() + done);
        }
        const float *const *from = in.empty() ? nullptr : in.data();
        if (device_) {
            now_ns_ += static_cast<std::int64_t>(static_cast<double>(count) * 1e9 / engine_->config().sample_rate);
            engine_->process(from, out.data(), static_cast<std::uint32_t>(count), now_ns_);
            done += count;
        } else {
            const std::int64_t got = engine_->render(from, out.data(), count, false);
            done += got;
            if (got < count) {
                for (std::vector<float> &plane : sound) {
                    plane.resize(static_cast<std::size_t>(done));
                }
                break;
            }
        }
    }
    return sound;
}

std::int64_t write_counted(Source &source, std::int64_t from, std::int64_t frames)
{
    const int channels = source.channels();
    std::vector<float> samples;
    for (std::int64_t i = 0; i < frames; ++i) {
        for (int channel = 0; channel < channels; ++channel) {
            samples.push_back(counted(from + i, channel));
        }
    }
    return source.write(samples.data(), AN_SAMPLE_F32, frames);
}

std::int64_t write_constant(Source &source, float value, std::int64_t frames)
{
    const std::vector<float> samples(static_cast<std::size_t>(frames * source.channels()), value);
    return source.write(samples.data(), AN_SAMPLE_F32, frames);
}

an_source_state state_of(const Source &source)
{
    an_source_state state{};
    source.fill_state(state);
    return state;
}

} // namespace audionative::testing
