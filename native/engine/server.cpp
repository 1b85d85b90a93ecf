// SPDX-License-Identifier: MIT
#include "engine/server.h"

#include "support/status.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace audionative {

namespace {

const char *backend_name(an_backend backend)
{
    switch (backend) {
    case AN_BACKEND_PORTAUDIO: return "PortAudio";
    case AN_BACKEND_JACK: return "JACK";
    case AN_BACKEND_COREAUDIO: return "Core Audio";
    case AN_BACKEND_OFFLINE: return "offline";
    case AN_BACKEND_DUMMY: return "the dummy clock";
    case AN_BACKEND_AUTO: break;
    }
    return "auto";
}

std::unique_ptr<Driver> make_driver(an_backend backend)
{
    switch (backend) {
    case AN_BACKEND_PORTAUDIO:
    case AN_BACKEND_COREAUDIO: return make_portaudio_driver();
    case AN_BACKEND_JACK: return make_jack_driver();
    case AN_BACKEND_DUMMY: return make_dummy_driver();
    case AN_BACKEND_OFFLINE:
    case AN_BACKEND_AUTO: break;
    }
    return nullptr;
}

// What was chosen stands before why, for a notice that is too long loses its end.
void put_first(std::string &text, const std::string &line)
{
    text.insert(0, line + (text.empty() ? "" : "\n"));
}

} // namespace

Server::Server(const an_server_config &config) : config_(config) {}

Server::~Server()
{
    try {
        shutdown();
    } catch (const Error &) {
        // Not booted: nothing to shut down.
    }
}

std::shared_ptr<Engine> Server::engine() const
{
    const std::lock_guard lock(state_mutex_);
    return engine_;
}

std::shared_ptr<Engine> Server::booted_engine() const
{
    std::shared_ptr<Engine> engine = this->engine();
    if (engine == nullptr) {
        throw Error(AN_INVALID_STATE, "the server is not booted; boot it first");
    }
    return engine;
}

void Server::configure(const an_server_config &config)
{
    const std::lock_guard lock(control_mutex_);
    ServerConfig checked(config);
    if (engine() != nullptr) {
        throw Error(AN_INVALID_STATE, "the server is booted; shut it down before its settings change");
    }
    config_ = std::move(checked);
}

DriverInfo Server::open_driver(const ServerConfig &config, std::unique_ptr<Driver> &driver, an_backend &backend,
                               std::string &notice)
{
    const auto open = [&](an_backend wanted) {
        DriverConfig asked = config.driver;
        asked.backend = wanted;
        driver = make_driver(wanted);
        if (driver == nullptr) { // offline: whoever renders is the driver
            DriverInfo got;
            got.sample_rate = asked.sample_rate > 0 ? asked.sample_rate : 44100;
            got.output_channels = asked.output_channels;
            got.input_channels = asked.input_channels;
            got.buffer_frames = asked.buffer_frames > 0 ? asked.buffer_frames : config.block_frames;
            got.output_name = "offline";
            return got;
        }
        return driver->open(asked, *this);
    };
    if (config.backend != AN_BACKEND_AUTO) {
        backend = config.backend;
        return open(backend);
    }
    // A device asked for by its number is PortAudio's: another backend would not be what was asked for.
    if (config.driver.output_device != AN_DEFAULT_DEVICE || config.driver.input_device != AN_DEFAULT_DEVICE) {
        backend = AN_BACKEND_PORTAUDIO;
        return open(backend);
    }
    for (const an_backend candidate : {AN_BACKEND_JACK, AN_BACKEND_PORTAUDIO}) {
        try {
            const DriverInfo got = open(candidate);
            backend = candidate;
            put_first(notice, std::string("Using ") + backend_name(candidate) + ".");
            return got;
        } catch (const Error &error) {
            append_line(notice, std::string("Not ") + backend_name(candidate) + ": " + error.what());
            driver.reset();
        }
    }
    backend = AN_BACKEND_DUMMY;
    put_first(notice, config.driver.input_channels > 0
                          ? "Using the dummy clock: nothing will be heard, and the input is silence."
                          : "Using the dummy clock: nothing will be heard.");
    return open(backend);
}

void Server::keep_info(const DriverInfo &opened, an_backend backend, const std::string &notice)
{
    const std::lock_guard lock(state_mutex_);
    info_ = an_server_info{};
    info_.sample_rate = opened.sample_rate;
    info_.output_latency = opened.output_latency;
    info_.input_latency = opened.input_latency;
    info_.output_channels = opened.output_channels;
    info_.input_channels = opened.input_channels;
    info_.buffer_frames = opened.buffer_frames;
    info_.block_frames = config_.block_frames;
    info_.backend = backend;
    info_.is_booted = 1;
    info_.output_device = opened.output_device;
    info_.input_device = opened.input_device;
    copy_text(info_.output_name, sizeof info_.output_name, opened.output_name.c_str());
    copy_text(info_.input_name, sizeof info_.input_name, opened.input_name.c_str());
    copy_text(info_.client_name, sizeof info_.client_name, opened.client_name.c_str());
    copy_text(info_.notice, sizeof info_.notice, notice.c_str());
}

void Server::boot()
{
    const std::lock_guard lock(control_mutex_);
    if (engine() != nullptr) {
        throw Error(AN_INVALID_STATE, "the server is already booted");
    }
    std::unique_ptr<Driver> driver;
    an_backend backend = config_.backend;
    std::string notice;
    lost_.store(false); // before it is open: from then on it may be lost
    const DriverInfo opened = open_driver(config_, driver, backend, notice);
    append_line(notice, opened.notice);
    EngineConfig shape;
    shape.sample_rate = opened.sample_rate;
    shape.output_channels = opened.output_channels;
    // As many as were asked for, even where the device has none now: another one, opened later, may.
    shape.input_channels = std::max(opened.input_channels, config_.driver.input_channels);
    shape.block_frames = config_.block_frames;
    shape.command_capacity = config_.command_capacity;
    shape.ramp_seconds = config_.ramp_seconds;
    auto engine = std::make_shared<Engine>(shape);
    engine->set_amp(amp());
    xruns_.store(0);
    retired_.store(0);
    device_buffer_frames_.store(opened.buffer_frames);
    device_sample_rate_.store(opened.sample_rate);
    driver_ = std::move(driver);
    keep_info(opened, backend, notice);
    {
        const std::lock_guard state(state_mutex_);
        engine_ = std::move(engine);
    }
    try {
        start_housekeeping();
    } catch (...) { // no thread to be had: as if it had never been booted
        driver_.reset();
        const std::lock_guard state(state_mutex_);
        engine_.reset();
        info_ = an_server_info{};
        throw;
    }
    log(AN_LOG_MESSAGE, "booted on " + std::string(backend_name(backend)));
    if (!notice.empty()) {
        log(opened.notice.empty() ? AN_LOG_MESSAGE : AN_LOG_WARNING, notice);
    }
}

void Server::reopen(const an_server_config &config)
{
    const std::lock_guard lock(control_mutex_);
    const std::shared_ptr<Engine> engine = booted_engine();
    ServerConfig wanted(config);
    if (info().is_started != 0) {
        throw Error(AN_INVALID_STATE, "the server is started; stop it before it changes its device");
    }
    // The engine's sources, clock and recordings are at its rate and channels: only a device that fits can carry on.
    const EngineConfig &shape = engine->config();
    wanted.driver.sample_rate = shape.sample_rate;
    wanted.driver.output_channels = shape.output_channels;
    wanted.driver.input_channels = std::min(wanted.driver.input_channels, shape.input_channels);
    wanted.driver.adopt_rate = false;
    wanted.block_frames = shape.block_frames;
    if (driver_ != nullptr) {
        driver_->close();
        driver_.reset();
    }
    std::unique_ptr<Driver> driver;
    an_backend backend = wanted.backend;
    std::string notice;
    {
        // Until another is open there is no device, and info says so.
        const std::lock_guard state(state_mutex_);
        info_.device_lost = 1;
    }
    lost_.store(false);
    const DriverInfo opened = open_driver(wanted, driver, backend, notice);
    if (opened.output_channels != shape.output_channels || opened.input_channels > shape.input_channels ||
        opened.sample_rate != shape.sample_rate) {
        throw Error(AN_DEVICE_FAILED, "the device was opened with " + std::to_string(opened.output_channels) +
                                          " outputs, " + std::to_string(opened.input_channels) + " inputs at " +
                                          std::to_string(opened.sample_rate) +
                                          " Hz, which is not what the running engine has; boot again to use it");
    }
    append_line(notice, opened.notice);
    driver_ = std::move(driver);
    config_ = std::move(wanted);
    device_buffer_frames_.store(opened.buffer_frames);
    device_sample_rate_.store(opened.sample_rate);
    keep_info(opened, backend, notice);
    log(AN_LOG_MESSAGE, "reopened on " + std::string(backend_name(backend)));
}

void Server::shutdown()
{
    ++stops_asked_;
    render_cancelled_.store(true); // before the lock, for a render under way
    const std::lock_guard lock(control_mutex_);
    const std::shared_ptr<Engine> engine = booted_engine();
    render_cancelled_.store(true); // again, for a start that came between
    const std::lock_guard render_lock(render_mutex_);
    if (info().is_started != 0) {
        stop_locked();
    }
    end_housekeeping();
    engine->clear();
    detach_all();
    if (driver_ != nullptr) {
        driver_->close();
        driver_.reset();
    }
    {
        const std::lock_guard state(state_mutex_);
        engine_.reset();
        info_ = an_server_info{};
    }
    log(AN_LOG_MESSAGE, "shut down");
}

void Server::start(double start_offset)
{
    const std::int64_t stops_before = stops_asked_.load();
    const std::lock_guard lock(control_mutex_);
    if (!(start_offset >= 0 && start_offset <= 1e6)) {
        throw Error(AN_INVALID_ARGUMENT, "the start offset is " + std::to_string(start_offset) +
                                             " s; it must be from 0 to 1000000");
    }
    const std::shared_ptr<Engine> engine = booted_engine();
    const an_server_info before = info();
    if (before.is_started != 0) {
        throw Error(AN_INVALID_STATE, "the server is already started");
    }
    if (before.device_lost != 0) {
        throw Error(AN_INVALID_STATE, "the device is gone; reopen the server on another, or shut it down and boot again");
    }
    render_cancelled_.store(false);
    engine->open_gate();
    try {
        if (start_offset > 0) {
            log(AN_LOG_MESSAGE, "rendering " + std::to_string(start_offset) + " seconds offline");
            render_silently(*engine, std::llround(start_offset * engine->config().sample_rate), stops_before);
            engine->open_gate();
        }
        if (driver_ != nullptr) {
            callback_engine_.store(engine.get(), std::memory_order_release);
            engine->begin_callbacks(before.input_channels);
            driver_->start();
        }
    } catch (...) {
        if (driver_ != nullptr) {
            driver_->stop(); // it may call already
        }
        engine->end_callbacks();
        engine->shut_gate();
        callback_engine_.store(nullptr);
        throw;
    }
    {
        const std::lock_guard state(state_mutex_);
        info_.is_started = 1;
        info_.is_realtime = driver_ != nullptr && driver_->is_realtime() ? 1 : 0;
    }
    doorbell_->ring();
    log(AN_LOG_MESSAGE, "started");
}

void Server::stop()
{
    ++stops_asked_;
    render_cancelled_.store(true); // before the lock, for a render under way
    const std::lock_guard lock(control_mutex_);
    booted_engine();
    if (info().is_started == 0) {
        throw Error(AN_INVALID_STATE, "the server is not started");
    }
    render_cancelled_.store(true);                    // again, for a start that came between
    const std::lock_guard render_lock(render_mutex_); // the render under way ends at its next slice
    stop_locked();
    log(AN_LOG_MESSAGE, "stopped");
}

void Server::stop_locked()
{
    const std::shared_ptr<Engine> engine = this->engine();
    if (driver_ != nullptr) {
        engine->close_gate();
        // The fade, and a generous while for a device that may be slow, but never for one that is dead.
        const double buffer_seconds = device_buffer_frames_.load() / engine->config().sample_rate;
        const auto patience = std::chrono::duration<double>(0.25 + engine->config().ramp_seconds + 4 * buffer_seconds);
        const auto deadline = std::chrono::steady_clock::now() + patience;
        while (!engine->gate_is_closed() && !lost_.load() && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        driver_->stop();
        engine->end_callbacks();
        callback_engine_.store(nullptr);
    }
    engine->shut_gate();
    engine->drain_idle();
    const std::lock_guard state(state_mutex_);
    info_.is_started = 0;
    info_.is_realtime = 0;
}

} // namespace audionative
