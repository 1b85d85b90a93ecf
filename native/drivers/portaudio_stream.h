// SPDX-License-Identifier: MIT
#pragma once

#include "drivers/callback_gate.h"
#include "drivers/driver.h"
#include "drivers/portaudio_session.h"
#include "drivers/stall_watch.h"

#include <atomic>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#if !defined(_WIN32)
#include <pthread.h>
#endif

namespace audionative {

// One open PortAudio stream. Shared, because a device that does not answer may keep the thread that stops it far
// longer than stop() is allowed to take: that thread then owns the stream and closes it whenever it gets there.
class PortAudioStream : public std::enable_shared_from_this<PortAudioStream> {
public:
    struct Parameters {
        PaDeviceIndex output = paNoDevice;
        PaDeviceIndex input = paNoDevice; // paNoDevice: output only
        int output_channels = 0;
        int input_channels = 0;
        double sample_rate = 0;
        int buffer_frames = 0;      // 0: as the host likes
        double latency_seconds = 0; // 0: the devices' low ones
    };

    // Opens it; throws Error.
    static std::shared_ptr<PortAudioStream> open(const Parameters &parameters, DriverHost &host);

    explicit PortAudioStream(const Parameters &parameters, DriverHost &host);
    ~PortAudioStream();
    PortAudioStream(const PortAudioStream &) = delete;
    PortAudioStream &operator=(const PortAudioStream &) = delete;

    void start(); // throws Error

    // Shuts the gate, lets what was rendered before sound, and stops the device.
    void stop() noexcept;

    // Stops it if need be and closes it, now or, if the device hangs, whenever that ends.
    void close() noexcept;

    bool is_realtime() const noexcept;
    const PaStreamInfo &info() const { return *Pa_GetStreamInfo(stream_); }

private:
    static int on_audio(const void *input, void *output, unsigned long frames, const PaStreamCallbackTimeInfo *times,
                        PaStreamCallbackFlags flags, void *self) noexcept AN_NONBLOCKING;
    static void on_finished(void *self) noexcept;

    void open_stream();
    void play_out() const;
    void process(const float *const *in, float *const *out, std::uint32_t frames,
                 PaStreamCallbackFlags flags) noexcept AN_NONBLOCKING;
    void look(double stalled_seconds);
    void report_lost(const std::string &why);
    std::string host_words() const;

    const Parameters parameters_;
    DriverHost *const host_; // not touched once the gate is shut and the watch stopped
    std::optional<PortAudioSession> session_{std::in_place};
    std::string name_; // in messages
    PaStream *stream_ = nullptr;
    CallbackGate gate_;
    StallWatch watch_;
    std::future<PaError> stopping_; // valid while a stop that took too long is under way
    bool is_started_ = false;
    bool is_jack_ = false;
    std::string earlier_words_; // of a host error before this stream's start
    int reported_frames_ = 0;   // the watch's own

    std::atomic<std::uint64_t> callbacks_{0};
    std::atomic<std::uint64_t> frames_{0};
    std::atomic<std::uint32_t> largest_callback_{0};
    std::atomic<bool> finished_{false};
    std::atomic<bool> lost_{false};
#if !defined(_WIN32)
    std::atomic<pthread_t> thread_{};
    std::atomic<bool> thread_known_{false};
#endif

    // What the input reads where the host had nothing to give.
    std::vector<float> silence_;
    std::vector<const float *> silent_input_;
};

} // namespace audionative
