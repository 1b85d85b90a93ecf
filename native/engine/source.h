// SPDX-License-Identifier: MIT
//
// A ring of samples that the mixer plays. The writer's side converts and takes frames apart; the audio side adds
// them to the bus with a gain per output channel.
#pragma once

#include "engine/engine_object.h"
#include "engine/ramp.h"
#include "support/planar_ring.h"

#include <audionative/audionative.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace audionative {

class Server;

class Source final : public EngineObject {
public:
    // The configuration is checked already. Throws std::bad_alloc.
    explicit Source(const an_source_config &config);

    std::int64_t id() const noexcept { return id_; }
    int channels() const noexcept { return ring_.channels(); }
    int output_channel() const noexcept { return output_channel_; }
    bool waits_offline() const noexcept { return waits_offline_; }

    // ---- the writer's side

    std::int64_t write(const void *data, an_sample_format format, std::int64_t frames) noexcept; // [writer]
    void request_room(std::int64_t frames) noexcept;                                             // [writer]
    void end() noexcept;                                                                         // [writer]
    // Only while it is in no engine: the caller is then the ring's reader. What comes next begins afresh.
    void clear() noexcept;

    void set_gain(double gain) noexcept;           // [any thread]
    void set_pan(double pan) noexcept;             // [any thread]
    bool has_pan() const noexcept { return channels() <= 2; }
    void fill_state(an_source_state &state) const noexcept; // [any thread]
    bool is_playing() const noexcept { return playing_.load(std::memory_order_acquire); }

    // Which server it is in; the control side's own, never touched by the audio thread.
    struct Membership {
        std::mutex mutex;
        std::condition_variable left;
        Server *server = nullptr;
        bool leaving = false; // removed, but the audio thread has not let go yet
    };
    Membership &membership() noexcept { return membership_; }

    // ---- what housekeeping polls

    // The free frames, once, if room was asked for and is there; else -1.
    std::int64_t take_room() noexcept;
    bool is_drained() const noexcept;
    // How often it has been played out. Counted, because a flag that falls and rises between two polls is not seen.
    std::int64_t times_drained() const noexcept { return times_drained_.load(std::memory_order_acquire); }
    std::int64_t underrun_frames() const noexcept { return underrun_frames_.load(std::memory_order_relaxed); }

    // ---- the audio thread's side

    // Where the mixer adds to: planes of the bus, its sample rate for the length of fades.
    struct Bus {
        float *const *planes;
        int channels;
        std::int64_t frame; // the clock at the block's start
        std::int64_t frames;
        std::int64_t fade_frames;
    };

    // now: the clock at the next block's start.
    void play(std::int64_t at_frame, std::int64_t now, std::int64_t fade_frames) noexcept AN_NONBLOCKING;
    // fade false: nothing sounds (no device runs), so it stops at once.
    void stop(std::int64_t fade_frames, bool fade) noexcept AN_NONBLOCKING;
    void begin_removal(std::int64_t fade_frames, bool fade) noexcept AN_NONBLOCKING;
    // Fetches what mix will touch of this object while another is being mixed: with hundreds of sources, each has
    // left the cache since its last block.
    void prefetch() const noexcept AN_NONBLOCKING
    {
#if defined(__GNUC__)
        const auto *bytes = reinterpret_cast<const char *>(this);
        for (std::size_t line = 0; line < sizeof *this; line += 64) {
            __builtin_prefetch(bytes + line);
        }
#endif
    }
    // False once it is stopped and to be removed.
    bool mix(const Bus &bus) noexcept AN_NONBLOCKING;
    // Offline: how many of the next frames can be rendered without running dry though more is to come.
    std::int64_t renderable(std::int64_t frame, std::int64_t frames) const noexcept AN_NONBLOCKING;
    bool removing() const noexcept AN_NONBLOCKING { return removing_; }
    // Ready to be added again.
    void reset_membership() noexcept AN_NONBLOCKING { removing_ = false; }

private:
    enum class Phase { stopped, waiting, playing, fading_out };

    struct Gains {
        float left;
        float right;
    };
    static Gains unpack(std::uint64_t packed) noexcept AN_NONBLOCKING;
    void publish_gains() noexcept;

    void mix_run(const Bus &bus, std::int64_t bus_offset, std::int64_t skip, std::int64_t frames) noexcept AN_NONBLOCKING;
    void follow_gains(std::int64_t fade_frames) noexcept AN_NONBLOCKING;
    void begin_sound(std::int64_t fade_frames) noexcept AN_NONBLOCKING;
    void set_phase(Phase phase) noexcept AN_NONBLOCKING;

    const std::int64_t id_;
    const int output_channel_;
    const bool waits_offline_;
    PlanarRing ring_;

    Membership membership_;

    // Written by any control thread.
    std::mutex gains_mutex_; // so that of a gain and a pan set at once neither is lost; guards the next two
    float gain_ = 1.0F;
    float pan_ = 0.0F;
    std::atomic<std::uint64_t> side_gains_; // both in one word, so that the audio thread sees them together
    std::atomic<std::int64_t> room_wanted_{0};
    std::atomic<std::int64_t> overruns_{0};
    std::atomic<bool> ended_{false};

    // Written by the audio thread.
    std::atomic<bool> playing_{false};
    std::atomic<std::int64_t> times_drained_{0};
    std::atomic<std::int64_t> drained_at_{-1}; // frames played when it last was: another write makes it more
    std::atomic<std::int64_t> underrun_frames_{0};
    std::atomic<std::int64_t> underruns_{0};

    // The audio thread's own.
    Phase phase_ = Phase::stopped;
    bool removing_ = false;
    bool plays_again_ = false; // fading out, and to wait for start_frame_ after that
    bool interrupted_ = false; // stopped in mid-sound: the next one fades in
    bool in_underrun_ = false;
    std::int64_t start_frame_ = -1;
    std::int64_t faded_ = 0; // frames heard past the ring's read position while fading out
    std::uint64_t followed_ = 0;
    Ramp left_;
    Ramp right_;
};

} // namespace audionative
