// SPDX-License-Identifier: MIT
#include "abi/boundary.h"
#include "support/monotonic.h"

using namespace audionative;

#ifndef AUDIONATIVE_VERSION
#error "the build defines AUDIONATIVE_VERSION"
#endif

std::uint32_t an_abi_version(void) { return AN_ABI_VERSION; }

const char *an_version(void) { return AUDIONATIVE_VERSION; }

const char *an_last_error(void) { return last_error(); }

std::int64_t an_monotonic_ns(void) { return monotonic_ns(); }

an_status an_device_list(an_device_info *devices, std::int32_t capacity, std::int32_t *count)
{
    return guard([&] { hand_out(list_devices(), devices, capacity, count); });
}

an_status an_host_api_list(an_host_api_info *host_apis, std::int32_t capacity, std::int32_t *count)
{
    return guard([&] { hand_out(list_host_apis(), host_apis, capacity, count); });
}

an_status an_jack_probe(const char *server_name, double *sample_rate, std::int32_t *buffer_frames)
{
    return guard([&] {
        require_pointer(sample_rate, "sample_rate");
        require_pointer(buffer_frames, "buffer_frames");
        const JackServerInfo info = probe_jack(server_name != nullptr ? server_name : "");
        *sample_rate = info.sample_rate;
        *buffer_frames = info.buffer_frames;
    });
}
