// SPDX-License-Identifier: MIT
#include "drivers/driver.h"
#include "drivers/library_messages.h"
#include "drivers/portaudio_session.h"
#include "drivers/portaudio_stream.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace audionative {

namespace {

constexpr PaHostApiIndex any_host_api = -1;

// What there is, for a message: "0 'hw:0,0 (ALSA)', 3 'pulse (ALSA)'".
std::string devices_in_words(bool outputs)
{
    std::string words;
    for (PaDeviceIndex index = 0; index < Pa_GetDeviceCount(); ++index) {
        const PaDeviceInfo *info = Pa_GetDeviceInfo(index);
        if ((outputs ? info->maxOutputChannels : info->maxInputChannels) > 0 && !is_dead_device(index)) {
            words += (words.empty() ? "" : ", ") + std::to_string(index) + " '" + portaudio_device_name(index) + "'";
        }
    }
    return words.empty() ? "none" : words;
}

// Core Audio's own index, or any_host_api for the PortAudio backend.
PaHostApiIndex wanted_host_api(const DriverConfig &config)
{
    if (config.backend != AN_BACKEND_COREAUDIO) {
        return any_host_api;
    }
    const PaHostApiIndex index = Pa_HostApiTypeIdToHostApiIndex(paCoreAudio);
    if (index < 0) {
        throw Error(AN_NOT_SUPPORTED,
                    "Core Audio is the sound system of macOS, and the PortAudio of this machine has no "
                    "such host API. Use the PortAudio or JACK backend here.");
    }
    return index;
}

void check_index(PaDeviceIndex device, PaHostApiIndex api, bool outputs)
{
    if (device < 0 || device >= Pa_GetDeviceCount()) {
        throw Error(AN_NO_DEVICE_FOUND, "There is no device with index " + std::to_string(device) + ". The " +
                                            (outputs ? "output" : "input") +
                                            " devices are: " + devices_in_words(outputs) + ".");
    }
    if (is_dead_device(device)) {
        throw Error(AN_NO_DEVICE_FOUND,
                    "The JACK server behind '" + portaudio_device_name(device) +
                        "' has died, and "
                        "PortAudio cannot connect to another in this process. Use the JACK backend, another "
                        "device, or restart the program.");
    }
    if (api != any_host_api && Pa_GetDeviceInfo(device)->hostApi != api) {
        throw Error(AN_NO_DEVICE_FOUND, "The device '" + portaudio_device_name(device) +
                                            "' is not one of Core Audio's. "
                                            "The devices are: " +
                                            devices_in_words(outputs) + ".");
    }
}

PaDeviceIndex find_output(const DriverConfig &config, PaHostApiIndex api)
{
    PaDeviceIndex device = config.output_device;
    if (device == AN_DEFAULT_DEVICE) {
        device = api == any_host_api ? Pa_GetDefaultOutputDevice() : Pa_GetHostApiInfo(api)->defaultOutputDevice;
        if (device != paNoDevice && is_dead_device(device)) {
            device = paNoDevice;
        }
        for (PaDeviceIndex other = 0; device == paNoDevice && other < Pa_GetDeviceCount(); ++other) {
            const PaDeviceInfo *info = Pa_GetDeviceInfo(other);
            if (info->maxOutputChannels > 0 && !is_dead_device(other) &&
                (api == any_host_api || info->hostApi == api)) {
                device = other;
            }
        }
        if (device == paNoDevice) {
            throw Error(AN_NO_DEVICE_FOUND,
                        "PortAudio finds no output device on this machine. Attach one, start a sound "
                        "server (PulseAudio, PipeWire, JACK), or use the dummy or offline backend.");
        }
    }
    check_index(device, api, true);
    const PaDeviceInfo *info = Pa_GetDeviceInfo(device);
    if (info->maxOutputChannels < config.output_channels) {
        throw Error(AN_CHANNELS_UNSUPPORTED,
                    "The device '" + portaudio_device_name(device) + "' has " +
                        std::to_string(info->maxOutputChannels) + " output channels; " +
                        std::to_string(config.output_channels) +
                        " were asked for. Ask for no more than it has, or choose another device.");
    }
    return device;
}

// paNoDevice where there is none, with the reason in why.
PaDeviceIndex find_input(const DriverConfig &config, PaDeviceIndex output, PaHostApiIndex api, std::string &why)
{
    if (config.input_channels == 0 || config.input_device == AN_NO_DEVICE) {
        return paNoDevice;
    }
    PaDeviceIndex device = config.input_device;
    if (device == AN_DEFAULT_DEVICE) {
        // Of the output's host API: a stream cannot span two of them.
        device = Pa_GetHostApiInfo(Pa_GetDeviceInfo(output)->hostApi)->defaultInputDevice;
        if (device == paNoDevice) {
            why = "PortAudio finds no input device beside '" + portaudio_device_name(output) + "'";
            return paNoDevice;
        }
    }
    check_index(device, api, false);
    if (Pa_GetDeviceInfo(device)->maxInputChannels == 0) {
        why = "The device '" + portaudio_device_name(device) + "' has no input";
        return paNoDevice;
    }
    return device;
}

class PortAudioDriver final : public Driver {
public:
    ~PortAudioDriver() override { PortAudioDriver::close(); }

    DriverInfo open(const DriverConfig &config, DriverHost &host) override;
    void start() override;
    void stop() noexcept override;
    void close() noexcept override;
    bool is_realtime() const noexcept override { return stream_ && stream_->is_realtime(); }

private:
    void open_best(const DriverConfig &config, PortAudioStream::Parameters &parameters, DriverHost &host);
    void open_duplex_or_output(PortAudioStream::Parameters &parameters, DriverHost &host);
    void notice(const std::string &line) { append_line(notice_, line); }

    std::optional<MessageListener> listener_;
    std::shared_ptr<PortAudioStream> stream_;
    std::string notice_;
};

DriverInfo PortAudioDriver::open(const DriverConfig &config, DriverHost &host)
{
    close();
    listener_.emplace(host);
    try {
        const PortAudioSession session; // the stream's own takes over
        PortAudioStream::Parameters parameters;
        {
            const PortAudioSession::Lock held = PortAudioSession::lock();
            const PaHostApiIndex api = wanted_host_api(config);
            parameters.output = find_output(config, api);
            std::string why;
            parameters.input = find_input(config, parameters.output, api, why);
            if (!why.empty()) {
                notice(why + "; output only.");
            }
            parameters.output_channels = config.output_channels;
            if (parameters.input != paNoDevice) {
                const int most = Pa_GetDeviceInfo(parameters.input)->maxInputChannels;
                parameters.input_channels = std::min(config.input_channels, most);
                if (most < config.input_channels) {
                    notice("The input '" + portaudio_device_name(parameters.input) + "' has " + std::to_string(most) +
                           " channels; " + std::to_string(config.input_channels) + " were asked for.");
                }
            }
            parameters.sample_rate =
                config.sample_rate > 0 ? config.sample_rate : Pa_GetDeviceInfo(parameters.output)->defaultSampleRate;
            parameters.buffer_frames = config.buffer_frames;
            parameters.latency_seconds = config.latency_seconds;
        }
        open_best(config, parameters, host);

        const PaStreamInfo &got = stream_->info();
        DriverInfo info;
        info.sample_rate = got.sampleRate;
        info.output_channels = parameters.output_channels;
        info.input_channels = parameters.input != paNoDevice ? parameters.input_channels : 0;
        info.output_latency = got.outputLatency;
        info.input_latency = parameters.input != paNoDevice ? got.inputLatency : 0;
        // Where the host chooses, the first callbacks tell; until then what it buffers is the most it can be.
        info.buffer_frames = config.buffer_frames > 0
                                 ? config.buffer_frames
                                 : std::clamp(static_cast<int>(std::lround(got.outputLatency * got.sampleRate)), 1,
                                              static_cast<int>(AN_MAX_BUFFER_FRAMES));
        info.output_device = parameters.output;
        info.output_name = Pa_GetDeviceInfo(parameters.output)->name;
        if (parameters.input != paNoDevice) {
            info.input_device = parameters.input;
            info.input_name = Pa_GetDeviceInfo(parameters.input)->name;
        }
        info.notice = notice_;
        return info;
    } catch (...) {
        close();
        throw;
    }
}

// At the rate asked for, else, if that is allowed, at the device's own.
void PortAudioDriver::open_best(const DriverConfig &config, PortAudioStream::Parameters &parameters, DriverHost &host)
{
    const std::string notices = notice_;
    PortAudioStream::Parameters as_asked = parameters;
    try {
        open_duplex_or_output(as_asked, host);
        parameters = as_asked;
        return;
    } catch (const Error &error) {
        const double own = Pa_GetDeviceInfo(parameters.output)->defaultSampleRate;
        if (error.status() != AN_SAMPLE_RATE_UNSUPPORTED || std::abs(own - parameters.sample_rate) < 0.5) {
            throw;
        }
        const std::string both = "'" + portaudio_device_name(parameters.output) + "' does not run at " +
                                 std::to_string(std::lround(parameters.sample_rate)) + " Hz; its own rate is " +
                                 std::to_string(std::lround(own)) + " Hz";
        if (!config.adopt_rate) {
            throw Error(AN_SAMPLE_RATE_UNSUPPORTED,
                        both + ". Ask for that, or allow the device's rate to be adopted. " + error.what());
        }
        notice_ = notices;
        notice(both + ", which is used.");
        parameters.sample_rate = own;
    }
    open_duplex_or_output(parameters, host);
}

void PortAudioDriver::open_duplex_or_output(PortAudioStream::Parameters &parameters, DriverHost &host)
{
    if (parameters.input == paNoDevice) {
        stream_ = PortAudioStream::open(parameters, host);
        return;
    }
    try {
        stream_ = PortAudioStream::open(parameters, host);
    } catch (const Error &error) {
        // If the output opens alone, the input was the obstacle; if not, the output's own failure is the one to tell.
        const std::string input = portaudio_device_name(parameters.input);
        parameters.input = paNoDevice;
        stream_ = PortAudioStream::open(parameters, host);
        notice("The input '" + input + "' cannot be used; output only. " + error.what());
    }
}

void PortAudioDriver::start()
{
    if (!stream_) {
        throw Error(AN_INVALID_STATE, "The PortAudio driver is not open.");
    }
    stream_->start();
}

void PortAudioDriver::stop() noexcept
{
    if (stream_) {
        stream_->stop();
    }
}

void PortAudioDriver::close() noexcept
{
    if (stream_) {
        stream_->close();
        stream_.reset();
    }
    listener_.reset();
    notice_.clear();
}

} // namespace

std::unique_ptr<Driver> make_portaudio_driver() { return std::make_unique<PortAudioDriver>(); }

} // namespace audionative
