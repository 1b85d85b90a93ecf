// SPDX-License-Identifier: MIT
//
// Many threads at one server: nothing is lost, nothing hangs, nobody is left behind.
#include "abi_handles.h"
#include "sound_file_testing.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

namespace audionative::testing {
namespace {

// Full queues are a condition to be reported, and another thread may have been there first; all else is a defect.
bool is_expected(an_status status) { return status == AN_OK || status == AN_QUEUE_FULL || status == AN_INVALID_STATE; }

TEST(Storm, OfManyThreadsOnOneServerLosesNothing)
{
    an_server_config config = dummy_config();
    config.command_capacity = 64; // small, so that it is full now and then
    const ServerHandle server = started(config);
    constexpr int owners = 4;
    constexpr int sources_each = 4;
    std::vector<SourceHandle> shared; // fought over by all
    for (int i = 0; i < 4; ++i) {
        shared.push_back(make_source(1, 2000));
    }
    std::atomic<bool> over{false};
    std::atomic<int> unexpected{0};
    const auto check = [&](an_status status) { unexpected.fetch_add(is_expected(status) ? 0 : 1); };

    std::vector<std::thread> threads;
    for (int owner = 0; owner < owners; ++owner) {
        threads.emplace_back([&, owner] {
            std::mt19937 random(static_cast<unsigned>(owner));
            std::vector<SourceHandle> own(sources_each);
            const std::vector<float> samples(300, 0.01F);
            while (!over.load()) {
                SourceHandle &mine = own[random() % sources_each];
                if (mine == nullptr) {
                    mine = make_source(1 + static_cast<int>(random() % 2), 2000);
                }
                std::int64_t written = 0;
                an_source *any = random() % 2 == 0 ? mine.get() : shared[random() % shared.size()].get();
                switch (random() % 9) {
                case 0: check(an_server_add_source(server.get(), any)); break;
                case 1: check(an_server_remove_source(server.get(), any)); break;
                case 2:
                    check(an_source_play(any, clock_of(server.get()).frame + static_cast<int>(random() % 200)));
                    break;
                case 3: check(an_source_stop(any)); break;
                case 4: check(an_source_set_gain(any, static_cast<double>(random() % 100) / 100)); break;
                case 5: check(an_source_write(mine.get(), samples.data(), AN_SAMPLE_F32, 100, &written)); break;
                case 6:
                    check(random() % 2 == 0 ? an_source_end(mine.get()) : an_source_request_room(mine.get(), 100));
                    break;
                case 7: check(an_source_clear(mine.get())); break;
                default: mine.reset(); break;
                }
            }
        });
    }
    threads.emplace_back([&] { // stops and starts the device under them
        while (!over.load()) {
            check(an_server_stop(server.get()));
            check(an_server_start(server.get(), 0));
            const std::int64_t frame = clock_of(server.get()).frame;
            becomes_true([&] { return clock_of(server.get()).frame > frame + 640 || over.load(); });
        }
    });
    threads.emplace_back([&] { // looks at everything
        while (!over.load()) {
            const an_stats stats = stats_of(server.get());
            unexpected.fetch_add(stats.sources < 0 || stats.frames < 0 ? 1 : 0);
            info_of(server.get());
            for (const SourceHandle &source : shared) {
                const an_source_state state = state_of(source.get());
                unexpected.fetch_add(state.frames_played > state.frames_written || state.frames_queued < 0 ||
                                             state.frames_free < 0 || state.frames_queued + state.frames_free != 2000
                                         ? 1
                                         : 0);
            }
            an_event events[16];
            int count = 0;
            must(an_server_wait_events(server.get(), events, 16, 0, &count));
            std::this_thread::yield();
        }
    });
    const TemporaryFolder folder;
    threads.emplace_back([&] { // records
        const std::string path = folder.file("take.wav");
        for (int take = 0; !over.load(); ++take) {
            an_recorder_config recording = float_wav(path);
            recording.max_frames = take % 2 == 0 ? -1 : 100;
            an_recorder *recorder = nullptr;
            check(an_recorder_start(server.get(), &recording, &recorder));
            const RecorderHandle handle(recorder);
        }
    });
    EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame > 44100; }));
    over.store(true);
    for (std::thread &thread : threads) {
        thread.join();
    }
    EXPECT_EQ(unexpected.load(), 0);
    // Once all handles are gone, all that was ever added has been handed back.
    shared.clear();
    EXPECT_TRUE(
        becomes_true([&] { return stats_of(server.get()).sources == 0 && stats_of(server.get()).recorders == 0; }));
    must(an_server_shutdown(server.get()));
}

TEST(Storm, OfBootsAndShutdownsUnderControllersNeitherHangsNorCrashes)
{
    const ServerHandle server = make_server(dummy_config());
    std::atomic<bool> over{false};
    std::atomic<int> unexpected{0};
    const auto check = [&](an_status status) { unexpected.fetch_add(is_expected(status) ? 0 : 1); };
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&] {
            while (!over.load()) {
                const SourceHandle source = make_source(1, 1000);
                check(an_server_add_source(server.get(), source.get()));
                check(an_source_play(source.get(), -1));
                an_source_state state{};
                check(an_source_get_state(source.get(), &state));
                an_meter meter{};
                int count = 0;
                check(an_server_get_meters(server.get(), &meter, 1, &count));
                clock_of(server.get());
            }
        });
    }
    for (int round = 0; round < 60; ++round) {
        must(an_server_boot(server.get()));
        must(an_server_start(server.get(), 0));
        EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame > 64; }));
        if (round % 2 == 0) {
            must(an_server_stop(server.get()));
        }
        must(an_server_shutdown(server.get()));
    }
    over.store(true);
    for (std::thread &thread : threads) {
        thread.join();
    }
    EXPECT_EQ(unexpected.load(), 0);
}

TEST(Storm, OfOfflineRendersAndStopsKeepsEveryFrame)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get(), 1, 1 << 20);
    write_floats(source.get(), std::vector<float>(1 << 20, 0.5F));
    must(an_source_play(source.get(), -1));
    std::atomic<bool> over{false};
    std::thread renderer([&] {
        while (!over.load()) {
            std::int64_t done = 0;
            const an_status status = an_server_render(server.get(), 5000, nullptr, nullptr, 1000, &done);
            EXPECT_TRUE(status == AN_OK || status == AN_INVALID_STATE) << an_last_error();
        }
    });
    for (int round = 0; round < 200; ++round) {
        must(an_server_stop(server.get()));
        const std::int64_t frame = clock_of(server.get()).frame;
        EXPECT_EQ(clock_of(server.get()).frame, frame) << "after a stop nothing is rendered any more";
        EXPECT_EQ(state_of(source.get()).frames_played, std::min<std::int64_t>(frame, 1 << 20));
        must(an_server_start(server.get(), 0));
    }
    over.store(true);
    renderer.join();
    EXPECT_EQ(state_of(source.get()).frames_played, std::min<std::int64_t>(clock_of(server.get()).frame, 1 << 20));
}

} // namespace
} // namespace audionative::testing
