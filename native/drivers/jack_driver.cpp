// SPDX-License-Identifier: MIT
#include "drivers/background.h"
#include "drivers/driver.h"
#include "drivers/jack_stream.h"
#include "drivers/library_messages.h"
#include "drivers/stall_watch.h"
#include "support/status.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <future>
#include <optional>

namespace audionative {

namespace {

constexpr std::chrono::seconds answer_limit{10};

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
    struct Answer {
        int result;
        std::string words;
    };
    using PatchCall = int (*)(jack_client_t *, const char *, const char *);
    Answer ask(const char *verb, PatchCall call, const std::string &source, const std::string &destination) const;

    void accept_rate(DriverInfo &info) const;
    void find_hardware(DriverInfo &info) const;
    std::vector<std::string> physical_ports(unsigned long direction) const;
    void connect_physical();
    double latency_of(const std::string &port, jack_latency_callback_mode_t mode) const;
    jack_port_t *find_port(const std::string &name, unsigned long direction, const char *role) const;
    jack_client_t *live_client() const;
    void look(double stalled_seconds);

    DriverHost *host_ = nullptr;
    DriverConfig config_;
    std::optional<MessageListener> listener_;
    std::shared_ptr<JackStream> stream_;
    StallWatch watch_;
    bool is_wired_ = false;
    bool told_of_stall_ = false; // the watch's own
};

DriverInfo JackDriver::open(const DriverConfig &config, DriverHost &host)
{
    close();
    host_ = &host;
    config_ = config;
    is_wired_ = false;
    try {
        listener_.emplace(host);
        stream_ = JackStream::open(config, host);
        DriverInfo info;
        info.sample_rate = stream_->sample_rate();
        info.buffer_frames = stream_->buffer_frames();
        info.output_channels = config.output_channels;
        info.input_channels = config.input_channels;
        info.client_name = stream_->client_name();
        accept_rate(info);
        if (config.buffer_frames > 0 && config.buffer_frames != info.buffer_frames) {
            append_line(info.notice, "JACK's period is " + std::to_string(info.buffer_frames) + " frames; " +
                                         std::to_string(config.buffer_frames) + " was asked for.");
        }
        if (!config.client_name.empty() && config.client_name != info.client_name) {
            append_line(info.notice, "JACK calls this client '" + info.client_name + "'; '" + config.client_name +
                                         "' was asked for.");
        }
        find_hardware(info);
        stream_->activate(config.output_channels, config.input_channels);
        return info;
    } catch (...) {
        close();
        throw;
    }
}

void JackDriver::accept_rate(DriverInfo &info) const
{
    if (config_.sample_rate <= 0 || std::abs(config_.sample_rate - info.sample_rate) < 0.5) {
        return;
    }
    if (!config_.adopt_rate) {
        throw Error(AN_SAMPLE_RATE_UNSUPPORTED,
                    "The JACK server '" + stream_->server() + "' runs at " + hertz(info.sample_rate) + ", not at the " +
                        hertz(config_.sample_rate) + " asked for. Ask for " + hertz(info.sample_rate) +
                        " or for the server's own rate, allow its rate to be adopted, or restart it with -r " +
                        std::to_string(std::lround(config_.sample_rate)) + ".");
    }
    append_line(info.notice,
                "JACK runs at " + hertz(info.sample_rate) + "; " + hertz(config_.sample_rate) + " was asked for.");
}

// What start() will connect to, and what it claims of its latency.
void JackDriver::find_hardware(DriverInfo &info) const
{
    if (config_.connect_outputs) {
        if (const auto playback = physical_ports(JackPortIsInput); !playback.empty()) {
            info.output_name = client_of(playback.front());
            info.output_latency = latency_of(playback.front(), JackPlaybackLatency);
        } else {
            append_line(info.notice, "The JACK server has no physical playback ports to connect to.");
        }
    }
    if (config_.connect_inputs && config_.input_channels > 0) {
        if (const auto capture = physical_ports(JackPortIsOutput); !capture.empty()) {
            info.input_name = client_of(capture.front());
            info.input_latency = latency_of(capture.front(), JackCaptureLatency);
        } else {
            append_line(info.notice, "The JACK server has no physical capture ports to connect to.");
        }
    }
}

void JackDriver::start()
{
    live_client();
    if (stream_->gate().is_open()) {
        return;
    }
    // Once a client: what the user has rewired since then is theirs.
    if (!is_wired_) {
        connect_physical();
        is_wired_ = true;
    }
    told_of_stall_ = false;
    stream_->gate().open();
    try {
        watch_.start(stream_->callbacks(), [this](double stalled) { look(stalled); });
    } catch (...) {
        stream_->gate().shut();
        throw;
    }
}

void JackDriver::stop() noexcept
{
    if (stream_) {
        stream_->gate().shut();
    }
    watch_.stop();
}

void JackDriver::close() noexcept
{
    stop();
    if (stream_) {
        JackStream::close(std::move(stream_));
    }
    listener_.reset();
    host_ = nullptr;
}

bool JackDriver::is_realtime() const noexcept
{
    if (!stream_ || stream_->is_lost() || !stream_->gate().is_open()) {
        return false;
    }
    int policy = SCHED_OTHER;
    sched_param parameters{};
    if (pthread_getschedparam(jack_client_thread_id(stream_->client()), &policy, &parameters) != 0) {
        return false;
    }
    return policy == SCHED_FIFO || policy == SCHED_RR;
}

std::vector<std::string> JackDriver::physical_ports(unsigned long direction) const
{
    return take_names(
        jack_get_ports(stream_->client(), nullptr, JACK_DEFAULT_AUDIO_TYPE, direction | JackPortIsPhysical));
}

// In order, one to one, as far as there are ports on both sides.
void JackDriver::connect_physical()
{
    if (config_.connect_outputs) {
        const std::vector<std::string> playback = physical_ports(JackPortIsInput);
        for (std::size_t i = 0; i < stream_->output_ports().size() && i < playback.size(); ++i) {
            connect(jack_port_name(stream_->output_ports()[i]), playback[i]);
        }
    }
    if (config_.connect_inputs) {
        const std::vector<std::string> capture = physical_ports(JackPortIsOutput);
        for (std::size_t i = 0; i < stream_->input_ports().size() && i < capture.size(); ++i) {
            connect(capture[i], jack_port_name(stream_->input_ports()[i]));
        }
    }
}

double JackDriver::latency_of(const std::string &port, jack_latency_callback_mode_t mode) const
{
    jack_port_t *found = jack_port_by_name(stream_->client(), port.c_str());
    if (found == nullptr) {
        return 0;
    }
    jack_latency_range_t range{};
    jack_port_get_latency_range(found, mode, &range);
    return range.max / stream_->sample_rate();
}

jack_client_t *JackDriver::live_client() const
{
    if (!stream_) {
        throw Error(AN_INVALID_STATE, "The JACK driver is not open.");
    }
    if (stream_->is_lost()) {
        throw Error(AN_SERVER_NOT_RUNNING, "The JACK server '" + stream_->server() +
                                               "' is gone. Start it again, shut this server down and boot it anew.");
    }
    return stream_->client();
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
    const MessageCapture expected;
    jack_port_t *port = jack_port_by_name(live_client(), name.c_str());
    if (port == nullptr) {
        throw Error(AN_INVALID_ARGUMENT, "The JACK server '" + stream_->server() + "' has no port '" + name +
                                             "' to be the " + role +
                                             ". Names are \"client:port\", as the port list gives them.");
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
    const Answer answer = ask("connect", jack_connect, source, destination);
    if (answer.result != 0 && answer.result != EEXIST) {
        throw Error(AN_DEVICE_FAILED,
                    "JACK does not connect '" + source + "' to '" + destination + "' (JACK: " +
                        (answer.words.empty() ? "error " + std::to_string(answer.result) : answer.words) + ").");
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
    if (const Answer answer = ask("disconnect", jack_disconnect, source, destination); answer.result != 0) {
        throw Error(AN_DEVICE_FAILED, "JACK does not disconnect '" + source + "' from '" + destination +
                                          "' (JACK: " + answer.words + ").");
    }
}

// The calls that wait for the server's answer: one that hangs must not hang whoever asks, nor hold the control lock.
JackDriver::Answer JackDriver::ask(const char *verb, PatchCall call, const std::string &source,
                                   const std::string &destination) const
{
    live_client();
    std::future<Answer> answer = in_background("an-jack", [stream = stream_, call, source, destination] {
        const MessageCapture words;
        Answer got{-1, {}};
        if (!stream->with_client(
                [&](jack_client_t *client) { got.result = call(client, source.c_str(), destination.c_str()); })) {
            return Answer{-1, "closed meanwhile"};
        }
        got.words = words.text();
        return got;
    });
    if (answer.wait_for(answer_limit) != std::future_status::ready) {
        throw Error(AN_DEVICE_FAILED, std::string("Cannot ") + verb + " '" + source + "' and '" + destination +
                                          "': the JACK server '" + stream_->server() +
                                          "' has not answered within 10 seconds.");
    }
    return answer.get();
}

// A JACK server that does not call back may only wait for a master on the network or for a stuck client: it is said,
// not taken for dead, since JACK itself tells of a server that is.
void JackDriver::look(double stalled_seconds)
{
    const bool is_stalled = stalled_seconds >= std::max(2.0, 4 * stream_->buffer_frames() / stream_->sample_rate());
    if (stream_->is_lost() || is_stalled == told_of_stall_ || (!is_stalled && stalled_seconds > 0)) {
        return;
    }
    told_of_stall_ = is_stalled;
    host_->log(is_stalled ? AN_LOG_WARNING : AN_LOG_MESSAGE,
               "The JACK server '" + stream_->server() +
                   (is_stalled ? "' has not asked for sound for 2 seconds." : "' asks for sound again."));
}

} // namespace

std::unique_ptr<Driver> make_jack_driver() { return std::make_unique<JackDriver>(); }

JackServerInfo probe_jack(const std::string &server_name)
{
    const std::unique_ptr<JackClient> client =
        open_jack_client(server_name, "audionative-probe-" + std::to_string(getpid()));
    return {static_cast<double>(jack_get_sample_rate(client->get())),
            static_cast<int>(jack_get_buffer_size(client->get()))};
}

} // namespace audionative
