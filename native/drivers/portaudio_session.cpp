// SPDX-License-Identifier: MIT
#include "drivers/portaudio_session.h"

#include "drivers/alsa_messages.h"
#include "drivers/library_messages.h"
#ifdef AN_HAVE_JACK
#include "drivers/jack_library.h"
#endif

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#if defined(__linux__)
// Parts that a build of PortAudio may lack or hide.
extern "C" {
PaError PaJack_SetClientName(const char *name) __attribute__((weak));
void PaUtil_SetDebugPrintFunction(void (*print)(const char *line)) __attribute__((weak));
}
#endif

namespace audionative {

namespace {

constexpr std::chrono::seconds longest_call{5};

struct Shared {
    std::mutex mutex; // of is_taken alone
    std::condition_variable freed;
    bool is_taken = false;

    // The rest belongs to whoever holds the lock.
    int sessions = 0;
    bool is_initialized = false;
    std::vector<std::shared_ptr<void>> kept;
    std::atomic<bool> jack_died{false};
#ifdef AN_HAVE_JACK
    // A client beside PortAudio's own on the same server, only to be told when that dies.
    std::unique_ptr<JackClient> jack_watch;
#endif
};

// Never destroyed: a thread that waits for a dead device may outlive the statics.
Shared &shared()
{
    static Shared &one = *new Shared;
    return one;
}

#if defined(__linux__)
void on_debug_line(const char *line) { library_message("PortAudio", AN_LOG_DEBUG, line); }
#endif

void route_messages() noexcept
{
    route_alsa_messages();
#ifdef AN_HAVE_JACK
    route_jack_messages();
#endif
#if defined(__linux__)
    if (PaUtil_SetDebugPrintFunction != nullptr) {
        PaUtil_SetDebugPrintFunction(on_debug_line);
    }
#endif
}

#ifdef AN_HAVE_JACK
void on_jack_shutdown(jack_status_t, const char *, void *died) { *static_cast<std::atomic<bool> *>(died) = true; }

// PortAudio's JACK part becomes a client of the default server if there is one. Finding out first also keeps
// Pa_Initialize from hanging on a server that does.
void watch_jack(Shared &one)
{
    const std::string server = jack_server_name({});
    if (!jack_socket_exists(server)) {
        return;
    }
    try {
        one.jack_watch = open_jack_client(server, "audionative-watch-" + std::to_string(getpid()));
        jack_on_info_shutdown(one.jack_watch->get(), on_jack_shutdown, &one.jack_died);
    } catch (const Error &error) {
        if (error.status() != AN_SERVER_NOT_RUNNING) { // only a socket that a killed server left behind
            throw;
        }
    }
}
#endif

void initialize(Shared &one)
{
#ifdef AN_HAVE_JACK
    watch_jack(one);
#endif
#if defined(__linux__)
    if (PaJack_SetClientName != nullptr) {
        // Of its own for each process: JACK servers of one user trip over clients of the same name.
        static const std::string name = "audionative-pa-" + std::to_string(getpid());
        PaJack_SetClientName(name.c_str());
    }
#endif
    route_messages();
    const MessageCapture words;
    const PaError code = Pa_Initialize();
    route_messages(); // PortAudio's JACK part has taken the error lines
    if (code != paNoError) {
#ifdef AN_HAVE_JACK
        one.jack_watch.reset();
#endif
        throw portaudio_error(code, "initialise", words.text());
    }
    one.is_initialized = true;
}

void terminate(Shared &one)
{
    if (one.jack_died || !one.kept.empty()) {
        return;
    }
    const MessageCapture expected;
    Pa_Terminate();
    route_messages();
    one.is_initialized = false;
#ifdef AN_HAVE_JACK
    one.jack_watch.reset();
#endif
}

} // namespace

PortAudioSession::PortAudioSession()
{
    const Lock held = lock();
    Shared &one = shared();
    if (!one.is_initialized) {
        initialize(one);
    }
    ++one.sessions;
}

PortAudioSession::~PortAudioSession()
{
    if (!try_lock()) {
        return; // PortAudio stays as it is: terminating it under a call that hangs would crash
    }
    const Lock held;
    Shared &one = shared();
    if (--one.sessions == 0) {
        terminate(one);
    }
}

bool PortAudioSession::jack_has_died() noexcept { return shared().jack_died; }

void PortAudioSession::keep_for_ever(std::shared_ptr<void> what)
{
    const Lock held = lock();
    shared().kept.push_back(std::move(what));
}

bool PortAudioSession::try_lock()
{
    Shared &one = shared();
    std::unique_lock guard(one.mutex);
    if (!one.freed.wait_for(guard, longest_call, [&one] { return !one.is_taken; })) {
        return false;
    }
    one.is_taken = true;
    return true;
}

PortAudioSession::Lock::~Lock()
{
    Shared &one = shared();
    {
        const std::lock_guard guard(one.mutex);
        one.is_taken = false;
    }
    one.freed.notify_one();
}

PortAudioSession::Lock PortAudioSession::lock()
{
    if (!try_lock()) {
        throw Error(AN_DEVICE_FAILED, "PortAudio has been busy for 5 seconds with a device that does not answer. Try "
                                      "again later, use another backend, or restart the program.");
    }
    return {};
}

Error portaudio_error(PaError code, const std::string &doing, const std::string &said)
{
    std::string words = Pa_GetErrorText(code);
    bool is_busy = code == paDeviceUnavailable;
    if (code == paUnanticipatedHostError) {
        if (const PaHostErrorInfo *host = Pa_GetLastHostErrorInfo(); host != nullptr && host->errorText != nullptr) {
            words = std::string(host->errorText) + " (host error " + std::to_string(host->errorCode) + ")";
            is_busy = is_busy || host->errorCode == -EBUSY;
        }
    }
    if (!said.empty() && said.find(words) == std::string::npos) {
        words += "; " + said;
    }
    an_status status = AN_DEVICE_FAILED;
    const char *advice = "Choose another device (list them first) or see that the sound system runs.";
    if (is_busy) {
        status = AN_DEVICE_BUSY;
        advice = "Another program may hold it, or it is gone: close that program or choose another device.";
    } else if (code == paInvalidSampleRate) {
        status = AN_SAMPLE_RATE_UNSUPPORTED;
        advice = "Ask for the device's default rate, or allow its rate to be adopted.";
    } else if (code == paInvalidChannelCount) {
        status = AN_CHANNELS_UNSUPPORTED;
        advice = "Ask for as many channels as the device list gives.";
    } else if (code == paBufferTooBig || code == paBufferTooSmall) {
        status = AN_BUFFER_SIZE_UNSUPPORTED;
        advice = "Ask for another number of frames, or 0 for the device's own.";
    } else if (code == paInvalidDevice) {
        status = AN_NO_DEVICE_FOUND;
    } else if (code == paInsufficientMemory) {
        status = AN_OUT_OF_MEMORY;
    }
    return {status, "PortAudio cannot " + doing + ": " + words + ". " + advice};
}

bool is_jack_device(PaDeviceIndex device)
{
    return Pa_GetHostApiInfo(Pa_GetDeviceInfo(device)->hostApi)->type == paJACK;
}

bool is_dead_device(PaDeviceIndex device) { return is_jack_device(device) && PortAudioSession::jack_has_died(); }

std::string portaudio_device_name(PaDeviceIndex device)
{
    const PaDeviceInfo *info = Pa_GetDeviceInfo(device);
    const PaHostApiInfo *api = Pa_GetHostApiInfo(info->hostApi);
    return std::string(info->name) + " (" + api->name + ")";
}

} // namespace audionative
