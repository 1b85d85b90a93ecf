// SPDX-License-Identifier: MIT
#include "engine/server.h"

#include "support/status.h"

#include <cmath>

namespace audionative {

namespace {

void require(bool holds, const std::string &message)
{
    if (!holds) {
        throw Error(AN_INVALID_ARGUMENT, message);
    }
}

template <typename Number>
void require_range(Number value, Number lowest, Number highest, const char *name)
{
    // Written so that a NaN fails, too.
    require(value >= lowest && value <= highest, std::string(name) + " is " + std::to_string(value) + "; it must be from " +
                                                     std::to_string(lowest) + " to " + std::to_string(highest));
}

} // namespace

ServerConfig::ServerConfig(const an_server_config &config)
    : block_frames(config.block_frames == 0 ? 64 : config.block_frames),
      command_capacity(static_cast<std::size_t>(config.command_capacity == 0 ? 4096 : config.command_capacity)),
      ramp_seconds(config.ramp_seconds), backend(static_cast<an_backend>(config.backend))
{
    if (config.sample_rate != 0) {
        require_range(config.sample_rate, 1000.0, 768000.0, "sample_rate");
    }
    require_range(config.ramp_seconds, 0.0, 1.0, "ramp_seconds");
    require_range(config.output_channels, 1, static_cast<int>(AN_MAX_CHANNELS), "output_channels");
    require_range(config.input_channels, 0, static_cast<int>(AN_MAX_CHANNELS), "input_channels");
    require_range(config.buffer_frames, 0, static_cast<int>(AN_MAX_BUFFER_FRAMES), "buffer_frames");
    require_range(block_frames, 1, 4096, "block_frames");
    require_range(config.command_capacity, 0, 1 << 24, "command_capacity");
    require_range(config.backend, static_cast<int>(AN_BACKEND_AUTO), static_cast<int>(AN_BACKEND_DUMMY), "backend");
    require_range(config.latency_seconds, 0.0, 10.0, "latency_seconds");
    require(config.input_device >= AN_DEFAULT_DEVICE && config.output_device >= AN_DEFAULT_DEVICE,
            "a device is an index of an_device_list, or -1 for the default");
    driver.backend = backend;
    driver.sample_rate = config.sample_rate;
    driver.output_channels = config.output_channels;
    driver.input_channels = config.input_channels;
    driver.buffer_frames = config.buffer_frames;
    driver.input_device = config.input_device;
    driver.output_device = config.output_device;
    driver.latency_seconds = config.latency_seconds;
    driver.adopt_rate = (config.flags & AN_SERVER_ADOPT_RATE) != 0;
    driver.connect_inputs = (config.flags & AN_SERVER_CONNECT_INPUTS) != 0;
    driver.connect_outputs = (config.flags & AN_SERVER_CONNECT_OUTPUTS) != 0;
    driver.client_name = config.client_name != nullptr ? config.client_name : "audionative";
    driver.jack_server = config.jack_server != nullptr ? config.jack_server : "";
    require(!driver.client_name.empty(), "client_name is empty");
}

} // namespace audionative
