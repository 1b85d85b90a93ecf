// SPDX-License-Identifier: MIT
//
// Everything the audio thread does. One thread at a time has the engine: the driver's while a device runs, else
// whoever holds idle_mutex (housekeeping, a control call, an offline render). Commands come in by a bounded
// lock-free queue; what is let go goes back by a stack that cannot overflow.
#pragma once

#include "drivers/driver.h"
#include "engine/engine_object.h"
#include "engine/meter.h"
#include "engine/ramp.h"
#include "engine/sample_clock.h"
#include "engine/source.h"
#include "engine/tap.h"
#include "support/seq_lock.h"
#include "support/spsc_queue.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace audionative {

struct EngineConfig {
    double sample_rate = 44100;
    int output_channels = 2;
    int input_channels = 0;
    int block_frames = 64;
    std::size_t command_capacity = 4096;
    double ramp_seconds = 0.005;
};

struct Command {
    enum class Kind : std::int32_t { add_source, remove_source, play_source, stop_source, add_tap, remove_tap };
    Kind kind;
    EngineObject *object;
    std::int64_t frame; // play_source: when
};

// What the audio thread tells of itself, once a callback.
struct EngineReport {
    std::int64_t frame = 0;
    std::int64_t observed_frame = 0;
    std::int64_t observed_ns = 0;
    double measured_rate = 0;
    std::int64_t callbacks = 0;
    std::int64_t late_callbacks = 0;
    std::int64_t longest_callback_ns = 0;
    std::int64_t longest_gap_ns = 0;
    std::int64_t clipped_samples = 0;
    std::int64_t commands = 0;
    double load = 0;
    double peak_load = 0;
    std::int32_t sources = 0;
    std::int32_t taps = 0;
};

class Engine {
public:
    explicit Engine(const EngineConfig &config);

    const EngineConfig &config() const noexcept { return config_; }

    // ---- control

    // False when the queue is full. While no device runs the command is carried out at once. [control]
    bool submit(const Command &command);
    std::int64_t refused_commands() const noexcept { return refused_.load(std::memory_order_relaxed); }

    // Hands the engine to the driver's thread, and takes it back once that thread is known to be gone.
    void begin_callbacks(int input_channels);
    void end_callbacks();
    bool has_callbacks() const noexcept { return has_callbacks_.load(std::memory_order_acquire); }

    // Asks for a fade to silence after which time stands still, so that nothing is cut off or lost.
    void close_gate() noexcept { gate_.store(Gate::closing, std::memory_order_release); }
    bool gate_is_closed() const noexcept { return gate_.load(std::memory_order_acquire) == Gate::closed; }
    // Time stands still at once: the device is gone, or the fade did not end. While no callback runs.
    void shut_gate() noexcept { gate_.store(Gate::closed, std::memory_order_release); }
    // Sound again, fading in. While no callback runs.
    void open_gate() noexcept;

    // Carries out commands that are still queued, if no device runs. [housekeeping, control]
    void drain_idle();

    // Lets sources that are to be removed go without their fade, if no device runs that could play it. [control]
    void finish_removals();

    // Renders without a device, as much as can be rendered without starving: less than frames if a source that
    // waits, or a recorder's ring, is not ready. silent: taps are not fed and the meters stand still. [control]
    std::int64_t render(const float *const *in, float *const *out, std::int64_t frames, bool silent);

    // Empties the engine; while no device runs.
    void clear();

    void set_amp(double amp) noexcept { amp_.store(static_cast<float>(amp), std::memory_order_relaxed); }
    EngineReport report() const noexcept { return report_.load(); }
    const Meter &meter() const noexcept { return meter_; }
    RetireStack &retired() noexcept { return retired_; }

    // ---- the driver's thread

    void process(const float *const *in, float *const *out, std::uint32_t frames, std::int64_t now_ns) noexcept AN_NONBLOCKING;

private:
    enum class Gate : std::int32_t { open, closing, closed };

    void carry_out(const Command &command, bool sounding) noexcept AN_NONBLOCKING;
    void drain() noexcept AN_NONBLOCKING;
    void drop_removed() noexcept AN_NONBLOCKING;
    // At most block_frames. planes advance by offset within the caller's buffers.
    void process_block(const float *const *in, float *const *out, std::int64_t offset, std::int64_t frames,
                       bool silent) noexcept AN_NONBLOCKING;
    void finish_output(float *const *out, std::int64_t offset, std::int64_t frames, bool silent) noexcept AN_NONBLOCKING;
    void feed_taps(const float *const *in, std::int64_t offset, std::int64_t frames) noexcept AN_NONBLOCKING;
    std::int64_t renderable(std::int64_t frames, bool silent) const noexcept;
    void publish() noexcept AN_NONBLOCKING;

    const EngineConfig config_;
    const std::int64_t fade_frames_;     // of sources
    const std::int64_t amp_ramp_frames_; // of the whole
    std::mutex producer_mutex_;
    std::mutex idle_mutex_;
    SpscQueue<Command> commands_;
    RetireStack retired_;
    std::atomic<bool> has_callbacks_{false};
    std::atomic<Gate> gate_{Gate::closed};
    std::atomic<float> amp_{1.0F};
    std::atomic<std::int64_t> refused_{0};
    SeqLock<EngineReport> report_;
    Meter meter_;

    // The audio thread's own.
    EngineList<Source> sources_;
    EngineList<Tap> taps_;
    Ramp amp_ramp_;
    SampleClock clock_;
    EngineReport now_;
    std::int64_t previous_start_ns_ = 0;
    int input_channels_ = 0;
    std::vector<float> bus_storage_;
    std::vector<float *> bus_;
    std::vector<const float *> tap_planes_;
};

} // namespace audionative
