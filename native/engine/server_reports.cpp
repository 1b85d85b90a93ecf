// SPDX-License-Identifier: MIT
//
// Server: what is so, for whoever asks; JACK's patch bay; and what a driver tells.
#include "engine/server.h"

#include "support/status.h"

#include <algorithm>

namespace audionative {

an_server_info Server::info() const
{
    const std::lock_guard lock(state_mutex_);
    an_server_info info = info_;
    if (info.is_booted != 0) {
        info.buffer_frames = device_buffer_frames_.load();
    }
    return info;
}

void Server::set_amp(double amp) noexcept
{
    amp_.store(amp, std::memory_order_relaxed);
    if (const std::shared_ptr<Engine> engine = this->engine()) {
        engine->set_amp(amp);
    }
}

an_clock Server::clock() const
{
    an_clock clock{};
    if (const std::shared_ptr<Engine> engine = this->engine()) {
        const EngineReport report = engine->report();
        clock.frame = report.frame;
        clock.frame_at_ns = report.observed_frame;
        clock.time_ns = report.observed_ns;
        clock.sample_rate = report.measured_rate;
    }
    return clock;
}

an_stats Server::stats() const
{
    an_stats stats{};
    stats.xruns = xruns_.load(std::memory_order_relaxed);
    if (const std::shared_ptr<Engine> engine = this->engine()) {
        const EngineReport report = engine->report();
        stats.callbacks = report.callbacks;
        stats.frames = report.frame;
        stats.late_callbacks = report.late_callbacks;
        stats.longest_callback_ns = report.longest_callback_ns;
        stats.longest_gap_ns = report.longest_gap_ns;
        stats.clipped_samples = report.clipped_samples;
        stats.commands = report.commands;
        stats.commands_refused = engine->refused_commands();
        stats.retired = retired_.load(std::memory_order_relaxed);
        stats.load = report.load;
        stats.peak_load = report.peak_load;
        stats.sources = report.sources;
        stats.recorders = report.taps;
    }
    return stats;
}

int Server::meters(an_meter *meters, int count) const
{
    const std::shared_ptr<Engine> engine = this->engine();
    if (engine == nullptr) {
        return 0;
    }
    const int channels = engine->meter().channels();
    for (int channel = 0; channel < std::min(count, channels); ++channel) {
        meters[channel] = engine->meter().read(channel);
    }
    return channels;
}

Driver &Server::driver_with_ports()
{
    booted_engine();
    if (driver_ == nullptr) {
        throw Error(AN_INVALID_STATE, "ports belong to JACK, and this server is offline; boot it with the JACK backend");
    }
    return *driver_; // another than JACK's refuses by itself
}

std::vector<Port> Server::ports()
{
    const std::lock_guard lock(control_mutex_);
    return driver_with_ports().ports();
}

void Server::connect(const std::string &source, const std::string &destination)
{
    const std::lock_guard lock(control_mutex_);
    driver_with_ports().connect(source, destination);
}

void Server::disconnect(const std::string &source, const std::string &destination)
{
    const std::lock_guard lock(control_mutex_);
    driver_with_ports().disconnect(source, destination);
}

// ---- DriverHost

void Server::process(const float *const *in, float *const *out, std::uint32_t frames,
                     std::int64_t now_ns) noexcept AN_NONBLOCKING
{
    callback_engine_.load(std::memory_order_acquire)->process(in, out, frames, now_ns);
}

void Server::report_xrun() noexcept AN_NONBLOCKING { xruns_.fetch_add(1, std::memory_order_relaxed); }

void Server::report_lost(const char *why) noexcept
{
    {
        const std::lock_guard lock(lost_mutex_);
        why_lost_ = why;
    }
    lost_.store(true);
    doorbell_->ring();
}

void Server::report_buffer_frames(int frames) noexcept { device_buffer_frames_.store(frames); }

void Server::report_sample_rate(double sample_rate) noexcept { device_sample_rate_.store(sample_rate); }

void Server::log(an_log_level level, const std::string &line) noexcept
{
    if ((log_levels_.load(std::memory_order_relaxed) & level) != 0) {
        push_event(AN_EVENT_LOG, 0, 0, line.c_str(), AN_OK, level);
    }
}

} // namespace audionative
