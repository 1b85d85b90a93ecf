// SPDX-License-Identifier: MIT
#include "drivers/portaudio_stream.h"

#include "drivers/background.h"
#include "drivers/library_messages.h"
#include "support/monotonic.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#if defined(__linux__)
extern "C" void PaAlsa_EnableRealtimeScheduling(PaStream *stream, int enable) __attribute__((weak));
#endif

namespace audionative {

namespace {

// How long a device may take. Stopping plays out what the device has buffered.
constexpr std::chrono::seconds start_limit{10};
constexpr std::chrono::seconds stop_limit{3};

PaHostApiTypeId host_api_of(PaDeviceIndex device) { return Pa_GetHostApiInfo(Pa_GetDeviceInfo(device)->hostApi)->type; }

} // namespace

PortAudioStream::PortAudioStream(const Parameters &parameters, DriverHost &host) : parameters_(parameters), host_(&host)
{
    if (parameters.input != paNoDevice) {
        silence_.assign(AN_MAX_BUFFER_FRAMES, 0.0F);
        silent_input_.assign(static_cast<std::size_t>(parameters.input_channels), silence_.data());
    }
}

PortAudioStream::~PortAudioStream() = default;

std::shared_ptr<PortAudioStream> PortAudioStream::open(const Parameters &parameters, DriverHost &host)
{
    auto stream = std::make_shared<PortAudioStream>(parameters, host);
    stream->open_stream();
    return stream;
}

void PortAudioStream::open_stream()
{
    const PortAudioSession::Lock held = PortAudioSession::lock();
    name_ = "'" + portaudio_device_name(parameters_.output) + "'";
    if (parameters_.input != paNoDevice && parameters_.input != parameters_.output) {
        name_ += " with input '" + portaudio_device_name(parameters_.input) + "'";
    }
    const auto latency = [this](double low) {
        return parameters_.latency_seconds > 0 ? parameters_.latency_seconds : low;
    };
    PaStreamParameters output{};
    output.device = parameters_.output;
    output.channelCount = parameters_.output_channels;
    output.sampleFormat = paFloat32 | paNonInterleaved;
    output.suggestedLatency = latency(Pa_GetDeviceInfo(parameters_.output)->defaultLowOutputLatency);
    PaStreamParameters input{};
    if (parameters_.input != paNoDevice) {
        input.device = parameters_.input;
        input.channelCount = parameters_.input_channels;
        input.sampleFormat = paFloat32 | paNonInterleaved;
        input.suggestedLatency = latency(Pa_GetDeviceInfo(parameters_.input)->defaultLowInputLatency);
    }
    const unsigned long frames = parameters_.buffer_frames > 0 ? static_cast<unsigned long>(parameters_.buffer_frames)
                                                               : paFramesPerBufferUnspecified;
    const MessageCapture words;
    // No clipping by PortAudio (the float path of most hosts has none; the engine counts what is too loud) and no
    // dither.
    PaError code = Pa_OpenStream(&stream_, parameters_.input != paNoDevice ? &input : nullptr, &output,
                                 parameters_.sample_rate, frames, paClipOff | paDitherOff, on_audio, this);
    if (code != paNoError) {
        stream_ = nullptr;
        throw portaudio_error(code,
                              "open " + name_ + " at " + std::to_string(std::lround(parameters_.sample_rate)) +
                                  " Hz with " + std::to_string(parameters_.output_channels) + " output and " +
                                  std::to_string(parameters_.input != paNoDevice ? parameters_.input_channels : 0) +
                                  " input channels",
                              words.text());
    }
    is_jack_ = is_jack_device(parameters_.output);
    Pa_SetStreamFinishedCallback(stream_, on_finished);
#if defined(__linux__)
    // It takes any stream for ALSA's.
    if (PaAlsa_EnableRealtimeScheduling != nullptr && host_api_of(parameters_.output) == paALSA) {
        PaAlsa_EnableRealtimeScheduling(stream_, 1);
    }
#endif
}

void PortAudioStream::start()
{
    if (is_started_) {
        return;
    }
    if (lost_ || stopping_.valid()) {
        throw Error(AN_DEVICE_FAILED,
                    "The device " + name_ + " is gone or has not stopped yet. Shut the server down and boot it anew.");
    }
    finished_ = false;
    earlier_words_ = host_words();
#if !defined(_WIN32)
    thread_known_ = false;
#endif
    gate_.open();
    auto said = std::make_shared<std::string>();
    std::future<PaError> starting = in_background("an-portaudio", [kept = shared_from_this(), stream = stream_, said] {
        const PortAudioSession::Lock held = PortAudioSession::lock();
        const MessageCapture words;
        const PaError code = Pa_StartStream(stream);
        *said = words.text();
        return code;
    });
    if (starting.wait_for(start_limit) != std::future_status::ready) {
        gate_.shut();
        lost_ = true;
        stopping_ = std::move(starting);
        throw Error(AN_DEVICE_FAILED,
                    "The device " + name_ + " has not started within 10 seconds. Choose another one.");
    }
    if (const PaError code = starting.get(); code != paNoError) {
        gate_.shut();
        throw portaudio_error(code, "start " + name_, *said);
    }
    is_started_ = true;
    watch_.start(callbacks_, [this](double stalled) { look(stalled); });
}

void PortAudioStream::stop() noexcept
{
    gate_.shut();
    watch_.stop();
    if (!is_started_) {
        return;
    }
    is_started_ = false;
    if (is_jack_ && (lost_ || PortAudioSession::jack_has_died())) {
        lost_ = true; // there is nothing to stop, and PortAudio would wait ten minutes for it
        return;
    }
    try {
        play_out();
        // A lost device is aborted, without the lock: that may take for ever.
        stopping_ = in_background("an-portaudio", [this, kept = shared_from_this(), stream = stream_] {
            if (lost_) {
                return Pa_AbortStream(stream);
            }
            const PortAudioSession::Lock held = PortAudioSession::lock();
            return Pa_StopStream(stream);
        });
        if (stopping_.wait_for(stop_limit) == std::future_status::ready) {
            stopping_.get();
        } else {
            host_->log(AN_LOG_WARNING, "The device " + name_ + " does not stop; it is left to itself.");
        }
    } catch (...) { // no memory or thread for it: the stream runs on behind the shut gate until it is closed
    }
}

// Pa_StopStream is to play out what the device still has buffered, but through ALSA's PulseAudio plug-in it is thrown
// away, and a fade with it. So the callback's silence is what pushes it through, for as long as the host claims to
// buffer.
void PortAudioStream::play_out() const
{
    const double rate = parameters_.sample_rate;
    const double buffered = info().outputLatency * rate + 2.0 * largest_callback_.load();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(0.5 + 2 * buffered / rate);
    const std::uint64_t end = frames_ + static_cast<std::uint64_t>(std::ceil(buffered));
    while (frames_ < end && !lost_ && !finished_ && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

void PortAudioStream::close() noexcept
{
    stop();
    if (stream_ == nullptr) {
        return;
    }
    try {
        if (is_jack_ && (lost_ || PortAudioSession::jack_has_died())) {
            PortAudioSession::keep_for_ever(shared_from_this());
            return;
        }
        auto stopping = std::make_shared<std::future<PaError>>(std::move(stopping_));
        std::future<PaError> closing =
            in_background("an-portaudio", [this, kept = shared_from_this(), stopping, stream = stream_] {
                if (stopping->valid()) {
                    stopping->wait();
                }
                PaError code = paNoError;
                {
                    const PortAudioSession::Lock held = PortAudioSession::lock();
                    const MessageCapture expected;
                    code = Pa_CloseStream(stream);
                }
                session_.reset(); // here, so that PortAudio has let go of the device when close() returns
                return code;
            });
        stream_ = nullptr;
        closing.wait_for(stop_limit);
    } catch (...) { // no memory or thread for it: PortAudio keeps the stream
    }
}

bool PortAudioStream::is_realtime() const noexcept
{
#if defined(_WIN32)
    return false;
#else
    if (!is_started_ || lost_ || !thread_known_) {
        return false;
    }
    int policy = SCHED_OTHER;
    sched_param parameters{};
    if (pthread_getschedparam(thread_, &policy, &parameters) != 0) {
        return false;
    }
    return policy == SCHED_FIFO || policy == SCHED_RR;
#endif
}

int PortAudioStream::on_audio(const void *input, void *output, unsigned long frames, const PaStreamCallbackTimeInfo *,
                              PaStreamCallbackFlags flags, void *self) noexcept AN_NONBLOCKING
{
    static_cast<PortAudioStream *>(self)->process(static_cast<const float *const *>(input),
                                                  static_cast<float *const *>(output),
                                                  static_cast<std::uint32_t>(frames), flags);
    return paContinue;
}

void PortAudioStream::process(const float *const *in, float *const *out, std::uint32_t frames,
                              PaStreamCallbackFlags flags) noexcept AN_NONBLOCKING
{
    const std::int64_t now = monotonic_ns();
    const AudioThreadScope scope;
#if !defined(_WIN32)
    if (!thread_known_.load(std::memory_order_relaxed)) {
        // Reads a register's worth of thread storage; the scheduler is asked elsewhere, by is_realtime.
        AN_TRUSTED_BEGIN
        thread_.store(pthread_self(), std::memory_order_relaxed);
        AN_TRUSTED_END
        thread_known_.store(true, std::memory_order_release);
    }
#endif
    callbacks_.fetch_add(1, std::memory_order_relaxed);
    frames_.fetch_add(frames, std::memory_order_relaxed);
    if (frames > largest_callback_.load(std::memory_order_relaxed)) {
        largest_callback_.store(frames, std::memory_order_relaxed);
    }
    if (!gate_.enter()) {
        for (int channel = 0; channel < parameters_.output_channels; ++channel) {
            std::fill_n(out[channel], frames, 0.0F);
        }
        return;
    }
    constexpr PaStreamCallbackFlags lost_sound =
        paInputUnderflow | paInputOverflow | paOutputUnderflow | paOutputOverflow;
    if ((flags & lost_sound) != 0 && (flags & paPrimingOutput) == 0) {
        host_->report_xrun();
    }
    if (in == nullptr && parameters_.input != paNoDevice && frames <= silence_.size()) {
        in = silent_input_.data();
    }
    host_->process(in, out, frames, now);
    gate_.leave();
}

// On the thread that ends, which may still be the audio thread: only a note for the watch.
void PortAudioStream::on_finished(void *self) noexcept { static_cast<PortAudioStream *>(self)->finished_ = true; }

void PortAudioStream::look(double stalled_seconds)
{
    if (lost_) {
        return;
    }
    const auto largest = static_cast<int>(largest_callback_.load(std::memory_order_relaxed));
    if (parameters_.buffer_frames == 0 && largest > reported_frames_) {
        reported_frames_ = largest;
        host_->report_buffer_frames(largest);
    }
    if (is_jack_ && PortAudioSession::jack_has_died()) {
        report_lost("The JACK server behind the device " + name_ + " is gone.");
        return;
    }
    if (finished_ || Pa_IsStreamActive(stream_) != 1) {
        const std::string words = host_words();
        report_lost("The device " + name_ + " has ended the stream" +
                    (words.empty() || words == earlier_words_ ? "" : ": " + words) + ".");
        return;
    }
    const double buffer_seconds = std::max(parameters_.buffer_frames, largest) / parameters_.sample_rate;
    if (const double limit = std::max(2.0, 4 * buffer_seconds); stalled_seconds >= limit) {
        report_lost("The device " + name_ +
                    (callbacks_ == 0 ? " has never asked for sound" : " has stopped asking for sound") +
                    ": nothing for " + std::to_string(std::lround(stalled_seconds)) + " seconds.");
    }
}

// PortAudio keeps the last one for the whole process.
std::string PortAudioStream::host_words() const
{
    const PaHostErrorInfo *host = Pa_GetLastHostErrorInfo();
    return host != nullptr && host->errorText != nullptr ? host->errorText : "";
}

void PortAudioStream::report_lost(const std::string &why)
{
    lost_ = true;
    host_->report_lost(why.c_str());
}

} // namespace audionative
