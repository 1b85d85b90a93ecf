// SPDX-License-Identifier: MIT
#include "abi/boundary.h"

using namespace audionative;

an_status an_recorder_check(std::int32_t container, std::int32_t sample_type, std::int32_t channels, double sample_rate)
{
    return guard([&] {
        SoundFileFormat format;
        format.container = container;
        format.sample_type = sample_type;
        format.channels = channels;
        format.sample_rate = sample_rate;
        check_format(format);
    });
}

an_status an_recorder_start(an_server *server, const an_recorder_config *config, an_recorder **recorder)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(config, "config");
        require_pointer(recorder, "recorder");
        auto handle = std::make_unique<an_recorder>();
        handle->recorder = server->server.start_recorder(*config);
        *recorder = handle.release();
    });
}

an_status an_recorder_stop(an_recorder *recorder, an_recorder_status *status)
{
    return guard([&] {
        require_pointer(recorder, "recorder");
        Server::stop_recorder(*recorder->recorder);
        if (status != nullptr) {
            *status = recorder->recorder->status();
        }
    });
}

an_status an_recorder_get_status(an_recorder *recorder, an_recorder_status *status)
{
    return guard([&] {
        require_pointer(recorder, "recorder");
        require_pointer(status, "status");
        *status = recorder->recorder->status();
    });
}

void an_recorder_destroy(an_recorder *recorder)
{
    if (recorder != nullptr) {
        Server::stop_recorder(*recorder->recorder);
        delete recorder;
    }
}
