// SPDX-License-Identifier: MIT
//
// The control side: opens drivers, puts sources and recorders in and out of the engine, and keeps house for it.
// Locks, outermost first: control, render, membership (of one source or recorder), registry; the engine's own are
// innermost. The audio thread takes none of them.
#pragma once

#include "drivers/driver.h"
#include "engine/engine.h"
#include "engine/event_queue.h"
#include "engine/recorder.h"

#include <audionative/audionative.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace audionative {

// A copy of an_server_config that owns its strings, checked.
struct ServerConfig {
    explicit ServerConfig(const an_server_config &config); // throws Error(AN_INVALID_ARGUMENT)

    DriverConfig driver;
    int block_frames;
    std::size_t command_capacity;
    double ramp_seconds;
    an_backend backend;
};

class Server final : public DriverHost {
public:
    explicit Server(const an_server_config &config);
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    // ---- life [control]; all throw Error
    void configure(const an_server_config &config);
    void boot();
    void reopen(const an_server_config &config);
    void shutdown();
    void start(double start_offset);
    void stop();
    // Returns the frames rendered; fewer only when it starved past timeout_ms.
    std::int64_t render(std::int64_t frames, const float *input, float *output, int timeout_ms);

    // ---- [any thread]
    an_server_info info() const;
    void set_amp(double amp) noexcept;
    double amp() const noexcept { return amp_.load(std::memory_order_relaxed); }
    an_clock clock() const;
    an_stats stats() const;
    int meters(an_meter *meters, int count) const;
    EventQueue &events() noexcept { return events_; }
    void set_log_levels(int levels) noexcept { log_levels_.store(levels, std::memory_order_relaxed); }

    // ---- JACK ports [control]
    std::vector<Port> ports();
    void connect(const std::string &source, const std::string &destination);
    void disconnect(const std::string &source, const std::string &destination);

    // ---- sources [control]
    void add_source(const std::shared_ptr<Source> &source);
    void remove_source(const std::shared_ptr<Source> &source);
    static void play_source(Source &source, std::int64_t at_frame);
    static void stop_source(Source &source);
    static void clear_source(Source &source);
    // Out of whatever server it is in; never throws, for the handle that is going.
    static void abandon_source(const std::shared_ptr<Source> &source) noexcept;

    // ---- recorders [control]
    std::shared_ptr<Recorder> start_recorder(const an_recorder_config &config);
    static void stop_recorder(Recorder &recorder);

    // ---- DriverHost
    void process(const float *const *in, float *const *out, std::uint32_t frames,
                 std::int64_t now_ns) noexcept AN_NONBLOCKING override;
    void report_xrun() noexcept AN_NONBLOCKING override;
    void report_lost(const char *why) noexcept override;
    void report_buffer_frames(int frames) noexcept override;
    void report_sample_rate(double sample_rate) noexcept override;
    void log(an_log_level level, const std::string &line) noexcept override;

private:
    struct SourceEntry {
        std::shared_ptr<Source> source;
        std::int64_t underruns_told = 0;
        std::int64_t underruns_due_ns = 0; // not told of again before
        std::int64_t drains_told = 0;
        bool to_remove = false; // its handle is gone, and the queue was full
    };
    struct RecorderEntry {
        std::shared_ptr<Recorder> recorder;
        std::int64_t dropped_told = 0;
        bool failure_told = false;
    };
    // What other threads may knock on after the server is gone: a recorder's disk thread.
    struct Doorbell {
        std::mutex mutex;
        std::condition_variable rung;
        bool pending = false;
        void ring();
    };

    std::shared_ptr<Engine> engine() const;
    std::shared_ptr<Engine> booted_engine() const; // throws Error(AN_INVALID_STATE)
    Driver &driver_with_ports();                   // the same
    DriverInfo open_driver(const ServerConfig &config, std::unique_ptr<Driver> &driver, an_backend &backend,
                           std::string &notice);
    void keep_info(const DriverInfo &opened, an_backend backend, const std::string &notice);
    void submit(const Command &command);
    void stop_locked();
    void render_silently(Engine &engine, std::int64_t frames, std::int64_t stops_before);
    void check_source_fits(const Source &source, const Engine &engine) const;
    void detach_all();
    void end_recorder(Recorder &recorder);

    void start_housekeeping();
    void end_housekeeping();
    void keep_house();
    void collect_retired(Engine &engine);
    void poll_sources();
    void poll_recorders();
    void poll_driver();
    void learn_priority();
    void handle_lost();
    void push_event(an_event_type type, std::int64_t source, std::int64_t value, const char *text = "",
                    an_status status = AN_OK, an_log_level level = AN_LOG_MESSAGE);

    std::mutex control_mutex_;
    ServerConfig config_;
    std::unique_ptr<Driver> driver_;

    mutable std::mutex state_mutex_; // guards the next two
    std::shared_ptr<Engine> engine_;
    an_server_info info_{};

    std::mutex render_mutex_;
    std::atomic<bool> render_cancelled_{false};
    std::atomic<std::int64_t> stops_asked_{0}; // so that a start in its offset sees one that came after it

    std::mutex registry_mutex_; // guards the next three
    std::vector<SourceEntry> sources_;
    std::vector<RecorderEntry> recorders_;
    std::vector<std::shared_ptr<Tap>> taps_; // those the audio thread may hold

    const std::shared_ptr<Doorbell> doorbell_ = std::make_shared<Doorbell>();
    std::thread housekeeper_;
    std::atomic<bool> housekeeping_{false};

    EventQueue events_;
    // The audio thread's way to the engine: set while a driver may call, so that it needs no lock.
    std::atomic<Engine *> callback_engine_{nullptr};
    std::atomic<std::int64_t> xruns_{0};
    std::atomic<std::int64_t> retired_{0};
    std::atomic<int> log_levels_{AN_LOG_ERROR | AN_LOG_MESSAGE};
    std::atomic<double> amp_{1.0};

    std::atomic<bool> lost_{false};
    std::atomic<int> device_buffer_frames_{0};
    std::atomic<double> device_sample_rate_{0};
    std::mutex lost_mutex_; // guards why_lost_
    std::string why_lost_;

    // Housekeeping's own.
    std::int64_t xruns_told_ = 0;
    int buffer_frames_told_ = 0;
    double sample_rate_told_ = 0;
};

} // namespace audionative
