// SPDX-License-Identifier: MIT
//
// libjack as the whole process shares it. jackd2's library keeps the graph of one server in globals: a second
// client on another server remaps them under the first, which then crashes. So whoever opens a client (our
// driver, the probe, PortAudio's JACK host API) holds the server's name while it lives, and a second name is refused.
#pragma once

#include <jack/jack.h>

#include <memory>
#include <string>

namespace audionative {

// The name a client would look for: the one asked for, else JACK_DEFAULT_SERVER, else "default".
std::string jack_server_name(const std::string &asked);

// Whether jackd has left its socket for this user: without one no client can reach it, however it was started.
bool jack_socket_exists(const std::string &server);

// Throws Error(AN_INVALID_STATE) if another server's name is held.
class JackServerHold {
public:
    explicit JackServerHold(const std::string &server);
    ~JackServerHold();
    JackServerHold(const JackServerHold &) = delete;
    JackServerHold &operator=(const JackServerHold &) = delete;
};

// Does the work of a callback on one of libjack's own threads, other than the audio thread's. jackd2 ends those by
// asynchronous cancellation, also in the middle of a callback: a server that dies is told by such a thread, and may
// make us close the client before that thread is back. Its unwinding would meet noexcept code and end the process,
// so it waits until the work is done. What is on the stack before and after must have nothing to clean up and
// nothing to catch, or ends the process too: callbacks do nothing but call this, and are not noexcept themselves.
void uncancelled(void (*work)(void *context) noexcept, void *context);

// From now on libjack's lines go to library_message and not to stderr. PortAudio takes the error lines for itself
// when it starts, so this is called again after that. [any thread]
void route_jack_messages() noexcept;

// A client of a running server, closed by its destructor, holding the server's name. Opening and closing wait for the
// server, without end if it hangs.
class JackClient {
public:
    JackClient(const std::string &server, const std::string &name);

    jack_client_t *get() const noexcept { return client_.get(); }
    const std::string &server() const noexcept { return server_; }
    const std::string &name() const noexcept { return name_; } // as the server gave it

private:
    struct Close {
        void operator()(jack_client_t *client) const noexcept;
    };

    std::string server_;
    JackServerHold hold_;
    std::unique_ptr<jack_client_t, Close> client_;
    std::string name_;
};

// Never starts a server and never waits longer than ten seconds. Throws Error: AN_SERVER_NOT_RUNNING, or
// AN_DEVICE_FAILED with JACK's own words.
std::unique_ptr<JackClient> open_jack_client(const std::string &server, const std::string &name);

} // namespace audionative
