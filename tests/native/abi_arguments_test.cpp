// SPDX-License-Identifier: MIT
//
// What the boundary refuses, with which status, and that it says so in words.
#include "abi_handles.h"
#include "sound_file_testing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace audionative::testing {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int huge = std::numeric_limits<int>::max();
constexpr int lowest = std::numeric_limits<int>::min();

#define REFUSES(status, call)                                                                                          \
    do {                                                                                                               \
        EXPECT_EQ(call, status) << an_last_error();                                                                    \
        EXPECT_STRNE(an_last_error(), "") << #call;                                                                    \
    } while (false)

TEST(Boundary, NamesTheVersionItWasBuiltWith)
{
    EXPECT_EQ(an_abi_version(), std::uint32_t{AN_ABI_VERSION});
    EXPECT_STRNE(an_version(), "");
    EXPECT_GT(an_monotonic_ns(), 0);
}

TEST(Boundary, RefusesNullPointersWithoutACrash)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get());
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    const an_recorder_config recording = float_wav(path);
    const RecorderHandle recorder = record(server.get(), recording);
    const an_server_config config = offline_config();
    const an_source_config shape{1, 0, 100, 0, 0};
    an_server *new_server = nullptr;
    an_source *new_source = nullptr;
    an_recorder *new_recorder = nullptr;
    an_server_info info{};
    an_clock clock{};
    an_stats stats{};
    an_meter meter{};
    an_event event{};
    an_source_state state{};
    an_recorder_status status{};
    double number = 0;
    float sample = 0;
    int count = 0;
    std::int64_t frames = 0;
    REFUSES(AN_INVALID_ARGUMENT, an_server_create(nullptr, &new_server));
    REFUSES(AN_INVALID_ARGUMENT, an_server_create(&config, nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_configure(nullptr, &config));
    REFUSES(AN_INVALID_ARGUMENT, an_server_configure(server.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_boot(nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_reopen(nullptr, &config));
    REFUSES(AN_INVALID_ARGUMENT, an_server_reopen(server.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_shutdown(nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_start(nullptr, 0));
    REFUSES(AN_INVALID_ARGUMENT, an_server_stop(nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_info(nullptr, &info));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_info(server.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_render(nullptr, 1, nullptr, &sample, 0, &frames));
    REFUSES(AN_INVALID_ARGUMENT, an_server_render(server.get(), 1, nullptr, &sample, 0, nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_set_amp(nullptr, 1));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_amp(nullptr, &number));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_amp(server.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_clock(nullptr, &clock));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_clock(server.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_stats(nullptr, &stats));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_stats(server.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_meters(nullptr, &meter, 1, &count));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_meters(server.get(), nullptr, 1, &count));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_meters(server.get(), &meter, -1, &count));
    REFUSES(AN_INVALID_ARGUMENT, an_server_get_meters(server.get(), &meter, 1, nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_wait_events(nullptr, &event, 1, 0, &count));
    REFUSES(AN_INVALID_ARGUMENT, an_server_wait_events(server.get(), nullptr, 1, 0, &count));
    REFUSES(AN_INVALID_ARGUMENT, an_server_wait_events(server.get(), &event, 0, 0, &count));
    REFUSES(AN_INVALID_ARGUMENT, an_server_wait_events(server.get(), &event, 1, 0, nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_wake(nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_set_log_levels(nullptr, 1));
    REFUSES(AN_INVALID_ARGUMENT, an_server_set_log_levels(server.get(), 16));
    REFUSES(AN_INVALID_ARGUMENT, an_server_port_list(nullptr, nullptr, 0, &count));
    REFUSES(AN_INVALID_ARGUMENT, an_server_connect_ports(nullptr, "a", "b"));
    REFUSES(AN_INVALID_ARGUMENT, an_server_connect_ports(server.get(), nullptr, "b"));
    REFUSES(AN_INVALID_ARGUMENT, an_server_connect_ports(server.get(), "a", nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_disconnect_ports(nullptr, "a", "b"));
    REFUSES(AN_INVALID_ARGUMENT, an_source_create(nullptr, &new_source));
    REFUSES(AN_INVALID_ARGUMENT, an_source_create(&shape, nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_add_source(nullptr, source.get()));
    REFUSES(AN_INVALID_ARGUMENT, an_server_add_source(server.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_server_remove_source(nullptr, source.get()));
    REFUSES(AN_INVALID_ARGUMENT, an_server_remove_source(server.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_source_write(nullptr, &sample, AN_SAMPLE_F32, 1, &frames));
    REFUSES(AN_INVALID_ARGUMENT, an_source_write(source.get(), nullptr, AN_SAMPLE_F32, 1, &frames));
    REFUSES(AN_INVALID_ARGUMENT, an_source_write(source.get(), &sample, AN_SAMPLE_F32, 1, nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_source_write(source.get(), &sample, AN_SAMPLE_F32, -1, &frames));
    REFUSES(AN_INVALID_ARGUMENT, an_source_write(source.get(), &sample, static_cast<an_sample_format>(5), 1, &frames));
    EXPECT_EQ(an_source_write(source.get(), nullptr, AN_SAMPLE_F32, 0, &frames), AN_OK);
    REFUSES(AN_INVALID_ARGUMENT, an_source_request_room(nullptr, 1));
    REFUSES(AN_INVALID_ARGUMENT, an_source_request_room(source.get(), -1));
    REFUSES(AN_INVALID_ARGUMENT, an_source_end(nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_source_clear(nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_source_play(nullptr, 0));
    REFUSES(AN_INVALID_ARGUMENT, an_source_stop(nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_source_set_gain(nullptr, 1));
    REFUSES(AN_INVALID_ARGUMENT, an_source_set_pan(nullptr, 0));
    REFUSES(AN_INVALID_ARGUMENT, an_source_get_state(nullptr, &state));
    REFUSES(AN_INVALID_ARGUMENT, an_source_get_state(source.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_recorder_start(nullptr, &recording, &new_recorder));
    REFUSES(AN_INVALID_ARGUMENT, an_recorder_start(server.get(), nullptr, &new_recorder));
    REFUSES(AN_INVALID_ARGUMENT, an_recorder_start(server.get(), &recording, nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_recorder_stop(nullptr, &status));
    REFUSES(AN_INVALID_ARGUMENT, an_recorder_get_status(nullptr, &status));
    REFUSES(AN_INVALID_ARGUMENT, an_recorder_get_status(recorder.get(), nullptr));
    REFUSES(AN_INVALID_ARGUMENT, an_jack_probe(nullptr, nullptr, &count));
    REFUSES(AN_INVALID_ARGUMENT, an_jack_probe(nullptr, &number, nullptr));
    an_server_destroy(nullptr);
    an_source_destroy(nullptr);
    an_recorder_destroy(nullptr);
    EXPECT_EQ(an_recorder_stop(recorder.get(), nullptr), AN_OK);
}

TEST(ServerConfiguration, IsRefusedOutsideItsRanges)
{
    const auto refuses = [](auto &&change) {
        an_server_config config = offline_config();
        change(config);
        an_server *server = nullptr;
        EXPECT_EQ(an_server_create(&config, &server), AN_INVALID_ARGUMENT);
        EXPECT_STRNE(an_last_error(), "");
        EXPECT_EQ(server, nullptr);
        an_server_destroy(server);
    };
    for (const double rate : {-1.0, 1.0, 999.9, 768001.0, 1e300, nan, infinity, -infinity}) {
        refuses([&](an_server_config &config) { config.sample_rate = rate; });
    }
    for (const double seconds : {-0.1, 1.1, nan, infinity}) {
        refuses([&](an_server_config &config) { config.ramp_seconds = seconds; });
    }
    for (const double seconds : {-0.1, 10.1, nan, infinity}) {
        refuses([&](an_server_config &config) { config.latency_seconds = seconds; });
    }
    for (const int channels : {0, -1, AN_MAX_CHANNELS + 1, huge, lowest}) {
        refuses([&](an_server_config &config) { config.output_channels = channels; });
    }
    for (const int channels : {-1, AN_MAX_CHANNELS + 1, huge, lowest}) {
        refuses([&](an_server_config &config) { config.input_channels = channels; });
    }
    for (const int frames : {-1, AN_MAX_BUFFER_FRAMES + 1, huge, lowest}) {
        refuses([&](an_server_config &config) { config.buffer_frames = frames; });
    }
    for (const int frames : {-1, 4097, huge, lowest}) {
        refuses([&](an_server_config &config) { config.block_frames = frames; });
    }
    for (const int capacity : {-1, huge, lowest}) {
        refuses([&](an_server_config &config) { config.command_capacity = capacity; });
    }
    for (const int backend : {-1, 6, huge, lowest}) {
        refuses([&](an_server_config &config) { config.backend = backend; });
    }
    for (const int device : {-2, lowest}) {
        refuses([&](an_server_config &config) { config.output_device = device; });
        refuses([&](an_server_config &config) { config.input_device = device; });
    }
    refuses([&](an_server_config &config) { config.client_name = ""; });
}

TEST(ServerConfiguration, WorksAtTheEndsOfItsRanges)
{
    an_server_config config = offline_config();
    config.output_channels = AN_MAX_CHANNELS;
    config.input_channels = AN_MAX_CHANNELS;
    config.block_frames = 4096;
    config.sample_rate = 768000;
    config.ramp_seconds = 1;
    config.command_capacity = 1;
    ServerHandle server = started(config);
    std::vector<float> sound(std::size_t{AN_MAX_CHANNELS} * 100, nan);
    std::int64_t done = 0;
    EXPECT_EQ(an_server_render(server.get(), 100, nullptr, sound.data(), 0, &done), AN_OK);
    EXPECT_EQ(sound, std::vector<float>(sound.size(), 0.0F));
    config.output_channels = 1;
    config.input_channels = 0;
    config.block_frames = 1;
    config.sample_rate = 1000;
    server = started(config);
    EXPECT_EQ(an_server_render(server.get(), 100, nullptr, sound.data(), 0, &done), AN_OK);
    EXPECT_EQ(done, 100);
}

TEST(SourceConfiguration, IsRefusedOutsideItsRanges)
{
    const auto refuses = [](int channels, std::int64_t capacity, int output_channel) {
        const an_source_config config{channels, 0, capacity, output_channel, 0};
        an_source *source = nullptr;
        EXPECT_EQ(an_source_create(&config, &source), AN_INVALID_ARGUMENT);
        EXPECT_EQ(source, nullptr);
        an_source_destroy(source);
    };
    for (const int channels : {0, -1, AN_MAX_CHANNELS + 1, huge, lowest}) {
        refuses(channels, 100, 0);
    }
    for (const std::int64_t capacity :
         {std::int64_t{0}, std::int64_t{-1}, (std::int64_t{1} << 28) + 1, std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min()}) {
        refuses(1, capacity, 0);
    }
    for (const int channel : {-1, static_cast<int>(AN_MAX_CHANNELS), huge, lowest}) {
        refuses(1, 100, channel);
    }
}

TEST(SourceControls, RefuseWhatIsNoNumberOrOutOfRange)
{
    const SourceHandle mono = make_source(1);
    const SourceHandle wide = make_source(3);
    for (const double gain : {nan, infinity, -infinity, 1e300}) {
        REFUSES(AN_INVALID_ARGUMENT, an_source_set_gain(mono.get(), gain));
    }
    EXPECT_EQ(an_source_set_gain(mono.get(), -3e38), AN_OK);
    for (const double pan : {nan, -1.01, 1.01, infinity}) {
        REFUSES(AN_INVALID_ARGUMENT, an_source_set_pan(mono.get(), pan));
    }
    REFUSES(AN_NOT_SUPPORTED, an_source_set_pan(wide.get(), 0));
    const ServerHandle server = make_server(offline_config());
    for (const double amp : {nan, infinity, 1e300}) {
        REFUSES(AN_INVALID_ARGUMENT, an_server_set_amp(server.get(), amp));
    }
    double amp = 0;
    EXPECT_EQ(an_server_get_amp(server.get(), &amp), AN_OK);
    EXPECT_EQ(amp, 1);
}

TEST(SourceControls, SurviveNumbersThatAreNoSound)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get());
    write_floats(source.get(), {static_cast<float>(nan), static_cast<float>(infinity), -3e38F, 0.5F});
    must(an_source_end(source.get()));
    must(an_source_play(source.get(), -1));
    const std::vector<float> sound = rendered(server.get(), 4410);
    EXPECT_TRUE(std::isnan(sound[0]));
    EXPECT_EQ(sound[6], 0.5F) << "what is no number stays where it is";
    EXPECT_EQ(rendered(server.get(), 4410), std::vector<float>(8820, 0.0F));
    an_meter meter{};
    int count = 0;
    must(an_server_get_meters(server.get(), &meter, 1, &count));
    EXPECT_EQ(meter.peak, 0.0F);
    EXPECT_EQ(meter.rms, 0.0F);
}

TEST(Sources, ThatDoNotFitTheServersChannelsAreRefused)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle wide = make_source(3);
    const SourceHandle beyond = make_source(1, 100, 0, 2);
    const SourceHandle last = make_source(1, 100, 0, 1);
    REFUSES(AN_CHANNELS_UNSUPPORTED, an_server_add_source(server.get(), wide.get()));
    REFUSES(AN_CHANNELS_UNSUPPORTED, an_server_add_source(server.get(), beyond.get()));
    EXPECT_EQ(an_server_add_source(server.get(), last.get()), AN_OK);
    EXPECT_EQ(state_of(wide.get()).is_attached, 0);
}

TEST(Recordings, AreRefusedOutsideTheirRanges)
{
    const ServerHandle server = started(offline_config());
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    const auto refuses = [&](an_status status, auto &&change) {
        an_recorder_config config = float_wav(path);
        change(config);
        an_recorder *recorder = nullptr;
        EXPECT_EQ(an_recorder_start(server.get(), &config, &recorder), status) << an_last_error();
        EXPECT_EQ(recorder, nullptr);
        an_recorder_destroy(recorder);
    };
    refuses(AN_INVALID_ARGUMENT, [](an_recorder_config &config) { config.path = nullptr; });
    refuses(AN_INVALID_ARGUMENT, [](an_recorder_config &config) { config.path = ""; });
    for (const int tap : {-1, 2, huge}) {
        refuses(AN_INVALID_ARGUMENT, [&](an_recorder_config &config) { config.tap = tap; });
    }
    refuses(AN_INVALID_ARGUMENT, [](an_recorder_config &config) { config.max_frames = -2; });
    for (const double seconds : {-1.0, 601.0, nan, infinity}) {
        refuses(AN_INVALID_ARGUMENT, [&](an_recorder_config &config) { config.ring_seconds = seconds; });
    }
    for (const int channel : {-1, lowest}) {
        refuses(AN_INVALID_ARGUMENT, [&](an_recorder_config &config) { config.first_channel = channel; });
        refuses(AN_INVALID_ARGUMENT, [&](an_recorder_config &config) { config.channels = channel; });
    }
    for (const int channel : {2, huge}) {
        refuses(AN_CHANNELS_UNSUPPORTED, [&](an_recorder_config &config) { config.first_channel = channel; });
    }
    refuses(AN_CHANNELS_UNSUPPORTED, [](an_recorder_config &config) { config.channels = 3; });
    refuses(AN_CHANNELS_UNSUPPORTED, [](an_recorder_config &config) { config.channels = huge; });
    refuses(AN_CHANNELS_UNSUPPORTED,
            [](an_recorder_config &config) { config.first_channel = huge, config.channels = huge; });
    refuses(AN_CHANNELS_UNSUPPORTED, [](an_recorder_config &config) { config.tap = AN_TAP_INPUT; });
    refuses(AN_FILE_FORMAT, [](an_recorder_config &config) { config.container = 99; });
    refuses(AN_FILE_FORMAT, [](an_recorder_config &config) { config.sample_type = -1; });
    refuses(AN_FILE_FORMAT, [](an_recorder_config &config) { config.quality = nan; });
    refuses(AN_FILE_NOT_FOUND, [&](an_recorder_config &config) { config.path = "/no such folder/take.wav"; });
    const std::string directory = folder.path().string();
    refuses(AN_FILE_ACCESS, [&](an_recorder_config &config) { config.path = directory.c_str(); });
    EXPECT_EQ(stats_of(server.get()).recorders, 0);
}

TEST(WrongState, IsNamedForEveryCall)
{
    const ServerHandle server = make_server(offline_config());
    const SourceHandle source = make_source();
    const an_server_config config = offline_config();
    std::int64_t done = 0;
    int count = -1;
    an_recorder *recorder = nullptr;
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    const an_recorder_config recording = float_wav(path);
    // Not booted.
    REFUSES(AN_INVALID_STATE, an_server_start(server.get(), 0));
    REFUSES(AN_INVALID_STATE, an_server_stop(server.get()));
    REFUSES(AN_INVALID_STATE, an_server_shutdown(server.get()));
    REFUSES(AN_INVALID_STATE, an_server_reopen(server.get(), &config));
    REFUSES(AN_INVALID_STATE, an_server_render(server.get(), 1, nullptr, nullptr, 0, &done));
    REFUSES(AN_INVALID_STATE, an_server_add_source(server.get(), source.get()));
    REFUSES(AN_INVALID_STATE, an_server_remove_source(server.get(), source.get()));
    REFUSES(AN_INVALID_STATE, an_server_port_list(server.get(), nullptr, 0, &count));
    REFUSES(AN_INVALID_STATE, an_server_connect_ports(server.get(), "a", "b"));
    REFUSES(AN_INVALID_STATE, an_server_disconnect_ports(server.get(), "a", "b"));
    REFUSES(AN_INVALID_STATE, an_recorder_start(server.get(), &recording, &recorder));
    REFUSES(AN_INVALID_STATE, an_source_play(source.get(), -1));
    EXPECT_EQ(an_source_stop(source.get()), AN_OK) << "what does not play is stopped already";
    EXPECT_EQ(an_source_clear(source.get()), AN_OK);
    EXPECT_EQ(an_server_configure(server.get(), &config), AN_OK);
    EXPECT_EQ(info_of(server.get()).is_booted, 0);
    EXPECT_EQ(clock_of(server.get()).frame, 0);
    EXPECT_EQ(an_server_get_meters(server.get(), nullptr, 0, &count), AN_OK);
    EXPECT_EQ(count, 0);
    // Booted.
    must(an_server_boot(server.get()));
    REFUSES(AN_INVALID_STATE, an_server_boot(server.get()));
    REFUSES(AN_INVALID_STATE, an_server_configure(server.get(), &config));
    REFUSES(AN_INVALID_STATE, an_server_stop(server.get()));
    REFUSES(AN_INVALID_STATE, an_server_render(server.get(), 1, nullptr, nullptr, 0, &done));
    REFUSES(AN_INVALID_STATE, an_server_port_list(server.get(), nullptr, 0, &count));
    for (const double offset : {-1.0, nan, infinity, 1e7}) {
        REFUSES(AN_INVALID_ARGUMENT, an_server_start(server.get(), offset));
    }
    must(an_server_add_source(server.get(), source.get()));
    REFUSES(AN_INVALID_STATE, an_server_add_source(server.get(), source.get()));
    REFUSES(AN_INVALID_STATE, an_source_clear(source.get()));
    const ServerHandle other = booted(offline_config());
    REFUSES(AN_INVALID_STATE, an_server_add_source(other.get(), source.get()));
    REFUSES(AN_INVALID_STATE, an_server_remove_source(other.get(), source.get()));
    // Started.
    must(an_server_start(server.get(), 0));
    REFUSES(AN_INVALID_STATE, an_server_start(server.get(), 0));
    REFUSES(AN_INVALID_STATE, an_server_boot(server.get()));
    REFUSES(AN_INVALID_STATE, an_server_reopen(server.get(), &config));
    REFUSES(AN_INVALID_ARGUMENT, an_server_render(server.get(), -1, nullptr, nullptr, 0, &done));
    EXPECT_EQ(an_server_render(server.get(), 0, nullptr, nullptr, 0, &done), AN_OK);
    must(an_server_remove_source(server.get(), source.get()));
    REFUSES(AN_INVALID_STATE, an_server_remove_source(server.get(), source.get()));
    // Another back-end than offline is not rendered by its caller.
    const ServerHandle clocked = started(dummy_config());
    REFUSES(AN_INVALID_STATE, an_server_render(clocked.get(), 1, nullptr, nullptr, 0, &done));
    // And back.
    must(an_server_stop(server.get()));
    REFUSES(AN_INVALID_STATE, an_server_stop(server.get()));
    must(an_server_shutdown(server.get()));
    REFUSES(AN_INVALID_STATE, an_server_shutdown(server.get()));
    EXPECT_EQ(an_server_boot(server.get()), AN_OK) << "it may boot again";
}

} // namespace
} // namespace audionative::testing
