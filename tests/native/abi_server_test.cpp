// SPDX-License-Identifier: MIT
//
// A server's life through the C ABI: offline and on the dummy clock, events, sources that come and go.
#include "abi_handles.h"
#include "engine_rig.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace audionative::testing {
namespace {

std::vector<float> counted_frames(std::int64_t from, std::int64_t frames)
{
    std::vector<float> samples;
    for (std::int64_t i = 0; i < frames; ++i) {
        samples.push_back(counted(from + i));
    }
    return samples;
}

TEST(OfflineServer, RendersExactlyTheFramesAskedFor)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get());
    write_floats(source.get(), counted_frames(0, 50000));
    must(an_source_play(source.get(), 1000));
    std::int64_t total = 0;
    std::vector<float> all;
    for (const std::int64_t frames : {1, 1023, 1024, 1025, 44100}) {
        const std::vector<float> sound = rendered(server.get(), frames);
        all.insert(all.end(), sound.begin(), sound.end());
        total += frames;
        EXPECT_EQ(clock_of(server.get()).frame, total);
    }
    for (std::int64_t i = 0; i < total; ++i) {
        const float expected = i < 1000 ? 0 : counted(i - 1000);
        ASSERT_EQ(all[static_cast<std::size_t>(2 * i)], expected) << i;
        ASSERT_EQ(all[static_cast<std::size_t>(2 * i + 1)], expected) << i;
    }
}

TEST(OfflineServer, RendersItsStartOffsetUnheardAndCountsItInTheClock)
{
    const ServerHandle server = booted(offline_config());
    const SourceHandle source = added_source(server.get());
    write_floats(source.get(), counted_frames(0, 50000));
    must(an_source_play(source.get(), 0));
    must(an_server_start(server.get(), 0.5));
    EXPECT_EQ(clock_of(server.get()).frame, 22050);
    EXPECT_EQ(rendered(server.get(), 1)[0], counted(22050));
}

TEST(AutoServer, DoesNotPutAnotherBackendInThePlaceOfADeviceAskedForByItsNumber)
{
    an_server_config config = offline_config();
    config.backend = AN_BACKEND_AUTO;
    config.output_device = 1000000;
    an_server *made = nullptr;
    must(an_server_create(&config, &made));
    const ServerHandle server(made);
    EXPECT_EQ(an_server_boot(server.get()), AN_NO_DEVICE_FOUND) << an_last_error();
}

TEST(OfflineServer, KeepsItsPlaceWhenStoppedAndStartedAgain)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get());
    write_floats(source.get(), counted_frames(0, 5000));
    must(an_source_play(source.get(), -1));
    rendered(server.get(), 100);
    must(an_server_stop(server.get()));
    must(an_server_start(server.get(), 0));
    EXPECT_EQ(rendered(server.get(), 1)[0], counted(100));
    must(an_server_shutdown(server.get()));
    must(an_server_boot(server.get()));
    EXPECT_EQ(clock_of(server.get()).frame, 0) << "a boot begins anew";
    EXPECT_EQ(state_of(source.get()).is_attached, 0);
}

TEST(OfflineServer, WaitsForASourceThatAnotherThreadFeeds)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get(), 1, 500, AN_SOURCE_WAIT_OFFLINE);
    must(an_source_play(source.get(), -1));
    constexpr std::int64_t total = 200000;
    std::thread feeder([&] {
        for (std::int64_t written = 0; written < total;) {
            const std::vector<float> samples = counted_frames(written, std::min<std::int64_t>(333, total - written));
            const std::int64_t count = write_floats(source.get(), samples);
            written += count;
            if (count == 0) {
                std::this_thread::yield();
            }
        }
        must(an_source_end(source.get()));
    });
    const std::vector<float> sound = rendered(server.get(), total + 1000, -1);
    feeder.join();
    for (std::int64_t i = 0; i < total; ++i) {
        ASSERT_EQ(sound[static_cast<std::size_t>(2 * i)], counted(i)) << i;
    }
    EXPECT_EQ(sound[2 * total], 0.0F);
    EXPECT_EQ(state_of(source.get()).underruns, 0);
    EXPECT_EQ(state_of(source.get()).is_drained, 1);
}

TEST(OfflineServer, SaysThatItStarvedAndHowFarItCame)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get(), 1, 5000, AN_SOURCE_WAIT_OFFLINE);
    write_floats(source.get(), counted_frames(0, 640));
    must(an_source_play(source.get(), -1));
    std::vector<float> sound(2000);
    std::int64_t done = -1;
    EXPECT_EQ(an_server_render(server.get(), 1000, nullptr, sound.data(), 10, &done), AN_STARVED);
    EXPECT_EQ(done, 640);
    EXPECT_EQ(sound[2 * 639], counted(639));
    EXPECT_EQ(clock_of(server.get()).frame, 640);
    // And goes on where it was.
    write_floats(source.get(), counted_frames(640, 640));
    EXPECT_EQ(rendered(server.get(), 640)[0], counted(640));
}

TEST(OfflineServer, IsCancelledByAStopFromAnotherThread)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get(), 1, 500, AN_SOURCE_WAIT_OFFLINE);
    write_floats(source.get(), counted_frames(0, 100));
    must(an_source_play(source.get(), -1));
    an_status status = AN_OK;
    std::thread renderer([&] {
        std::int64_t done = 0;
        status = an_server_render(server.get(), 100000, nullptr, nullptr, -1, &done); // for ever, but for the stop
    });
    EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame == 64; }));
    must(an_server_stop(server.get()));
    renderer.join();
    EXPECT_EQ(status, AN_INVALID_STATE);
    must(an_server_start(server.get(), 0));
    EXPECT_EQ(clock_of(server.get()).frame, 64);
}

TEST(OfflineServer, IsCancelledByAShutdownFromAnotherThread)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get(), 1, 500, AN_SOURCE_WAIT_OFFLINE);
    must(an_source_play(source.get(), -1));
    an_status status = AN_OK;
    std::atomic<bool> begun{false};
    std::thread renderer([&] {
        std::int64_t done = 0;
        begun.store(true);
        status = an_server_render(server.get(), 100000, nullptr, nullptr, -1, &done);
    });
    EXPECT_TRUE(becomes_true([&] { return begun.load(); }));
    must(an_server_shutdown(server.get()));
    renderer.join();
    EXPECT_EQ(status, AN_INVALID_STATE);
}

TEST(OfflineServer, HasAnAmplitudeThatASecondServerDoesNotShare)
{
    const ServerHandle loud = started(offline_config());
    const ServerHandle soft = started(offline_config());
    must(an_server_set_amp(soft.get(), 0.25));
    for (const ServerHandle *server : {&loud, &soft}) {
        const SourceHandle source = added_source(server->get());
        write_floats(source.get(), std::vector<float>(200, 1.0F));
        must(an_source_play(source.get(), -1));
        EXPECT_EQ(rendered(server->get(), 200)[200], server == &loud ? 1.0F : 0.25F);
    }
}

TEST(OfflineServer, KeepsTheAmplitudeSetBeforeItBoots)
{
    const ServerHandle server = make_server(offline_config());
    must(an_server_set_amp(server.get(), 0));
    must(an_server_boot(server.get()));
    must(an_server_start(server.get(), 0));
    const SourceHandle source = added_source(server.get());
    write_floats(source.get(), std::vector<float>(200, 1.0F));
    must(an_source_play(source.get(), -1));
    EXPECT_EQ(rendered(server.get(), 200), std::vector<float>(400, 0.0F));
}

TEST(DummyServer, RunsStopsAndGoesOnWhereItWas)
{
    const ServerHandle server = booted(dummy_config());
    const SourceHandle source = added_source(server.get(), 1, 1 << 20);
    write_floats(source.get(), std::vector<float>(1 << 20, 0.5F));
    must(an_source_play(source.get(), -1));
    EXPECT_EQ(info_of(server.get()).is_booted, 1);
    EXPECT_EQ(info_of(server.get()).is_started, 0);
    EXPECT_EQ(info_of(server.get()).backend, AN_BACKEND_DUMMY);
    EXPECT_EQ(info_of(server.get()).buffer_frames, 64);
    std::int64_t before = 0;
    for (int round = 0; round < 3; ++round) {
        must(an_server_start(server.get(), 0));
        EXPECT_EQ(info_of(server.get()).is_started, 1);
        EXPECT_TRUE(becomes_true([&] { return stats_of(server.get()).frames >= before + 640; }));
        must(an_server_stop(server.get()));
        EXPECT_EQ(info_of(server.get()).is_started, 0);
        const std::int64_t stopped_at = clock_of(server.get()).frame;
        EXPECT_EQ(stopped_at % 64, 0);
        EXPECT_EQ(state_of(source.get()).frames_played, stopped_at);
        EXPECT_EQ(clock_of(server.get()).frame, stopped_at) << "time stands still";
        before = stopped_at;
    }
    EXPECT_GE(stats_of(server.get()).callbacks, before / 64);
    EXPECT_EQ(state_of(source.get()).underruns, 0);
}

TEST(DummyServer, RendersItsStartOffsetFirst)
{
    const ServerHandle server = booted(dummy_config());
    const SourceHandle source = added_source(server.get(), 1, 1 << 20);
    write_floats(source.get(), std::vector<float>(1 << 20, 0.5F));
    must(an_source_play(source.get(), 44100));
    must(an_server_start(server.get(), 1));
    EXPECT_GE(clock_of(server.get()).frame, 44100);
    EXPECT_TRUE(becomes_true([&] { return state_of(source.get()).frames_played > 0; }));
    must(an_server_stop(server.get()));
    EXPECT_EQ(state_of(source.get()).frames_played, clock_of(server.get()).frame - 44100);
}

TEST(DummyServer, GivesAClockThatRunsWithTheMachines)
{
    const ServerHandle server = started(dummy_config());
    EXPECT_TRUE(becomes_true([&] { return stats_of(server.get()).callbacks > 50; }));
    an_clock last = clock_of(server.get());
    EXPECT_GT(last.time_ns, 0);
    EXPECT_NEAR(last.sample_rate, 44100, 442);
    for (int i = 0; i < 20; ++i) {
        const std::int64_t frame = last.frame;
        EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame > frame; }));
        const an_clock now = clock_of(server.get());
        EXPECT_GT(now.frame_at_ns, last.frame_at_ns - 1);
        EXPECT_LT(now.frame_at_ns, now.frame);
        last = now;
    }
}

TEST(DummyServer, ThatIsReopenedGoesOnWithSourcesAndClock)
{
    const ServerHandle server = started(dummy_config());
    const SourceHandle source = added_source(server.get(), 1, 1 << 20);
    write_floats(source.get(), std::vector<float>(1 << 20, 0.5F));
    must(an_source_play(source.get(), -1));
    EXPECT_TRUE(becomes_true([&] { return state_of(source.get()).frames_played > 1000; }));
    must(an_server_stop(server.get()));
    const std::int64_t frame = clock_of(server.get()).frame;
    const std::int64_t played = state_of(source.get()).frames_played;
    an_server_config config = dummy_config();
    config.backend = AN_BACKEND_OFFLINE;
    config.sample_rate = 8000;  // stays what it was
    config.output_channels = 7; // the same
    must(an_server_reopen(server.get(), &config));
    EXPECT_EQ(info_of(server.get()).sample_rate, 44100);
    EXPECT_EQ(info_of(server.get()).output_channels, 2);
    EXPECT_EQ(info_of(server.get()).backend, AN_BACKEND_OFFLINE);
    must(an_server_start(server.get(), 0));
    EXPECT_EQ(rendered(server.get(), 100)[0], 0.5F);
    EXPECT_EQ(clock_of(server.get()).frame, frame + 100);
    EXPECT_EQ(state_of(source.get()).frames_played, played + 100);
}

TEST(DummyServer, AndAnotherRunSideBySide)
{
    const ServerHandle first = started(dummy_config());
    const ServerHandle second = started(dummy_config());
    EXPECT_TRUE(
        becomes_true([&] { return clock_of(first.get()).frame > 1000 && clock_of(second.get()).frame > 1000; }));
    must(an_server_stop(first.get()));
    const std::int64_t frame = clock_of(second.get()).frame;
    EXPECT_TRUE(becomes_true([&] { return clock_of(second.get()).frame > frame + 1000; }));
}

// ---- events

TEST(Events, TellOfRoomUnderrunAndTheEnd)
{
    const ServerHandle server = started(dummy_config());
    const SourceHandle source = added_source(server.get(), 1, 1000);
    const std::int64_t id = state_of(source.get()).id;
    EXPECT_NE(id, 0);
    write_floats(source.get(), std::vector<float>(1000, 0.5F));
    must(an_source_request_room(source.get(), 600));
    must(an_source_play(source.get(), -1));
    EXPECT_GE(wait_for_event(server.get(), AN_EVENT_SOURCE_ROOM, id).value, 600);
    const an_event underrun = wait_for_event(server.get(), AN_EVENT_SOURCE_UNDERRUN, id);
    EXPECT_GT(underrun.value, 0);
    EXPECT_EQ(underrun.level, AN_LOG_WARNING);
    EXPECT_GT(underrun.frame, 0);
    for (int round = 0; round < 3; ++round) { // each end is told, also of a source that has ended before
        write_floats(source.get(), std::vector<float>(10, 0.5F));
        must(an_source_end(source.get()));
        must(an_source_play(source.get(), -1));
        EXPECT_EQ(wait_for_event(server.get(), AN_EVENT_SOURCE_DRAINED, id).source, id);
        EXPECT_EQ(state_of(source.get()).is_drained, 1);
        EXPECT_EQ(state_of(source.get()).is_playing, 0);
    }
}

TEST(Events, TellOfRoomAtOnceWhereThereIsSome)
{
    const ServerHandle server = booted(dummy_config()); // not started: housekeeping looks all the same
    const SourceHandle source = added_source(server.get(), 1, 1000);
    must(an_source_request_room(source.get(), 5000)); // more than there will ever be: the whole ring, then
    EXPECT_EQ(wait_for_event(server.get(), AN_EVENT_SOURCE_ROOM).value, 1000);
    must(an_source_request_room(source.get(), 1));
    EXPECT_EQ(wait_for_event(server.get(), AN_EVENT_SOURCE_ROOM).value, 1000);
}

TEST(Events, ArriveDuringAnOfflineRender)
{
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get(), 1, 1000);
    write_floats(source.get(), std::vector<float>(10, 0.5F));
    must(an_source_end(source.get()));
    must(an_source_play(source.get(), -1));
    rendered(server.get(), 1000);
    EXPECT_EQ(wait_for_event(server.get(), AN_EVENT_SOURCE_DRAINED).source, state_of(source.get()).id);
}

TEST(Events, WaitUntilWoken)
{
    const ServerHandle server = make_server(dummy_config());
    an_event event{};
    int count = -1;
    EXPECT_EQ(an_server_wait_events(server.get(), &event, 1, 0, &count), AN_OK);
    EXPECT_EQ(count, 0);
    std::thread waker([&] { must(an_server_wake(server.get())); });
    EXPECT_EQ(an_server_wait_events(server.get(), &event, 1, -1, &count), AN_OK); // for ever, but for the wake
    EXPECT_EQ(count, 0);
    waker.join();
    must(an_server_wake(server.get())); // one that comes before the wait counts for it
    EXPECT_EQ(an_server_wait_events(server.get(), &event, 1, -1, &count), AN_OK);
    EXPECT_EQ(count, 0);
}

TEST(Events, AreToldOfAsLostWhenNobodyFetchesThem)
{
    const ServerHandle server = make_server(offline_config());
    must(an_server_set_log_levels(server.get(), AN_LOG_MESSAGE));
    for (int i = 0; i < 1500; ++i) { // booted, started, stopped, shut down: four lines a turn
        must(an_server_boot(server.get()));
        must(an_server_start(server.get(), 0));
        must(an_server_stop(server.get()));
        must(an_server_shutdown(server.get()));
    }
    std::vector<an_event> events(8192);
    int count = 0;
    must(an_server_wait_events(server.get(), events.data(), 8192, 0, &count));
    EXPECT_EQ(count, 4097);
    EXPECT_EQ(events[0].type, AN_EVENT_EVENTS_LOST);
    EXPECT_EQ(events[0].value, 6000 - 4096);
    EXPECT_EQ(events[1].type, AN_EVENT_LOG);
    EXPECT_STREQ(events[4096].text, "shut down") << "the latest are kept";
}

TEST(Events, OfTheLogFollowTheLevelsAskedFor)
{
    const ServerHandle server = make_server(offline_config());
    must(an_server_set_log_levels(server.get(), AN_LOG_ERROR));
    must(an_server_boot(server.get()));
    an_event event{};
    int count = -1;
    must(an_server_wait_events(server.get(), &event, 1, 0, &count));
    EXPECT_EQ(count, 0);
}

// ---- sources that come and go

TEST(Source, RemovedAndAddedAgainAtOnceGoesOnWhereItWas)
{
    for (const bool clocked : {true, false}) {
        const ServerHandle server = started(clocked ? dummy_config() : offline_config());
        const SourceHandle source = added_source(server.get(), 1, 1 << 20);
        write_floats(source.get(), std::vector<float>(1 << 20, 0.5F));
        for (int round = 0; round < 20; ++round) {
            must(an_source_play(source.get(), -1));
            const std::int64_t played = state_of(source.get()).frames_played;
            if (clocked) {
                EXPECT_TRUE(becomes_true([&] { return state_of(source.get()).frames_played > played; }));
            } else {
                rendered(server.get(), 10);
            }
            must(an_server_remove_source(server.get(), source.get()));
            EXPECT_EQ(state_of(source.get()).is_attached, 0);
            EXPECT_EQ(an_source_play(source.get(), -1), AN_INVALID_STATE);
            must(an_server_add_source(server.get(), source.get()));
            EXPECT_EQ(state_of(source.get()).is_attached, 1);
            EXPECT_EQ(state_of(source.get()).is_playing, 0);
        }
        EXPECT_EQ(state_of(source.get()).underruns, 0);
    }
}

TEST(Source, MovesFromOneServerToAnother)
{
    const ServerHandle first = started(offline_config());
    const ServerHandle second = started(dummy_config());
    const SourceHandle source = added_source(first.get(), 1, 1000);
    write_floats(source.get(), std::vector<float>(1000, 0.5F));
    must(an_source_play(source.get(), -1));
    rendered(first.get(), 10);
    must(an_server_remove_source(first.get(), source.get())); // nobody renders its fade
    must(an_server_add_source(second.get(), source.get()));
    must(an_source_play(source.get(), -1));
    EXPECT_TRUE(becomes_true([&] { return state_of(source.get()).frames_played >= 500; }));
}

TEST(Source, DestroyedWhilePlayingLeavesItsServerByItself)
{
    const ServerHandle server = started(dummy_config());
    for (int round = 0; round < 50; ++round) {
        SourceHandle source = added_source(server.get(), 2, 4410);
        must(an_source_play(source.get(), -1));
        source.reset();
    }
    EXPECT_TRUE(becomes_true([&] { return stats_of(server.get()).sources == 0; }));
    EXPECT_TRUE(becomes_true([&] { return stats_of(server.get()).retired == 50; }));
}

TEST(Source, DestroyedWhenTheQueueIsFullLeavesLater)
{
    an_server_config config = dummy_config();
    config.command_capacity = 2;
    config.buffer_frames = 4410; // a tenth of a second a callback: the queue fills between two
    const ServerHandle server = started(config);
    for (int round = 0; round < 5; ++round) {
        std::vector<SourceHandle> sources;
        for (int i = 0; i < 4; ++i) {
            sources.push_back(make_source());
            while (an_server_add_source(server.get(), sources.back().get()) == AN_QUEUE_FULL) {
                std::this_thread::yield();
            }
        }
        // Full with what does nothing, so that the removals that the handles ask for are refused.
        while (an_source_stop(sources[0].get()) == AN_OK) {
        }
        sources.clear();
    }
    EXPECT_GT(stats_of(server.get()).commands_refused, 0);
    EXPECT_TRUE(becomes_true([&] { return stats_of(server.get()).retired == 20; }));
    EXPECT_EQ(stats_of(server.get()).sources, 0);
}

TEST(Source, OutlivesItsServer)
{
    SourceHandle source;
    {
        const ServerHandle server = started(dummy_config());
        source = added_source(server.get(), 1, 1000);
        write_floats(source.get(), std::vector<float>(100, 0.5F));
        must(an_source_play(source.get(), -1));
    }
    EXPECT_EQ(state_of(source.get()).is_attached, 0);
    EXPECT_EQ(an_source_play(source.get(), -1), AN_INVALID_STATE);
    EXPECT_EQ(an_source_stop(source.get()), AN_OK);
    EXPECT_EQ(an_source_clear(source.get()), AN_OK);
    EXPECT_EQ(write_floats(source.get(), std::vector<float>(1000, 0.5F)), 1000);
    const ServerHandle next = started(offline_config());
    must(an_server_add_source(next.get(), source.get()));
    must(an_source_play(source.get(), -1));
    EXPECT_EQ(rendered(next.get(), 1)[0], 0.5F);
}

TEST(Source, KeepsItsGainAndPanWhenTwoThreadsSetThem)
{
    const ServerHandle server = started(offline_config());
    for (int round = 0; round < 200; ++round) {
        const SourceHandle source = added_source(server.get(), 1, 100);
        std::thread panner([&] { must(an_source_set_pan(source.get(), 1)); });
        must(an_source_set_gain(source.get(), 0.5));
        panner.join();
        write_floats(source.get(), {1.0F});
        must(an_source_end(source.get()));
        must(an_source_play(source.get(), -1));
        const std::vector<float> sound = rendered(server.get(), 1);
        ASSERT_EQ(sound[0], 0.0F);
        ASSERT_EQ(sound[1], 0.5F);
    }
}

TEST(Meters, OfAServerComeThroughTheBoundary)
{
    an_server_config config = offline_config();
    config.output_channels = 20;
    const ServerHandle server = started(config);
    const SourceHandle source = make_source(1, 65536, 0, 18);
    must(an_server_add_source(server.get(), source.get()));
    write_floats(source.get(), std::vector<float>(44100, -0.5F));
    must(an_source_play(source.get(), -1));
    std::int64_t done = 0;
    must(an_server_render(server.get(), 44100, nullptr, nullptr, 0, &done));
    an_meter meters[20];
    int written = 0;
    must(an_server_get_meters(server.get(), meters, 20, &written));
    EXPECT_EQ(written, 20);
    EXPECT_EQ(meters[17].peak, 0.0F);
    EXPECT_EQ(meters[18].peak, 0.5F);
    EXPECT_NEAR(meters[19].rms, 0.5, 1e-6);
    meters[1].peak = 7;
    must(an_server_get_meters(server.get(), meters, 1, &written));
    EXPECT_EQ(meters[1].peak, 7.0F) << "no more is written than asked for";
    EXPECT_EQ(written, 20);
}

} // namespace
} // namespace audionative::testing
