// SPDX-License-Identifier: MIT
#include "abi/boundary.h"

#include <cmath>

using namespace audionative;

an_status an_server_create(const an_server_config *config, an_server **server)
{
    return guard([&] {
        require_pointer(config, "config");
        require_pointer(server, "server");
        *server = new an_server{Server(*config)};
    });
}

void an_server_destroy(an_server *server) { delete server; }

an_status an_server_configure(an_server *server, const an_server_config *config)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(config, "config");
        server->server.configure(*config);
    });
}

an_status an_server_boot(an_server *server)
{
    return guard([&] {
        require_pointer(server, "server");
        server->server.boot();
    });
}

an_status an_server_reopen(an_server *server, const an_server_config *config)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(config, "config");
        server->server.reopen(*config);
    });
}

an_status an_server_shutdown(an_server *server)
{
    return guard([&] {
        require_pointer(server, "server");
        server->server.shutdown();
    });
}

an_status an_server_start(an_server *server, double start_offset)
{
    return guard([&] {
        require_pointer(server, "server");
        server->server.start(start_offset);
    });
}

an_status an_server_stop(an_server *server)
{
    return guard([&] {
        require_pointer(server, "server");
        server->server.stop();
    });
}

an_status an_server_get_info(an_server *server, an_server_info *info)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(info, "info");
        *info = server->server.info();
    });
}

an_status an_server_render(an_server *server, std::int64_t frames, const float *input, float *output,
                           std::int32_t timeout_ms, std::int64_t *rendered)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(rendered, "rendered");
        *rendered = server->server.render(frames, input, output, timeout_ms);
        if (*rendered < frames) {
            throw Error(AN_STARVED, "rendered " + std::to_string(*rendered) + " of " + std::to_string(frames) +
                                        " frames; a source that is waited for has no data, or a recorder's disk is slow");
        }
    });
}

an_status an_server_set_amp(an_server *server, double amp)
{
    return guard([&] {
        require_pointer(server, "server");
        if (!std::isfinite(static_cast<float>(amp))) { // float, as the engine has it: 1e300 is none
            throw Error(AN_INVALID_ARGUMENT, "the amplitude must be a finite number");
        }
        server->server.set_amp(amp);
    });
}

an_status an_server_get_amp(an_server *server, double *amp)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(amp, "amp");
        *amp = server->server.amp();
    });
}

an_status an_server_get_clock(an_server *server, an_clock *clock)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(clock, "clock");
        *clock = server->server.clock();
    });
}

an_status an_server_get_stats(an_server *server, an_stats *stats)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(stats, "stats");
        *stats = server->server.stats();
    });
}

an_status an_server_get_meters(an_server *server, an_meter *meters, std::int32_t count, std::int32_t *written)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(written, "written");
        if (count < 0 || (count > 0 && meters == nullptr)) {
            throw Error(AN_INVALID_ARGUMENT, "the count is negative, or the array is null");
        }
        *written = server->server.meters(meters, count);
    });
}

an_status an_server_wait_events(an_server *server, an_event *events, std::int32_t capacity, std::int32_t timeout_ms,
                                std::int32_t *count)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(events, "events");
        require_pointer(count, "count");
        if (capacity < 1) {
            throw Error(AN_INVALID_ARGUMENT, "the capacity must be at least 1");
        }
        *count = server->server.events().take(events, capacity, timeout_ms);
    });
}

an_status an_server_wake(an_server *server)
{
    return guard([&] {
        require_pointer(server, "server");
        server->server.events().wake();
    });
}

an_status an_server_set_log_levels(an_server *server, std::int32_t levels)
{
    return guard([&] {
        require_pointer(server, "server");
        constexpr int all = AN_LOG_ERROR | AN_LOG_MESSAGE | AN_LOG_WARNING | AN_LOG_DEBUG;
        if ((levels & ~all) != 0) {
            throw Error(AN_INVALID_ARGUMENT, "levels is " + std::to_string(levels) + "; it must be a sum of 1, 2, 4 and 8");
        }
        server->server.set_log_levels(levels);
    });
}

an_status an_server_port_list(an_server *server, an_port_info *ports, std::int32_t capacity, std::int32_t *count)
{
    return guard([&] {
        require_pointer(server, "server");
        std::vector<an_port_info> infos;
        for (const Port &port : server->server.ports()) {
            an_port_info info{};
            info.is_input = port.is_input ? 1 : 0;
            info.is_physical = port.is_physical ? 1 : 0;
            info.is_own = port.is_own ? 1 : 0;
            copy_text(info.name, sizeof info.name, port.name.c_str());
            infos.push_back(info);
        }
        hand_out(infos, ports, capacity, count);
    });
}

an_status an_server_connect_ports(an_server *server, const char *source, const char *destination)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(source, "source");
        require_pointer(destination, "destination");
        server->server.connect(source, destination);
    });
}

an_status an_server_disconnect_ports(an_server *server, const char *source, const char *destination)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(source, "source");
        require_pointer(destination, "destination");
        server->server.disconnect(source, destination);
    });
}
