// SPDX-License-Identifier: MIT
#include "engine/source.h"

#include "engine/mixing.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace audionative {

namespace {

std::atomic<std::int64_t> next_id{1};

std::uint64_t pack(float left, float right) noexcept
{
    return (static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(left)) << 32U) | std::bit_cast<std::uint32_t>(right);
}

float to_float(float sample) noexcept { return sample; }
float to_float(double sample) noexcept { return static_cast<float>(sample); }
float to_float(std::int8_t sample) noexcept { return static_cast<float>(sample) * 0x1p-7F; }
float to_float(std::int16_t sample) noexcept { return static_cast<float>(sample) * 0x1p-15F; }
float to_float(std::int32_t sample) noexcept { return static_cast<float>(sample) * 0x1p-31F; }

template <typename Sample>
void write_frames(PlanarRing &ring, const void *data, std::int64_t frames)
{
    const auto *samples = static_cast<const Sample *>(data);
    const int channels = ring.channels();
    ring.write(frames, [&](int channel, float *destination, std::int64_t first, std::int64_t count) {
        const Sample *from = samples + first * channels + channel;
        for (std::int64_t i = 0; i < count; ++i) {
            destination[i] = to_float(from[i * channels]);
        }
    });
}

} // namespace

Source::Source(const an_source_config &config)
    : id_(next_id.fetch_add(1, std::memory_order_relaxed)), output_channel_(config.output_channel),
      waits_offline_((config.flags & AN_SOURCE_WAIT_OFFLINE) != 0), ring_(config.channels, config.capacity_frames),
      side_gains_(pack(1.0F, 1.0F))
{
}

std::int64_t Source::write(const void *data, an_sample_format format, std::int64_t frames) noexcept
{
    const std::int64_t fitting = std::min(frames, ring_.room());
    if (fitting < frames) {
        overruns_.fetch_add(1, std::memory_order_relaxed);
    }
    if (fitting <= 0) {
        return 0;
    }
    // Before the data becomes visible: the audio thread must not take new frames for the tail of an ended source.
    ended_.store(false, std::memory_order_release);
    switch (format) {
    case AN_SAMPLE_F32: write_frames<float>(ring_, data, fitting); break;
    case AN_SAMPLE_S8: write_frames<std::int8_t>(ring_, data, fitting); break;
    case AN_SAMPLE_S16: write_frames<std::int16_t>(ring_, data, fitting); break;
    case AN_SAMPLE_S32: write_frames<std::int32_t>(ring_, data, fitting); break;
    case AN_SAMPLE_F64: write_frames<double>(ring_, data, fitting); break;
    }
    return fitting;
}

void Source::request_room(std::int64_t frames) noexcept
{
    room_wanted_.store(std::clamp(frames, std::int64_t{0}, ring_.capacity()), std::memory_order_release);
}

void Source::end() noexcept { ended_.store(true, std::memory_order_release); }

void Source::clear() noexcept
{
    ring_.consume(ring_.available());
    interrupted_ = false;
}

void Source::set_gain(double gain) noexcept
{
    const std::lock_guard lock(gains_mutex_);
    gain_ = static_cast<float>(gain);
    publish_gains();
}

void Source::set_pan(double pan) noexcept
{
    const std::lock_guard lock(gains_mutex_);
    pan_ = static_cast<float>(pan);
    publish_gains();
}

void Source::publish_gains() noexcept
{
    const auto turned_down = [this](float by) {
        if (by <= 0.0F) {
            return gain_;
        }
        return by >= 1.0F ? 0.0F : gain_ * std::cos(by * std::numbers::pi_v<float> / 2.0F);
    };
    side_gains_.store(pack(turned_down(pan_), turned_down(-pan_)), std::memory_order_release);
}

void Source::fill_state(an_source_state &state) const noexcept
{
    state.id = id_;
    // Consumed before written: the other order could show more played than were ever written.
    state.frames_played = ring_.consumed();
    state.frames_written = ring_.written();
    state.frames_queued = std::min(ring_.capacity(), state.frames_written - state.frames_played);
    state.frames_free = ring_.capacity() - state.frames_queued;
    state.underrun_frames = underrun_frames();
    state.underruns = underruns_.load(std::memory_order_relaxed);
    state.overruns = overruns_.load(std::memory_order_relaxed);
    state.is_playing = is_playing() ? 1 : 0;
    state.is_ended = ended_.load(std::memory_order_acquire) ? 1 : 0;
    state.is_drained = is_drained() ? 1 : 0;
}

bool Source::is_drained() const noexcept
{
    // Asked of the ring, not of a flag: whatever falls between the audio thread's looks at it, new frames are new.
    return ended_.load(std::memory_order_acquire) && drained_at_.load(std::memory_order_acquire) == ring_.written();
}

std::int64_t Source::take_room() noexcept
{
    std::int64_t wanted = room_wanted_.load(std::memory_order_acquire);
    const std::int64_t consumed = ring_.consumed(); // first: then the room is rather too small than too large
    const std::int64_t room = ring_.capacity() - (ring_.written() - consumed);
    if (wanted <= 0 || room < wanted) {
        return -1;
    }
    // Lost only to a newer request, which the next poll then sees.
    return room_wanted_.compare_exchange_strong(wanted, 0, std::memory_order_acq_rel) ? room : -1;
}

// ---- the audio thread's side

Source::Gains Source::unpack(std::uint64_t packed) noexcept AN_NONBLOCKING
{
    return {std::bit_cast<float>(static_cast<std::uint32_t>(packed >> 32U)),
            std::bit_cast<float>(static_cast<std::uint32_t>(packed))};
}

void Source::set_phase(Phase phase) noexcept AN_NONBLOCKING
{
    phase_ = phase;
    playing_.store(phase == Phase::waiting || phase == Phase::playing || plays_again_, std::memory_order_release);
}

void Source::play(std::int64_t at_frame, std::int64_t now, std::int64_t fade_frames) noexcept AN_NONBLOCKING
{
    if (phase_ == Phase::playing || phase_ == Phase::waiting || removing_) {
        return;
    }
    start_frame_ = std::max(std::int64_t{-1}, at_frame); // so that differences to the clock do not overflow
    if (phase_ == Phase::stopped) {
        set_phase(Phase::waiting);
    } else if (start_frame_ > now) {
        plays_again_ = true;
        set_phase(Phase::fading_out);
    } else {
        // Caught in its own fade: what was heard during it counts as played, and the gain turns round where it is.
        ring_.consume(std::min(faded_, ring_.available()));
        followed_ = side_gains_.load(std::memory_order_acquire);
        const Gains gains = unpack(followed_);
        left_.move(gains.left, fade_frames);
        right_.move(gains.right, fade_frames);
        plays_again_ = false;
        in_underrun_ = false;
        set_phase(Phase::playing);
    }
}

void Source::begin_sound(std::int64_t fade_frames) noexcept AN_NONBLOCKING
{
    followed_ = side_gains_.load(std::memory_order_acquire);
    const Gains gains = unpack(followed_);
    left_.jump(interrupted_ ? 0 : gains.left);
    right_.jump(interrupted_ ? 0 : gains.right);
    if (interrupted_) {
        left_.move(gains.left, fade_frames);
        right_.move(gains.right, fade_frames);
    }
    interrupted_ = false;
    in_underrun_ = false;
    set_phase(Phase::playing);
}

void Source::stop(std::int64_t fade_frames, bool fade) noexcept AN_NONBLOCKING
{
    if (phase_ == Phase::fading_out) {
        plays_again_ = false;
        set_phase(Phase::fading_out);
        return;
    }
    if (phase_ != Phase::playing || !fade || fade_frames == 0) {
        interrupted_ = interrupted_ || phase_ == Phase::playing;
        set_phase(Phase::stopped);
        return;
    }
    left_.move(0, fade_frames);
    right_.move(0, fade_frames);
    faded_ = 0;
    set_phase(Phase::fading_out);
}

void Source::begin_removal(std::int64_t fade_frames, bool fade) noexcept AN_NONBLOCKING
{
    stop(fade_frames, fade);
    if (!fade && phase_ == Phase::fading_out) {
        interrupted_ = true;
        set_phase(Phase::stopped);
    }
    removing_ = true;
}

void Source::follow_gains(std::int64_t fade_frames) noexcept AN_NONBLOCKING
{
    const std::uint64_t wanted = side_gains_.load(std::memory_order_acquire);
    if (wanted != followed_) {
        followed_ = wanted;
        const Gains gains = unpack(wanted);
        left_.move(gains.left, fade_frames);
        right_.move(gains.right, fade_frames);
    }
}

void Source::mix_run(const Bus &bus, std::int64_t bus_offset, std::int64_t skip, std::int64_t frames) noexcept AN_NONBLOCKING
{
    // At most twice: the ring's end may lie in between.
    for (std::int64_t done = 0; done < frames;) {
        const PlanarRing::Run run = ring_.run(skip + done, frames - done);
        const std::int64_t to = bus_offset + done;
        if (ring_.channels() == 1) {
            add_ramped(bus.planes[output_channel_] + to, ring_.samples(0) + run.at, left_, done, run.frames);
            if (output_channel_ + 1 < bus.channels) {
                add_ramped(bus.planes[output_channel_ + 1] + to, ring_.samples(0) + run.at, right_, done, run.frames);
            }
        } else {
            for (int channel = 0; channel < ring_.channels(); ++channel) {
                const Ramp &ramp = channel == 1 && ring_.channels() == 2 ? right_ : left_;
                add_ramped(bus.planes[output_channel_ + channel] + to, ring_.samples(channel) + run.at, ramp, done, run.frames);
            }
        }
        done += run.frames;
    }
    left_.advance(frames);
    right_.advance(frames);
}

bool Source::mix(const Bus &bus) noexcept AN_NONBLOCKING
{
    std::int64_t offset = 0;
    if (phase_ == Phase::waiting) {
        if (start_frame_ >= bus.frame + bus.frames) {
            return true;
        }
        offset = std::max(std::int64_t{0}, start_frame_ - bus.frame);
        begin_sound(bus.fade_frames);
    }
    if (phase_ == Phase::playing) {
        follow_gains(bus.fade_frames);
        const std::int64_t wanted = bus.frames - offset;
        // Ended before available: an end seen here belongs to all the frames seen next.
        const bool ended = ended_.load(std::memory_order_acquire);
        const std::int64_t taken = std::min(wanted, ring_.available());
        mix_run(bus, offset, 0, taken);
        ring_.consume(taken);
        if (taken == wanted && !(ended && ring_.available() == 0)) {
            in_underrun_ = false;
        } else if (ended) {
            // The playing flag falls before the drained one rises: whoever sees the end sees it stopped.
            set_phase(Phase::stopped);
            drained_at_.store(ring_.consumed(), std::memory_order_release);
            times_drained_.store(times_drained() + 1, std::memory_order_release);
        } else {
            underrun_frames_.store(underrun_frames() + wanted - taken, std::memory_order_relaxed);
            if (!in_underrun_) {
                in_underrun_ = true;
                underruns_.store(underruns_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
            }
        }
    } else if (phase_ == Phase::fading_out) {
        const std::int64_t wanted = std::min(bus.frames, std::max(left_.remaining(), right_.remaining()));
        const std::int64_t heard = std::min(wanted, ring_.available() - faded_);
        mix_run(bus, 0, faded_, heard);
        faded_ += heard;
        if (heard < wanted || (!left_.moving() && !right_.moving())) {
            interrupted_ = true;
            const bool again = plays_again_;
            plays_again_ = false;
            set_phase(again ? Phase::waiting : Phase::stopped);
        }
    }
    return phase_ != Phase::stopped || !removing_;
}

std::int64_t Source::renderable(std::int64_t frame, std::int64_t frames) const noexcept AN_NONBLOCKING
{
    if (!waits_offline_ || (phase_ != Phase::playing && phase_ != Phase::waiting)) {
        return frames;
    }
    const std::int64_t silent = phase_ == Phase::waiting ? std::max(std::int64_t{0}, start_frame_ - frame) : 0;
    if (silent >= frames || ended_.load(std::memory_order_acquire)) {
        return frames;
    }
    // Whole blocks where the ring can hold one: slivers would render the same, only slower.
    const std::int64_t sounding = std::min(frames - silent, ring_.capacity());
    return ring_.available() >= sounding ? silent + sounding : silent;
}

} // namespace audionative
