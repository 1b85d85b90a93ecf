// SPDX-License-Identifier: MIT
#include "drivers/driver.h"

#ifdef AN_HAVE_PORTAUDIO

#include "drivers/portaudio_session.h"

namespace audionative {

std::vector<an_device_info> list_devices()
{
    const PortAudioSession session;
    const PortAudioSession::Lock held = PortAudioSession::lock();
    std::vector<an_device_info> list;
    for (PaDeviceIndex index = 0; index < Pa_GetDeviceCount(); ++index) {
        if (is_dead_device(index)) {
            continue;
        }
        const PaDeviceInfo *device = Pa_GetDeviceInfo(index);
        const PaHostApiInfo *api = Pa_GetHostApiInfo(device->hostApi);
        an_device_info info{};
        info.index = index;
        info.max_input_channels = device->maxInputChannels;
        info.max_output_channels = device->maxOutputChannels;
        info.is_default_input = index == Pa_GetDefaultInputDevice() ? 1 : 0;
        info.is_default_output = index == Pa_GetDefaultOutputDevice() ? 1 : 0;
        info.host_api = device->hostApi;
        info.default_sample_rate = device->defaultSampleRate;
        info.low_input_latency = device->defaultLowInputLatency;
        info.low_output_latency = device->defaultLowOutputLatency;
        info.high_input_latency = device->defaultHighInputLatency;
        info.high_output_latency = device->defaultHighOutputLatency;
        copy_text(info.name, sizeof info.name, device->name);
        copy_text(info.host_api_name, sizeof info.host_api_name, api->name);
        list.push_back(info);
    }
    return list;
}

std::vector<an_host_api_info> list_host_apis()
{
    const PortAudioSession session;
    const PortAudioSession::Lock held = PortAudioSession::lock();
    const auto device_or_none = [](PaDeviceIndex index) { return index == paNoDevice ? AN_NO_DEVICE : index; };
    std::vector<an_host_api_info> list;
    for (PaHostApiIndex index = 0; index < Pa_GetHostApiCount(); ++index) {
        const PaHostApiInfo *api = Pa_GetHostApiInfo(index);
        an_host_api_info info{};
        info.index = index;
        info.type_id = api->type;
        info.device_count = api->deviceCount;
        info.default_input_device = device_or_none(api->defaultInputDevice);
        info.default_output_device = device_or_none(api->defaultOutputDevice);
        info.is_default = index == Pa_GetDefaultHostApi() ? 1 : 0;
        copy_text(info.name, sizeof info.name, api->name);
        list.push_back(info);
    }
    return list;
}

} // namespace audionative

#else

namespace audionative {
std::vector<an_device_info> list_devices() { return {}; }
std::vector<an_host_api_info> list_host_apis() { return {}; }
} // namespace audionative

#endif
