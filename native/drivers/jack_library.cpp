// SPDX-License-Identifier: MIT
#include "drivers/jack_library.h"

#include "drivers/background.h"
#include "drivers/library_messages.h"
#include "support/status.h"

#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace audionative {

namespace {

constexpr std::chrono::seconds open_limit{10};

struct Held {
    std::mutex mutex;
    std::string server;
    int count = 0;
};

// Never destroyed: a client that could not be closed in time may let go after the statics are gone.
Held &held()
{
    static Held &one = *new Held;
    return one;
}

// The lines come on any thread, libjack's own too.
void log_error(void *text) noexcept { library_message("JACK", AN_LOG_WARNING, static_cast<const char *>(text)); }
void log_info(void *text) noexcept { library_message("JACK", AN_LOG_DEBUG, static_cast<const char *>(text)); }
void on_jack_error(const char *text) { uncancelled(log_error, const_cast<char *>(text)); }
void on_jack_info(const char *text) { uncancelled(log_info, const_cast<char *>(text)); }

std::string fitted_client_name(const std::string &asked)
{
    // One byte less than jackd2 claims to take: it says 65 with the zero, and refuses a name of 64.
    std::vector<char> field(static_cast<std::size_t>(jack_client_name_size()) - 1);
    copy_text(field.data(), field.size(), asked.empty() ? "audionative" : asked.c_str());
    return field.data();
}

[[noreturn]] void throw_no_server(const std::string &server, const std::string &words)
{
    throw Error(AN_SERVER_NOT_RUNNING,
                "No JACK server named '" + server + "' answers" + (words.empty() ? "" : " (JACK: " + words + ")") +
                    ". Start one (jackd -n " + server +
                    " -d alsa, or -d dummy without a sound card), name the one that runs, or use another backend.");
}

} // namespace

std::string jack_server_name(const std::string &asked)
{
    if (!asked.empty()) {
        return asked;
    }
    const char *named = std::getenv("JACK_DEFAULT_SERVER");
    return named != nullptr && *named != '\0' ? named : "default";
}

bool jack_socket_exists(const std::string &server)
{
    const std::string path = "/dev/shm/jack_" + server + "_" + std::to_string(getuid()) + "_0";
    return access(path.c_str(), F_OK) == 0;
}

JackServerHold::JackServerHold(const std::string &server)
{
    Held &one = held();
    const std::lock_guard lock(one.mutex);
    if (one.count > 0 && one.server != server) {
        throw Error(
            AN_INVALID_STATE,
            "JACK's library can speak to one server at a time in a process, and this process uses '" + one.server +
                "' (PortAudio counts too: it opens the default server); '" + server +
                "' was asked for. Shut down what uses the first, name the same server, or use another process.");
    }
    one.server = server;
    ++one.count;
}

JackServerHold::~JackServerHold()
{
    Held &one = held();
    const std::lock_guard lock(one.mutex);
    --one.count;
}

void uncancelled(void (*work)(void *context) noexcept, void *context)
{
#if defined(_WIN32)
    work(context); // no cancellation there
#else
    int before = PTHREAD_CANCEL_ENABLE;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
    work(context);
    pthread_setcancelstate(before, nullptr);
#endif
}

void route_jack_messages() noexcept
{
    jack_set_error_function(on_jack_error);
    jack_set_info_function(on_jack_info);
}

JackClient::JackClient(const std::string &server, const std::string &name)
    : server_(jack_server_name(server)), hold_(server_)
{
    route_jack_messages();
    const MessageCapture words;
    const std::string asked_name = fitted_client_name(name);
    // Two clients of one name that open at the same moment on two servers of one user collide in shared memory and
    // one is turned away (JackServerError); a moment later it gets in.
    constexpr int tries = 4;
    for (int turn = 1;; ++turn) {
        jack_status_t status{};
        client_.reset(jack_client_open(asked_name.c_str(),
                                       static_cast<jack_options_t>(JackNoStartServer | JackServerName), &status,
                                       server_.c_str()));
        if (client_ != nullptr) {
            break;
        }
        if ((status & JackServerFailed) != 0) {
            throw_no_server(server_, words.text());
        }
        if ((status & JackServerError) == 0 || turn == tries) {
            throw Error(AN_DEVICE_FAILED, "The JACK server '" + server_ + "' does not accept the client '" +
                                              asked_name + "'" +
                                              (words.text().empty() ? "" : " (JACK: " + words.text() + ")") +
                                              ". Choose another client name, or see the server's own messages.");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20 * turn + getpid() % 20));
    }
    name_ = jack_get_client_name(client_.get());
}

std::unique_ptr<JackClient> open_jack_client(const std::string &server, const std::string &name)
{
    struct Opened {
        std::unique_ptr<JackClient> client;
        an_status status = AN_OK;
        std::string words;
    };
    auto opening = in_background("an-jack", [server, name]() -> Opened {
        try {
            return {std::make_unique<JackClient>(server, name), AN_OK, {}};
        } catch (const Error &error) {
            return {nullptr, error.status(), error.what()};
        }
    });
    if (opening.wait_for(open_limit) != std::future_status::ready) {
        throw Error(AN_DEVICE_FAILED, "The JACK server '" + jack_server_name(server) +
                                          "' is there but does not answer. Restart it, or use another backend.");
    }
    Opened opened = opening.get();
    if (!opened.client) {
        throw Error(opened.status, opened.words);
    }
    return std::move(opened.client);
}

void JackClient::Close::operator()(jack_client_t *client) const noexcept
{
    const MessageCapture expected;
    jack_client_close(client);
}

} // namespace audionative
