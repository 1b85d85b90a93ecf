// SPDX-License-Identifier: MIT
//
// A booted and started offline server with sources, for the benchmarks. Through the C ABI: what C# calls is what
// counts.
#pragma once

#include <audionative/audionative.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace audionative::bench {

inline void check(an_status status)
{
    if (status != AN_OK) {
        throw std::runtime_error(std::string("benchmark: ") + an_last_error());
    }
}

class OfflineServer {
public:
    static constexpr int channels = 2;

    OfflineServer(int sources, std::int64_t capacity_frames)
    {
        an_server_config config{};
        config.sample_rate = 48000;
        config.output_channels = channels;
        config.backend = AN_BACKEND_OFFLINE;
        check(an_server_create(&config, &server_));
        check(an_server_boot(server_));
        check(an_server_start(server_, 0));
        for (int i = 0; i < sources; ++i) {
            an_source_config source_config{};
            source_config.channels = channels;
            source_config.capacity_frames = capacity_frames;
            an_source *source = nullptr;
            check(an_source_create(&source_config, &source));
            sources_.push_back(source);
            check(an_server_add_source(server_, source));
            check(an_source_play(source, -1));
        }
    }

    ~OfflineServer()
    {
        an_server_destroy(server_);
        for (an_source *source : sources_) {
            an_source_destroy(source);
        }
    }

    OfflineServer(const OfflineServer &) = delete;
    OfflineServer &operator=(const OfflineServer &) = delete;

    an_server *handle() const { return server_; }
    an_source *source(std::size_t index) const { return sources_[index]; }

    // The same interleaved frames into every source.
    void fill(const std::vector<float> &interleaved) const
    {
        const auto frames = static_cast<std::int64_t>(interleaved.size()) / channels;
        for (an_source *source : sources_) {
            std::int64_t written = 0;
            check(an_source_write(source, interleaved.data(), AN_SAMPLE_F32, frames, &written));
            if (written != frames) {
                throw std::runtime_error("benchmark: a source's ring is too small");
            }
        }
    }

    void render(std::vector<float> &interleaved) const
    {
        std::int64_t rendered = 0;
        check(an_server_render(server_, static_cast<std::int64_t>(interleaved.size()) / channels, nullptr,
                               interleaved.data(), -1, &rendered));
    }

private:
    an_server *server_ = nullptr;
    std::vector<an_source *> sources_;
};

} // namespace audionative::bench
