// SPDX-License-Identifier: MIT
#include "drivers/callback_gate.h"
#include "drivers/driver.h"
#include "drivers/jack_library.h"
#include "drivers/library_messages.h"
#include "drivers/stall_watch.h"
#include "support/monotonic.h"
#include "support/status.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <optional>

namespace audionative {

namespace {

// libjack hands out its lists as a block to be freed with jack_free.
std::vector<std::string> take_names(const char **names)
{
    std::vector<std::string> taken;
    for (const char **name = names; name != nullptr && *name != nullptr; ++name) {
        taken.emplace_back(*name);
    }
    jack_free(names);
    return taken;
}

std::string client_of(const std::string &port) { return port.substr(0, port.find(':')); }

std::string hertz(double rate) { return std::to_string(std::lround(rate)) + " Hz"; }

float *port_buffer(jack_port_t *port, jack_nframes_t frames) noexcept AN_NONBLOCKING
{
    // Made for the process callback: it computes an address in shared memory and, for an input with several
    // connections, sums them there. No lock, no allocation, no system call.
    AN_TRUSTED_BEGIN
    return static_cast<float *>(jack_port_get_buffer(port, frames));
    AN_TRUSTED_END
}

class JackDriver final : public Driver {
public:
    ~JackDriver() override { JackDriver::close(); }

    DriverInfo open(const DriverConfig &config, DriverHost &host) override;
    void start() override;
    void stop() noexcept override;
    void close() noexcept override;
    bool is_realtime() const noexcept override;

    std::vector<Port> ports() const override;
    void connect(const std::string &source, const std::string &destination) override;
    void disconnect(const std::string &source, const std::string &destination) override;

private:
    static int on_process(jack_nframes_t frames, void *self) noexcept AN_NONBLOCKING;
    static int on_xrun(void *self) noexcept;
    static int on_buffer_size(jack_nframes_t frames, void *self) noexcept;
    static int on_sample_rate(jack_nframes_t rate, void *self) noexcept;
    static void on_shutdown(jack_status_t code, const char *reason, void *self) noexcept;

    DriverInfo open_client(const DriverConfig &config);
    void register_ports(const DriverConfig &config);
    std::vector<std::string> physical_ports(unsigned long direction) const;
    void connect_physical();
    double latency_of(const std::string &port, jack_latency_callback_mode_t mode) const;
    jack_port_t *find_port(const std::string &name, unsigned long direction, const char *role) const;
    jack_client_t *live_client() const;
    void process(jack_nframes_t frames) noexcept AN_NONBLOCKING;
    void look(double stalled_seconds);

    DriverHost *host_ = nullptr;
    DriverConfig config_;
    std::optional<MessageListener> listener_;
    std::optional<JackClient> client_;
    std::string server_;
    CallbackGate gate_;
    StallWatch watch_;
    std::atomic<std::uint64_t> callbacks_{0};
    std::atomic<bool> lost_{false};
    std::atomic<jack_nframes_t> buffer_frames_{0};
    std::atomic<jack_nframes_t> sample_rate_{0};
    bool is_wired_ = false;
    bool told_of_stall_ = false; // the watch's own

    // Written before the client is activated, then the audio thread's.
    std::vector<jack_port_t *> out_ports_;
    std::vector<jack_port_t *> in_ports_;
    std::vector<float *> out_;
    std::vector<const float *> in_;
};

DriverInfo JackDriver::open(const DriverConfig &config, DriverHost &host)
{
    close();
    host_ = &host;
    config_ = config;
    try {
        listener_.emplace(host);
        return open_client(config);
    } catch (...) {
        close();
        throw;
    }
}

DriverInfo JackDriver::open_client(const DriverConfig &config)
{
    client_.emplace(config.jack_server, config.client_name);
    jack_client_t *client = client_->get();
    server_ = client_->server();
    lost_ = false;
    is_wired_ = false;
    sample_rate_ = jack_get_sample_rate(client);
    buffer_frames_ = jack_get_buffer_size(client);

    DriverInfo info;
    info.sample_rate = sample_rate_;
    info.buffer_frames = static_cast<int>(buffer_frames_);
    info.output_channels = config.output_channels;
    info.input_channels = config.input_channels;
    info.client_name = client_->name();
    const auto notice = [&info](const std::string &line) { info.notice += (info.notice.empty() ? "" : "\n") + line; };

    if (config.sample_rate > 0 && std::abs(config.sample_rate - info.sample_rate) >= 0.5) {
        if (!config.adopt_rate) {
            throw Error(AN_SAMPLE_RATE_UNSUPPORTED,
                        "The JACK server '" + server_ + "' runs at " + hertz(info.sample_rate) + ", not at the " +
                            hertz(config.sample_rate) + " asked for. Ask for " + hertz(info.sample_rate) +
                            " or for the server's own rate, allow its rate to be adopted, or restart it with -r " +
                            std::to_string(std::lround(config.sample_rate)) + ".");
        }
        notice("JACK runs at " + hertz(info.sample_rate) + "; " + hertz(config.sample_rate) + " was asked for.");
    }
    if (config.buffer_frames > 0 && config.buffer_frames != info.buffer_frames) {
        notice("JACK's period is " + std::to_string(info.buffer_frames) + " frames; " +
               std::to_string(config.buffer_frames) + " was asked for.");
    }
    if (!config.client_name.empty() && config.client_name != info.client_name) {
        notice("JACK calls this client '" + info.client_name + "'; '" + config.client_name + "' was asked for.");
    }

    const std::vector<std::string> playback = config.connect_outputs ? physical_ports(JackPortIsInput) : std::vector<std::string>{};
    const std::vector<std::string> capture =
        config.connect_inputs && config.input_channels > 0 ? physical_ports(JackPortIsOutput) : std::vector<std::string>{};
    if (config.connect_outputs && playback.empty()) {
        notice("The JACK server has no physical playback ports to connect to.");
    }
    if (config.connect_inputs && config.input_channels > 0 && capture.empty()) {
        notice("The JACK server has no physical capture ports to connect to.");
    }
    if (!playback.empty()) {
        info.output_name = client_of(playback.front());
        info.output_latency = latency_of(playback.front(), JackPlaybackLatency);
    }
    if (!capture.empty()) {
        info.input_name = client_of(capture.front());
        info.input_latency = latency_of(capture.front(), JackCaptureLatency);
    }

    register_ports(config);
    jack_set_process_callback(client, on_process, this);
    jack_set_xrun_callback(client, on_xrun, this);
    jack_set_buffer_size_callback(client, on_buffer_size, this);
    jack_set_sample_rate_callback(client, on_sample_rate, this);
    jack_on_info_shutdown(client, on_shutdown, this);
    // Active from here on, with a shut gate, so that ports can be wired before the first start and stay wired over
    // a stop: JACK cuts the connections of a client that it deactivates.
    const MessageCapture words;
    if (jack_activate(client) != 0) {
        throw Error(AN_DEVICE_FAILED, "The JACK server '" + server_ + "' does not activate the client '" +
                                          client_->name() + "' (JACK: " + words.text() + ").");
    }
    return info;
}

void JackDriver::register_ports(const DriverConfig &config)
{
    const auto add = [this](const char *prefix, int count, unsigned long direction, std::vector<jack_port_t *> &list) {
        const MessageCapture words;
        list.clear();
        for (int number = 1; number <= count; ++number) {
            const std::string name = prefix + std::to_string(number);
            jack_port_t *port = jack_port_register(client_->get(), name.c_str(), JACK_DEFAULT_AUDIO_TYPE, direction, 0);
            if (port == nullptr) {
                throw Error(AN_CHANNELS_UNSUPPORTED,
                            "The JACK server '" + server_ + "' gave " + std::to_string(number - 1) + " of the " +
                                std::to_string(count) + " ports asked for" +
                                (words.text().empty() ? "" : " (JACK: " + words.text() + ")") +
                                ". Ask for fewer channels, or start the server with a larger --port-max.");
            }
            list.push_back(port);
        }
    };
    add("out_", config.output_channels, JackPortIsOutput, out_ports_);
    add("in_", config.input_channels, JackPortIsInput, in_ports_);
    out_.assign(out_ports_.size(), nullptr);
    in_.assign(in_ports_.size(), nullptr);
}

void JackDriver::start()
{
    live_client();
    if (gate_.is_open()) {
        return;
    }
    // Once a client: what the user has rewired since then is theirs.
    if (!is_wired_) {
        connect_physical();
        is_wired_ = true;
    }
    told_of_stall_ = false;
    gate_.open();
    try {
        watch_.start(callbacks_, [this](double stalled) { look(stalled); });
    } catch (...) {
        gate_.shut();
        throw;
    }
}

void JackDriver::stop() noexcept
{
    gate_.shut();
    watch_.stop();
}

void JackDriver::close() noexcept
{
    stop();
    client_.reset();
    listener_.reset();
    out_ports_.clear();
    in_ports_.clear();
    host_ = nullptr;
}

bool JackDriver::is_realtime() const noexcept
{
    if (!client_ || lost_ || !gate_.is_open()) {
        return false;
    }
    int policy = SCHED_OTHER;
    sched_param parameters{};
    if (pthread_getschedparam(jack_client_thread_id(client_->get()), &policy, &parameters) != 0) {
        return false;
    }
    return policy == SCHED_FIFO || policy == SCHED_RR;
}

std::vector<std::string> JackDriver::physical_ports(unsigned long direction) const
{
    return take_names(
        jack_get_ports(client_->get(), nullptr, JACK_DEFAULT_AUDIO_TYPE, direction | JackPortIsPhysical));
}

// In order, one to one, as far as there are ports on both sides.
void JackDriver::connect_physical()
{
    const auto pair_up = [this](const std::vector<jack_port_t *> &own, unsigned long direction) {
        const std::vector<std::string> physical = physical_ports(direction);
        for (std::size_t i = 0; i < own.size() && i < physical.size(); ++i) {
            const std::string name = jack_port_name(own[i]);
            if (direction == JackPortIsInput) {
                connect(name, physical[i]);
            } else {
                connect(physical[i], name);
            }
        }
    };
    if (config_.connect_outputs) {
        pair_up(out_ports_, JackPortIsInput);
    }
    if (config_.connect_inputs) {
        pair_up(in_ports_, JackPortIsOutput);
    }
}

double JackDriver::latency_of(const std::string &port, jack_latency_callback_mode_t mode) const
{
    jack_port_t *found = jack_port_by_name(client_->get(), port.c_str());
    if (found == nullptr) {
        return 0;
    }
    jack_latency_range_t range{};
    jack_port_get_latency_range(found, mode, &range);
    return static_cast<double>(range.max) / static_cast<double>(sample_rate_);
}

jack_client_t *JackDriver::live_client() const
{
    if (!client_) {
        throw Error(AN_INVALID_STATE, "The JACK driver is not open.");
    }
    if (lost_) {
        throw Error(AN_SERVER_NOT_RUNNING, "The JACK server '" + server_ +
                                               "' is gone. Start it again, shut this server down and boot it anew.");
    }
    return client_->get();
}

std::vector<Port> JackDriver::ports() const
{
    jack_client_t *client = live_client();
    std::vector<Port> list;
    for (const std::string &name : take_names(jack_get_ports(client, nullptr, JACK_DEFAULT_AUDIO_TYPE, 0))) {
        const jack_port_t *port = jack_port_by_name(client, name.c_str());
        if (port == nullptr) {
            continue; // gone since the list was made
        }
        const int flags = jack_port_flags(port);
        list.push_back({name, (flags & JackPortIsInput) != 0, (flags & JackPortIsPhysical) != 0,
                        jack_port_is_mine(client, port) != 0});
    }
    return list;
}

jack_port_t *JackDriver::find_port(const std::string &name, unsigned long direction, const char *role) const
{
    jack_port_t *port = jack_port_by_name(live_client(), name.c_str());
    if (port == nullptr) {
        throw Error(AN_INVALID_ARGUMENT, "The JACK server '" + server_ + "' has no port '" + name +
                                             "' to be the " + role + ". Names are \"client:port\", as the port list gives them.");
    }
    if ((static_cast<unsigned long>(jack_port_flags(port)) & direction) == 0) {
        throw Error(AN_INVALID_ARGUMENT, "The JACK port '" + name + "' cannot be the " + role +
                                             ": a source gives sound out, a destination takes it in.");
    }
    return port;
}

void JackDriver::connect(const std::string &source, const std::string &destination)
{
    find_port(source, JackPortIsOutput, "source");
    find_port(destination, JackPortIsInput, "destination");
    const MessageCapture words;
    const int result = jack_connect(live_client(), source.c_str(), destination.c_str());
    if (result != 0 && result != EEXIST) {
        throw Error(AN_DEVICE_FAILED, "JACK does not connect '" + source + "' to '" + destination + "' (JACK: " +
                                          (words.text().empty() ? "error " + std::to_string(result) : words.text()) + ").");
    }
}

void JackDriver::disconnect(const std::string &source, const std::string &destination)
{
    const jack_port_t *from = find_port(source, JackPortIsOutput, "source");
    find_port(destination, JackPortIsInput, "destination");
    const std::vector<std::string> connected = take_names(jack_port_get_all_connections(live_client(), from));
    if (std::find(connected.begin(), connected.end(), destination) == connected.end()) {
        return;
    }
    const MessageCapture words;
    if (jack_disconnect(live_client(), source.c_str(), destination.c_str()) != 0) {
        throw Error(AN_DEVICE_FAILED, "JACK does not disconnect '" + source + "' from '" + destination +
                                          "' (JACK: " + words.text() + ").");
    }
}

int JackDriver::on_process(jack_nframes_t frames, void *self) noexcept AN_NONBLOCKING
{
    static_cast<JackDriver *>(self)->process(frames);
    return 0; // anything else makes JACK throw the client out
}

void JackDriver::process(jack_nframes_t frames) noexcept AN_NONBLOCKING
{
    const std::int64_t now = monotonic_ns();
    const AudioThreadScope scope;
    callbacks_.fetch_add(1, std::memory_order_relaxed);
    // Asked anew in every cycle: JACK may move a port's buffer when connections change.
    for (std::size_t i = 0; i < out_.size(); ++i) {
        out_[i] = port_buffer(out_ports_[i], frames);
    }
    if (!gate_.enter()) {
        for (float *channel : out_) {
            std::fill_n(channel, frames, 0.0F);
        }
        return;
    }
    for (std::size_t i = 0; i < in_.size(); ++i) {
        in_[i] = port_buffer(in_ports_[i], frames);
    }
    host_->process(in_.empty() ? nullptr : in_.data(), out_.data(), frames, now);
    gate_.leave();
}

int JackDriver::on_xrun(void *self) noexcept
{
    auto *driver = static_cast<JackDriver *>(self);
    if (driver->gate_.is_open()) {
        driver->host_->report_xrun();
    }
    return 0;
}

int JackDriver::on_buffer_size(jack_nframes_t frames, void *self) noexcept
{
    auto *driver = static_cast<JackDriver *>(self);
    if (driver->buffer_frames_.exchange(frames) != frames) {
        driver->host_->report_buffer_frames(static_cast<int>(frames));
    }
    return 0;
}

int JackDriver::on_sample_rate(jack_nframes_t rate, void *self) noexcept
{
    auto *driver = static_cast<JackDriver *>(self);
    if (driver->sample_rate_.exchange(rate) != rate) {
        driver->host_->report_sample_rate(rate);
    }
    return 0;
}

void JackDriver::on_shutdown(jack_status_t, const char *reason, void *self) noexcept
{
    auto *driver = static_cast<JackDriver *>(self);
    if (driver->lost_.exchange(true)) {
        return;
    }
    try {
        const std::string why = reason == nullptr || *reason == '\0' ? "no reason given" : reason;
        driver->host_->report_lost(
            ("The JACK server '" + driver->server_ + "' is gone (JACK: " + why + ").").c_str());
    } catch (...) { // out of memory for the words
        driver->host_->report_lost("The JACK server is gone.");
    }
}

// A JACK server that does not call back may only wait for a master on the network or for a stuck client: it is said,
// not taken for dead, since JACK itself tells of a server that is.
void JackDriver::look(double stalled_seconds)
{
    const double period = buffer_frames_ / static_cast<double>(std::max<jack_nframes_t>(sample_rate_, 1));
    const bool is_stalled = stalled_seconds >= std::max(2.0, 4 * period);
    if (is_stalled == told_of_stall_ || lost_ || (!is_stalled && stalled_seconds > 0)) {
        return;
    }
    told_of_stall_ = is_stalled;
    host_->log(is_stalled ? AN_LOG_WARNING : AN_LOG_MESSAGE,
               is_stalled ? "The JACK server '" + server_ + "' has not asked for sound for 2 seconds."
                          : "The JACK server '" + server_ + "' asks for sound again.");
}

} // namespace

std::unique_ptr<Driver> make_jack_driver() { return std::make_unique<JackDriver>(); }

JackServerInfo probe_jack(const std::string &server_name)
{
    const JackClient client(server_name, "audionative-probe");
    return {static_cast<double>(jack_get_sample_rate(client.get())), static_cast<int>(jack_get_buffer_size(client.get()))};
}

} // namespace audionative
