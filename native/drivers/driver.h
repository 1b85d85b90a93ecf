// SPDX-License-Identifier: MIT
//
// What a driver is to the engine, and what the engine is to a driver. A driver owns a device (or a clock) and
// calls DriverHost::process once a buffer; it knows nothing of sources, recordings or clients.
#pragma once

#include "support/realtime.h"

#include <audionative/audionative.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace audionative {

// What was asked for. The ranges are checked before a driver sees it.
struct DriverConfig {
    an_backend backend = AN_BACKEND_PORTAUDIO; // PortAudio's driver also serves AN_BACKEND_COREAUDIO
    double sample_rate = 0;                    // Hz; 0: the device's own
    int output_channels = 2;
    int input_channels = 0;
    int buffer_frames = 0; // 0: the device's own
    int input_device = AN_DEFAULT_DEVICE;
    int output_device = AN_DEFAULT_DEVICE;
    double latency_seconds = 0; // 0: the device's low one
    bool adopt_rate = false;
    bool connect_inputs = true;
    bool connect_outputs = true;
    std::string client_name = "audionative";
    std::string jack_server; // empty: the default one
};

// What was got.
struct DriverInfo {
    double sample_rate = 0;
    int output_channels = 0;
    int input_channels = 0; // 0 where the input was missing and output alone was opened
    int buffer_frames = 0;
    double output_latency = 0; // seconds, as the host claims
    double input_latency = 0;
    int output_device = AN_NO_DEVICE;
    int input_device = AN_NO_DEVICE;
    std::string output_name;
    std::string input_name;
    std::string client_name;
    std::string notice; // what had to be given up and why, a line each; empty: all as asked
};

// A line more for a notice; an empty one adds nothing.
void append_line(std::string &text, const std::string &line);

class DriverHost {
public:
    // Renders frames into out, reading in: planar, one pointer a channel (in is null where there is no input),
    // as many channels as DriverInfo says. now_ns: monotonic_ns() at the callback's start. frames may differ from call to call
    // and may exceed buffer_frames. [audio]
    virtual void process(const float *const *in, float *const *out, std::uint32_t frames,
                         std::int64_t now_ns) noexcept AN_NONBLOCKING = 0;

    // The host lost or repeated sound. [audio or any other]
    virtual void report_xrun() noexcept AN_NONBLOCKING = 0;

    // The device or server is gone: process will not be called again. Only keeps the words; housekeeping stops
    // the driver later. [any thread but the audio thread]
    virtual void report_lost(const char *why) noexcept = 0;

    // The host will ask for another number of frames, or runs at another rate, from now on. [not audio]
    virtual void report_buffer_frames(int frames) noexcept = 0;
    virtual void report_sample_rate(double sample_rate) noexcept = 0;

    // A line for the log. [any thread but the audio thread]
    virtual void log(an_log_level level, const std::string &line) noexcept = 0;

protected:
    ~DriverHost() = default;
};

struct Port {
    std::string name;
    bool is_input = false;
    bool is_physical = false;
    bool is_own = false;
};

// All calls come from one thread at a time and none from the audio thread. Failures are thrown as Error with
// the host's own words; a driver that threw in open is closed again.
class Driver {
public:
    virtual ~Driver() = default;

    // Opens the device without starting it. host outlives the driver.
    virtual DriverInfo open(const DriverConfig &config, DriverHost &host) = 0;

    // From here on process is called. After a stop it may be started again.
    virtual void start() = 0;

    // When it returns, process is not running and will not be called. Never hangs, not even on a dead device.
    virtual void stop() noexcept = 0;

    // Frees the device. Closing twice is allowed; the destructor closes.
    virtual void close() noexcept = 0;

    // Whether the audio thread got real-time priority; meaningful once started.
    virtual bool is_realtime() const noexcept = 0;

    // JACK's patch bay; the others throw Error(AN_INVALID_STATE).
    virtual std::vector<Port> ports() const;
    virtual void connect(const std::string &source, const std::string &destination);
    virtual void disconnect(const std::string &source, const std::string &destination);
};

// One maker a driver, each in its own file. A driver that this build lacks throws Error(AN_NOT_SUPPORTED).
std::unique_ptr<Driver> make_portaudio_driver();
std::unique_ptr<Driver> make_jack_driver();
std::unique_ptr<Driver> make_dummy_driver();

// an_jack_probe, an_device_list and an_host_api_list, in C++.
struct JackServerInfo {
    double sample_rate = 0;
    int buffer_frames = 0;
};
JackServerInfo probe_jack(const std::string &server_name); // throws Error(AN_SERVER_NOT_RUNNING)
std::vector<an_device_info> list_devices();
std::vector<an_host_api_info> list_host_apis();

} // namespace audionative
