// SPDX-License-Identifier: MIT
#pragma once

#include "drivers/callback_gate.h"
#include "drivers/driver.h"
#include "drivers/jack_library.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace audionative {

// Our client on a JACK server with its ports, and all that JACK's callbacks touch. It is active from open() on, with
// a shut gate, so that ports can be wired before the first start and stay wired over a stop: JACK cuts the
// connections of a client that it deactivates.
//
// Not the driver itself, because a server that hangs (stopped in a debugger, say) may keep close() for ever: the
// thread that closes then keeps the stream, and a server that comes back to life finds it still there.
class JackStream {
public:
    // Throws Error.
    static std::shared_ptr<JackStream> open(const DriverConfig &config, DriverHost &host);

    // Shuts the gate, lets go of the host and closes the client, now or, if the server hangs, whenever that ends.
    static void close(std::shared_ptr<JackStream> stream) noexcept;

    JackStream(std::unique_ptr<JackClient> client, DriverHost &host);

    // Registers the ports and becomes active; throws Error.
    void activate(int output_channels, int input_channels);

    jack_client_t *client() const noexcept { return client_->get(); }
    const std::string &server() const noexcept { return server_; }
    const std::string &client_name() const noexcept { return client_->name(); }
    const std::vector<jack_port_t *> &output_ports() const noexcept { return out_ports_; }
    const std::vector<jack_port_t *> &input_ports() const noexcept { return in_ports_; }
    double sample_rate() const noexcept { return sample_rate_; }
    int buffer_frames() const noexcept { return static_cast<int>(buffer_frames_); }
    bool is_lost() const noexcept { return lost_; }
    const std::atomic<std::uint64_t> &callbacks() const noexcept { return callbacks_; }
    // Calls request with the client, if it is not closed yet; the client is not closed meanwhile, so this may be a
    // call that waits for the server on a thread that has been given up. False: closed.
    template <typename Request>
    bool with_client(Request request)
    {
        const std::lock_guard lock(client_mutex_);
        if (client_ == nullptr) {
            return false;
        }
        request(client_->get());
        return true;
    }
    CallbackGate &gate() noexcept { return gate_; }
    const CallbackGate &gate() const noexcept { return gate_; }

private:
    static int on_process(jack_nframes_t frames, void *self) noexcept AN_NONBLOCKING;
    static int on_xrun(void *self);
    static int on_buffer_size(jack_nframes_t frames, void *self);
    static int on_sample_rate(jack_nframes_t rate, void *self);
    static void on_shutdown(jack_status_t code, const char *reason, void *self);

    void register_ports(const char *prefix, int count, unsigned long direction, std::vector<jack_port_t *> &list);
    void process(jack_nframes_t frames) noexcept AN_NONBLOCKING;
    template <typename Report>
    void tell(Report report) noexcept;

    // The work of those callbacks that JACK makes on threads it may cancel: see uncancelled.
    struct Call {
        JackStream &stream;
        jack_nframes_t value;
        const char *reason;
    };
    static void tell_xrun(void *call) noexcept;
    static void tell_buffer_size(void *call) noexcept;
    static void tell_sample_rate(void *call) noexcept;
    static void tell_lost(void *call) noexcept;

    const std::string server_;
    CallbackGate gate_;
    std::atomic<std::uint64_t> callbacks_{0};
    std::atomic<bool> lost_{false};
    std::atomic<jack_nframes_t> buffer_frames_{0};
    std::atomic<jack_nframes_t> sample_rate_{0};

    std::mutex host_mutex_;          // never taken by the audio thread
    DriverHost *host_;               // of the reports; null once the driver has let go
    DriverHost *const process_host_; // of the audio thread, behind the gate

    // Written before the client is activated, then the audio thread's.
    std::vector<jack_port_t *> out_ports_;
    std::vector<jack_port_t *> in_ports_;
    std::vector<float *> out_;
    std::vector<const float *> in_;

    std::mutex client_mutex_; // of whoever waits for the server, and of the close
    std::unique_ptr<JackClient> client_; // the last: closing it ends the callbacks that use the rest
};

} // namespace audionative
