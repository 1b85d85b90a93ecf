// SPDX-License-Identifier: MIT
#include "engine/engine.h"

#include "support/denormals.h"
#include "support/monotonic.h"

#include <algorithm>
#include <cmath>

namespace audionative {

namespace {

// 5 ms, as pyo: 220 frames at 44.1 kHz.
std::int64_t ramp_frames(double seconds, double sample_rate)
{
    return static_cast<std::int64_t>(seconds * sample_rate);
}

} // namespace

Engine::Engine(const EngineConfig &config)
    : config_(config), fade_frames_(ramp_frames(0.005, config.sample_rate)),
      amp_ramp_frames_(ramp_frames(config.ramp_seconds, config.sample_rate)), commands_(config.command_capacity)
{
    const auto channels = static_cast<std::size_t>(config.output_channels);
    // A cache line apart from a power of two, and each plane aligned to one: see PlanarRing.
    const auto stride = (static_cast<std::size_t>(config.block_frames) + 15U) / 16U * 16U + 16U;
    bus_storage_.assign(channels * stride + 16U, 0.0F);
    const auto misalignment = reinterpret_cast<std::uintptr_t>(bus_storage_.data()) % 64U;
    float *aligned = bus_storage_.data() + (misalignment == 0 ? 0 : (64U - misalignment) / sizeof(float));
    for (std::size_t channel = 0; channel < channels; ++channel) {
        bus_.push_back(aligned + channel * stride);
    }
    tap_planes_.resize(std::max(channels, static_cast<std::size_t>(config.input_channels)));
    input_channels_ = config.input_channels;
    meter_.prepare(config.output_channels, config.sample_rate);
    clock_.prepare(config.sample_rate);
    now_.measured_rate = config.sample_rate;
    publish();
}

bool Engine::submit(const Command &command)
{
    {
        const std::lock_guard lock(producer_mutex_);
        if (!commands_.push(command)) {
            refused_.fetch_add(1, std::memory_order_relaxed);
            return false;
        }
    }
    drain_idle();
    return true;
}

void Engine::drain_idle()
{
    // Somebody who holds it drains, too, or has the next turn: housekeeping comes round.
    const std::unique_lock lock(idle_mutex_, std::try_to_lock);
    if (lock.owns_lock() && !has_callbacks()) {
        drain();
        publish();
    }
}

void Engine::begin_callbacks(int input_channels)
{
    const std::lock_guard lock(idle_mutex_);
    input_channels_ = std::min(input_channels, config_.input_channels);
    clock_.restart();
    now_.longest_gap_ns = 0;
    previous_start_ns_ = 0;
    has_callbacks_.store(true, std::memory_order_release);
}

void Engine::end_callbacks()
{
    const std::lock_guard lock(idle_mutex_);
    has_callbacks_.store(false, std::memory_order_release);
    input_channels_ = config_.input_channels;
}

void Engine::open_gate() noexcept
{
    const std::lock_guard lock(idle_mutex_);
    amp_ramp_.jump(0);
    amp_ramp_.move(amp_.load(std::memory_order_relaxed), amp_ramp_frames_);
    gate_.store(Gate::open, std::memory_order_release);
}

void Engine::clear()
{
    const std::lock_guard lock(idle_mutex_);
    drain();
    while (Source *source = sources_.first()) {
        source->begin_removal(0, false);
        source->reset_membership();
        sources_.remove(*source);
        retired_.push(*source);
    }
    while (Tap *tap = taps_.first()) {
        taps_.remove(*tap);
        tap->finish();
        retired_.push(*tap);
    }
    publish();
}

void Engine::carry_out(const Command &command, bool sounding) noexcept AN_NONBLOCKING
{
    ++now_.commands;
    switch (command.kind) {
    case Command::Kind::add_source: {
        auto &source = static_cast<Source &>(*command.object);
        // It comes stopped: a play that met its last server's shutdown may have left it waiting.
        source.begin_removal(0, false);
        source.reset_membership();
        sources_.append(source);
        break;
    }
    case Command::Kind::remove_source: static_cast<Source &>(*command.object).begin_removal(fade_frames_, sounding); break;
    case Command::Kind::play_source: static_cast<Source &>(*command.object).play(command.frame, now_.frame, fade_frames_); break;
    case Command::Kind::stop_source: static_cast<Source &>(*command.object).stop(fade_frames_, sounding); break;
    case Command::Kind::add_tap: taps_.append(static_cast<Tap &>(*command.object)); break;
    case Command::Kind::remove_tap: {
        // It may have reached its length, and gone, between the request and now: then it may be freed already, and
        // is not to be touched. Looked for by its address alone; a new one there comes in by a later command.
        if (Tap *tap = taps_.find(command.object)) {
            taps_.remove(*tap);
            tap->finish();
            retired_.push(*tap);
        }
        break;
    }
    }
}

void Engine::drain() noexcept AN_NONBLOCKING
{
    const bool sounding = gate_.load(std::memory_order_relaxed) != Gate::closed;
    Command command{};
    while (commands_.pop(command)) {
        carry_out(command, sounding);
    }
    if (!sounding) {
        drop_removed(); // nothing mixes behind a closed gate, so they would never leave
    }
}

void Engine::drop_removed() noexcept AN_NONBLOCKING
{
    for (Source *source = sources_.first(); source != nullptr;) {
        Source *next = EngineList<Source>::after(*source);
        if (source->removing()) {
            source->begin_removal(0, false);
            source->reset_membership();
            sources_.remove(*source);
            retired_.push(*source);
        }
        source = next;
    }
}

void Engine::finish_removals()
{
    const std::lock_guard lock(idle_mutex_);
    if (!has_callbacks()) {
        drain();
        drop_removed();
        publish();
    }
}

void Engine::process(const float *const *in, float *const *out, std::uint32_t frames,
                     std::int64_t now_ns) noexcept AN_NONBLOCKING
{
    const AudioThreadScope audio_thread;
    const DenormalGuard denormals;
    if (frames == 0) {
        return;
    }
    if (!has_callbacks_.load(std::memory_order_acquire)) {
        for (int channel = 0; channel < config_.output_channels; ++channel) {
            std::fill_n(out[channel], frames, 0.0F);
        }
        return;
    }
    if (previous_start_ns_ != 0) {
        now_.longest_gap_ns = std::max(now_.longest_gap_ns, now_ns - previous_start_ns_);
    }
    previous_start_ns_ = now_ns;
    clock_.observe(now_.frame, now_ns);
    drain();

    for (std::int64_t offset = 0; offset < frames;) {
        const std::int64_t count = std::min<std::int64_t>(config_.block_frames, frames - offset);
        process_block(in, out, offset, count, false);
        offset += count;
    }

    const std::int64_t taken = monotonic_ns() - now_ns;
    const double load = static_cast<double>(taken) * 1e-9 * config_.sample_rate / frames;
    ++now_.callbacks;
    now_.longest_callback_ns = std::max(now_.longest_callback_ns, taken);
    now_.late_callbacks += load > 1 ? 1 : 0;
    now_.peak_load = std::max(now_.peak_load, load);
    // Settles within about a second whatever the buffer: the weight of one callback is its length.
    now_.load += (load - now_.load) * std::min(1.0, 4.0 * frames / config_.sample_rate);
    publish();
}

std::int64_t Engine::renderable(std::int64_t frames, bool silent) const noexcept
{
    for (const Source *source = sources_.first(); source != nullptr; source = EngineList<Source>::after(*source)) {
        frames = std::min(frames, source->renderable(now_.frame, frames));
    }
    for (const Tap *tap = taps_.first(); !silent && tap != nullptr; tap = EngineList<Tap>::after(*tap)) {
        if (tap->remaining() != 0) {
            frames = std::min(frames, tap->room());
        }
    }
    return frames;
}

std::int64_t Engine::render(const float *const *in, float *const *out, std::int64_t frames, bool silent)
{
    const AudioThreadScope audio_thread;
    const DenormalGuard denormals;
    const std::lock_guard lock(idle_mutex_);
    std::int64_t done = 0;
    while (done < frames) {
        drain();
        const std::int64_t wanted = std::min<std::int64_t>(config_.block_frames, frames - done);
        const std::int64_t count = renderable(wanted, silent);
        if (count <= 0) {
            break;
        }
        process_block(in, out, done, count, silent);
        done += count;
    }
    ++now_.callbacks;
    publish();
    return done;
}

void Engine::process_block(const float *const *in, float *const *out, std::int64_t offset, std::int64_t frames,
                           bool silent) noexcept AN_NONBLOCKING
{
    const Gate gate = gate_.load(std::memory_order_acquire);
    if (gate == Gate::closed) {
        for (int channel = 0; channel < config_.output_channels; ++channel) {
            std::fill_n(out[channel] + offset, frames, 0.0F);
        }
        return;
    }
    const float amp = gate == Gate::closing ? 0.0F : amp_.load(std::memory_order_relaxed);
    if (amp != amp_ramp_.target()) {
        amp_ramp_.move(amp, amp_ramp_frames_);
    }
    for (float *plane : bus_) {
        std::fill_n(plane, frames, 0.0F);
    }
    const Source::Bus bus{bus_.data(), config_.output_channels, now_.frame, frames, fade_frames_};
    for (Source *source = sources_.first(); source != nullptr;) {
        Source *next = EngineList<Source>::after(*source);
        if (next != nullptr) {
            next->prefetch();
        }
        if (!source->mix(bus)) {
            source->reset_membership();
            sources_.remove(*source);
            retired_.push(*source);
        }
        source = next;
    }
    finish_output(out, offset, frames, silent);
    if (!silent) {
        feed_taps(in, offset, frames);
    }
    amp_ramp_.advance(frames);
    now_.frame += frames;
    if (gate == Gate::closing && !amp_ramp_.moving()) {
        gate_.store(Gate::closed, std::memory_order_release);
    }
}

void Engine::finish_output(float *const *out, std::int64_t offset, std::int64_t frames, bool silent) noexcept AN_NONBLOCKING
{
    std::int64_t clipped = 0;
    for (int channel = 0; channel < config_.output_channels; ++channel) {
        float *plane = bus_[static_cast<std::size_t>(channel)];
        const std::int64_t moving = std::min(amp_ramp_.remaining(), frames);
        for (std::int64_t i = 0; i < moving; ++i) {
            plane[i] *= amp_ramp_.at(i);
        }
        const float amp = amp_ramp_.target();
        if (amp != 1.0F) {
            for (std::int64_t i = moving; i < frames; ++i) {
                plane[i] *= amp;
            }
        }
        if (!silent) {
            // Eight sums side by side: one would have to be added in order, and could not be vectorised.
            float peaks[8] = {};
            float squares[8] = {};
            std::int32_t beyond[8] = {};
            const std::int64_t whole = frames / 8 * 8;
            for (std::int64_t i = 0; i < whole; i += 8) {
                for (std::int64_t lane = 0; lane < 8; ++lane) {
                    const float size = std::abs(plane[i + lane]);
                    peaks[lane] = size > peaks[lane] ? size : peaks[lane];
                    squares[lane] += size * size;
                    beyond[lane] += size > 1.0F ? 1 : 0;
                }
            }
            for (std::int64_t i = whole; i < frames; ++i) {
                const float size = std::abs(plane[i]);
                peaks[0] = size > peaks[0] ? size : peaks[0];
                squares[0] += size * size;
                beyond[0] += size > 1.0F ? 1 : 0;
            }
            float peak = 0;
            double sum = 0;
            for (int lane = 0; lane < 8; ++lane) {
                peak = std::max(peak, peaks[lane]);
                sum += static_cast<double>(squares[lane]);
                clipped += beyond[lane];
            }
            meter_.gather(channel, peak, sum);
        }
        std::copy_n(plane, frames, out[channel] + offset);
    }
    if (!silent) {
        now_.clipped_samples += clipped;
        meter_.advance(frames);
    }
}

void Engine::feed_taps(const float *const *in, std::int64_t offset, std::int64_t frames) noexcept AN_NONBLOCKING
{
    for (Tap *tap = taps_.first(); tap != nullptr;) {
        Tap *next = EngineList<Tap>::after(*tap);
        const float *const *planes = bus_.data();
        int plane_count = config_.output_channels;
        if (tap->taps_input()) {
            plane_count = in != nullptr ? input_channels_ : 0;
            for (int channel = 0; channel < plane_count; ++channel) {
                tap_planes_[static_cast<std::size_t>(channel)] = in[channel] + offset;
            }
            planes = plane_count > 0 ? tap_planes_.data() : nullptr;
        }
        if (!tap->feed(planes, plane_count, frames)) {
            taps_.remove(*tap);
            tap->finish();
            retired_.push(*tap);
        }
        tap = next;
    }
}

void Engine::publish() noexcept AN_NONBLOCKING
{
    now_.observed_frame = clock_.observed_frame();
    now_.observed_ns = static_cast<std::int64_t>(clock_.time_ns());
    now_.measured_rate = clock_.sample_rate();
    now_.sources = sources_.size();
    now_.taps = taps_.size();
    report_.store(now_);
}

} // namespace audionative
