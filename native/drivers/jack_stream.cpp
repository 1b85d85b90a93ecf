// SPDX-License-Identifier: MIT
#include "drivers/jack_stream.h"

#include "drivers/background.h"
#include "drivers/library_messages.h"
#include "support/monotonic.h"
#include "support/status.h"

#include <algorithm>
#include <chrono>

namespace audionative {

namespace {

constexpr std::chrono::seconds close_limit{3};

float *port_buffer(jack_port_t *port, jack_nframes_t frames) noexcept AN_NONBLOCKING
{
    // Made for the process callback: it computes an address in shared memory and, for an input with several
    // connections, sums them there. No lock, no allocation, no system call.
    AN_TRUSTED_BEGIN
    return static_cast<float *>(jack_port_get_buffer(port, frames));
    AN_TRUSTED_END
}

} // namespace

std::shared_ptr<JackStream> JackStream::open(const DriverConfig &config, DriverHost &host)
{
    return std::make_shared<JackStream>(open_jack_client(config.jack_server, config.client_name), host);
}

JackStream::JackStream(std::unique_ptr<JackClient> client, DriverHost &host)
    : server_(client->server()), buffer_frames_(jack_get_buffer_size(client->get())),
      sample_rate_(jack_get_sample_rate(client->get())), host_(&host), process_host_(&host), client_(std::move(client))
{
}

void JackStream::close(std::shared_ptr<JackStream> stream) noexcept
{
    stream->gate_.shut();
    {
        const std::lock_guard lock(stream->host_mutex_);
        stream->host_ = nullptr;
    }
    try {
        in_background("an-jack", [kept = std::move(stream)]() mutable {
            const std::lock_guard lock(kept->client_mutex_);
            kept->client_.reset();
        }).wait_for(close_limit);
    } catch (...) { // no thread for it: closed here, by the last reference
    }
}

void JackStream::activate(int output_channels, int input_channels)
{
    register_ports("out_", output_channels, JackPortIsOutput, out_ports_);
    register_ports("in_", input_channels, JackPortIsInput, in_ports_);
    out_.assign(out_ports_.size(), nullptr);
    in_.assign(in_ports_.size(), nullptr);
    jack_set_process_callback(client(), on_process, this);
    jack_set_xrun_callback(client(), on_xrun, this);
    jack_set_buffer_size_callback(client(), on_buffer_size, this);
    jack_set_sample_rate_callback(client(), on_sample_rate, this);
    jack_on_info_shutdown(client(), on_shutdown, this);
    const MessageCapture words;
    if (jack_activate(client()) != 0) {
        throw Error(AN_DEVICE_FAILED, "The JACK server '" + server() + "' does not activate the client '" +
                                          client_name() + "' (JACK: " + words.text() + ").");
    }
}

void JackStream::register_ports(const char *prefix, int count, unsigned long direction,
                                std::vector<jack_port_t *> &list)
{
    const MessageCapture words;
    for (int number = 1; number <= count; ++number) {
        const std::string name = prefix + std::to_string(number);
        jack_port_t *port = jack_port_register(client(), name.c_str(), JACK_DEFAULT_AUDIO_TYPE, direction, 0);
        if (port == nullptr) {
            throw Error(AN_CHANNELS_UNSUPPORTED,
                        "The JACK server '" + server() + "' gave " + std::to_string(number - 1) + " of the " +
                            std::to_string(count) + " ports asked for" +
                            (words.text().empty() ? "" : " (JACK: " + words.text() + ")") +
                            ". Ask for fewer channels, or start the server with a larger --port-max.");
        }
        list.push_back(port);
    }
}

int JackStream::on_process(jack_nframes_t frames, void *self) noexcept AN_NONBLOCKING
{
    static_cast<JackStream *>(self)->process(frames);
    return 0; // anything else makes JACK throw the client out
}

void JackStream::process(jack_nframes_t frames) noexcept AN_NONBLOCKING
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
    process_host_->process(in_.empty() ? nullptr : in_.data(), out_.data(), frames, now);
    gate_.leave();
}

template <typename Report>
void JackStream::tell(Report report) noexcept
{
    const std::lock_guard lock(host_mutex_);
    if (host_ != nullptr) {
        report(*host_);
    }
}

int JackStream::on_xrun(void *self)
{
    Call call{*static_cast<JackStream *>(self), 0, nullptr};
    uncancelled(tell_xrun, &call);
    return 0;
}

int JackStream::on_buffer_size(jack_nframes_t frames, void *self)
{
    Call call{*static_cast<JackStream *>(self), frames, nullptr};
    uncancelled(tell_buffer_size, &call);
    return 0;
}

int JackStream::on_sample_rate(jack_nframes_t rate, void *self)
{
    Call call{*static_cast<JackStream *>(self), rate, nullptr};
    uncancelled(tell_sample_rate, &call);
    return 0;
}

void JackStream::on_shutdown(jack_status_t, const char *reason, void *self)
{
    Call call{*static_cast<JackStream *>(self), 0, reason};
    uncancelled(tell_lost, &call);
}

void JackStream::tell_xrun(void *call) noexcept
{
    JackStream &stream = static_cast<Call *>(call)->stream;
    if (stream.gate_.is_open()) {
        stream.tell([](DriverHost &host) { host.report_xrun(); });
    }
}

void JackStream::tell_buffer_size(void *call) noexcept
{
    const auto &[stream, frames, none] = *static_cast<Call *>(call);
    if (stream.buffer_frames_.exchange(frames) != frames) {
        stream.tell([count = static_cast<int>(frames)](DriverHost &host) { host.report_buffer_frames(count); });
    }
}

void JackStream::tell_sample_rate(void *call) noexcept
{
    const auto &[stream, rate, none] = *static_cast<Call *>(call);
    if (stream.sample_rate_.exchange(rate) != rate) {
        stream.tell([hertz = static_cast<double>(rate)](DriverHost &host) { host.report_sample_rate(hertz); });
    }
}

void JackStream::tell_lost(void *call) noexcept
{
    const auto &[stream, none, reason] = *static_cast<Call *>(call);
    if (stream.lost_.exchange(true)) {
        return;
    }
    std::string why = "The JACK server is gone.";
    try {
        why = "The JACK server '" + stream.server() +
              "' is gone (JACK: " + (reason == nullptr || *reason == '\0' ? "no reason given" : reason) + ").";
    } catch (...) { // out of memory: the short words will do
    }
    stream.tell([&why](DriverHost &host) { host.report_lost(why.c_str()); });
}

} // namespace audionative
