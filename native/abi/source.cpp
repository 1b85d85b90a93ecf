// SPDX-License-Identifier: MIT
#include "abi/boundary.h"

#include <cmath>

using namespace audionative;

namespace {

void check(const an_source_config &config)
{
    if (config.channels < 1 || config.channels > AN_MAX_CHANNELS) {
        throw Error(AN_INVALID_ARGUMENT, "a source has from 1 to " + std::to_string(AN_MAX_CHANNELS) + " channels, not " +
                                             std::to_string(config.channels));
    }
    if (config.capacity_frames < 1 || config.capacity_frames > (std::int64_t{1} << 28)) {
        throw Error(AN_INVALID_ARGUMENT, "the capacity is " + std::to_string(config.capacity_frames) +
                                             " frames; it must be from 1 to 2^28");
    }
    if (config.output_channel < 0 || config.output_channel >= AN_MAX_CHANNELS) {
        throw Error(AN_INVALID_ARGUMENT, "the output channel is " + std::to_string(config.output_channel) +
                                             "; it must be from 0 to " + std::to_string(AN_MAX_CHANNELS - 1));
    }
}

} // namespace

an_status an_source_create(const an_source_config *config, an_source **source)
{
    return guard([&] {
        require_pointer(config, "config");
        require_pointer(source, "source");
        check(*config);
        *source = new an_source{std::make_shared<Source>(*config)};
    });
}

void an_source_destroy(an_source *source)
{
    if (source != nullptr) {
        Server::abandon_source(source->source);
        delete source;
    }
}

an_status an_server_add_source(an_server *server, an_source *source)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(source, "source");
        server->server.add_source(source->source);
    });
}

an_status an_server_remove_source(an_server *server, an_source *source)
{
    return guard([&] {
        require_pointer(server, "server");
        require_pointer(source, "source");
        server->server.remove_source(source->source);
    });
}

an_status an_source_write(an_source *source, const void *data, an_sample_format format, std::int64_t frames,
                          std::int64_t *written)
{
    return guard([&] {
        require_pointer(source, "source");
        require_pointer(written, "written");
        if (frames < 0 || (frames > 0 && data == nullptr)) {
            throw Error(AN_INVALID_ARGUMENT, "frames is negative, or data is null");
        }
        if (format < AN_SAMPLE_F32 || format > AN_SAMPLE_F64) {
            throw Error(AN_INVALID_ARGUMENT, "format must be an an_sample_format");
        }
        *written = source->source->write(data, format, frames);
    });
}

an_status an_source_request_room(an_source *source, std::int64_t frames)
{
    return guard([&] {
        require_pointer(source, "source");
        if (frames < 0) {
            throw Error(AN_INVALID_ARGUMENT, "frames is negative");
        }
        source->source->request_room(frames);
    });
}

an_status an_source_end(an_source *source)
{
    return guard([&] {
        require_pointer(source, "source");
        source->source->end();
    });
}

an_status an_source_clear(an_source *source)
{
    return guard([&] {
        require_pointer(source, "source");
        Server::clear_source(*source->source);
    });
}

an_status an_source_play(an_source *source, std::int64_t at_frame)
{
    return guard([&] {
        require_pointer(source, "source");
        Server::play_source(*source->source, at_frame);
    });
}

an_status an_source_stop(an_source *source)
{
    return guard([&] {
        require_pointer(source, "source");
        Server::stop_source(*source->source);
    });
}

an_status an_source_set_gain(an_source *source, double gain)
{
    return guard([&] {
        require_pointer(source, "source");
        if (!std::isfinite(static_cast<float>(gain))) {
            throw Error(AN_INVALID_ARGUMENT, "the gain must be a finite number");
        }
        source->source->set_gain(gain);
    });
}

an_status an_source_set_pan(an_source *source, double pan)
{
    return guard([&] {
        require_pointer(source, "source");
        if (!(pan >= -1 && pan <= 1)) {
            throw Error(AN_INVALID_ARGUMENT, "the pan is " + std::to_string(pan) + "; it must be from -1 to 1");
        }
        if (!source->source->has_pan()) {
            throw Error(AN_NOT_SUPPORTED, "only sources of one or two channels can be panned; this has " +
                                              std::to_string(source->source->channels()));
        }
        source->source->set_pan(pan);
    });
}

an_status an_source_get_state(an_source *source, an_source_state *state)
{
    return guard([&] {
        require_pointer(source, "source");
        require_pointer(state, "state");
        *state = an_source_state{};
        source->source->fill_state(*state);
        Source::Membership &membership = source->source->membership();
        const std::lock_guard lock(membership.mutex);
        state->is_attached = membership.server != nullptr && !membership.leaving ? 1 : 0;
    });
}
