// SPDX-License-Identifier: MIT
//
// PortAudio as the whole process shares it: initialised by the first who needs it, terminated by the last, and
// called by one thread at a time, since it guards nothing itself.
#pragma once

#include "support/status.h"

#include <portaudio.h>

#include <memory>
#include <string>

namespace audionative {

// PortAudio is initialised while any of these lives. Its device list is that of the moment the first was made.
class PortAudioSession {
public:
    // Throws Error with PortAudio's words, or AN_INVALID_STATE where its JACK part would open another server
    // than the one this process uses.
    PortAudioSession();
    ~PortAudioSession();
    PortAudioSession(const PortAudioSession &) = delete;
    PortAudioSession &operator=(const PortAudioSession &) = delete;

    // Whether the JACK server that PortAudio is a client of has died. PortAudio then aborts the process when it is
    // asked to close one of its JACK streams, or to terminate, so neither is done any more; its JACK part stays dead
    // until the process ends. False where there never was one.
    static bool jack_has_died() noexcept;

    // Keeps something alive until the process ends, since PortAudio still points to it.
    static void keep_for_ever(std::shared_ptr<void> what);

    // To be held around every call into PortAudio that is not a question about one stream. Not a mutex: a call on a
    // dead device may keep it for ever, so lock() gives up after seconds and throws Error(AN_DEVICE_FAILED).
    class [[nodiscard]] Lock {
    public:
        ~Lock();
        Lock(const Lock &) = delete;
        Lock &operator=(const Lock &) = delete;

    private:
        friend class PortAudioSession;
        Lock() = default;
    };
    static Lock lock();

private:
    static bool try_lock();
};

// The failure of what was being done ("open 'pulse' for output"), with PortAudio's words, those of the host behind
// it and said (what the libraries said meanwhile), and what to do.
Error portaudio_error(PaError code, const std::string &doing, const std::string &said);

// Whether the device belongs to JACK; to a JACK that died. Only for valid indices.
bool is_jack_device(PaDeviceIndex device);
bool is_dead_device(PaDeviceIndex device);

// The name of a device and of its host API: "pulse (ALSA)". Only for valid indices.
std::string portaudio_device_name(PaDeviceIndex device);

} // namespace audionative
