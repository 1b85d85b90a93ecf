// SPDX-License-Identifier: MIT
//
// Recording through the C ABI: what is counted is what is in the file.
#include "abi_handles.h"
#include "engine_rig.h"
#include "sound_file_testing.h"
#include "two_threads.h"

#include <gtest/gtest.h>

namespace audionative::testing {
namespace {

std::vector<float> counted_frames(std::int64_t frames)
{
    std::vector<float> samples;
    for (std::int64_t i = 0; i < frames; ++i) {
        samples.push_back(counted(i));
    }
    return samples;
}

TEST(Recording, OfAnOfflineRenderHoldsEveryFrameOfIt)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    const ServerHandle server = started(offline_config());
    const SourceHandle source = added_source(server.get(), 1, 200000);
    write_floats(source.get(), counted_frames(123457));
    must(an_source_play(source.get(), -1));
    const RecorderHandle recorder = record(server.get(), float_wav(path));
    const std::vector<float> sound = rendered(server.get(), 123457, -1);
    an_recorder_status status{};
    must(an_recorder_stop(recorder.get(), &status));
    EXPECT_EQ(status.frames_written, 123457);
    EXPECT_EQ(status.frames_dropped, 0);
    EXPECT_EQ(status.status, AN_OK);
    EXPECT_EQ(status.is_running, 0);
    EXPECT_EQ(read_back(path).samples, sound);
    EXPECT_EQ(wait_for_event(server.get(), AN_EVENT_RECORD_DONE, status.id).value, 123457);
    must(an_recorder_stop(recorder.get(), nullptr)); // twice is allowed
}

TEST(Recording, StartsAndStopsWhileTheDummyClockRuns)
{
    const TemporaryFolder folder;
    const ServerHandle server = started(dummy_config());
    const SourceHandle source = added_source(server.get(), 1, 1 << 20);
    write_floats(source.get(), counted_frames(1 << 20));
    must(an_source_play(source.get(), -1));
    for (int round = 0; round < 3; ++round) {
        const std::string path = folder.file(std::to_string(round) + ".wav");
        const RecorderHandle recorder = record(server.get(), float_wav(path));
        const std::int64_t before = clock_of(server.get()).frame;
        EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame >= before + 4410; }));
        an_recorder_status status{};
        must(an_recorder_stop(recorder.get(), &status));
        EXPECT_EQ(status.frames_dropped, 0);
        EXPECT_EQ(status.frames_written % 64, 0);
        EXPECT_GE(status.frames_written, 4410 - 64);
        const ReadBack file = read_back(path);
        ASSERT_EQ(file.frames, status.frames_written);
        // One stretch of the source, without a hole.
        std::int64_t first = 0;
        while (first < (1 << 20) && counted(first) != file.samples[0]) {
            ++first;
        }
        for (std::int64_t i = 0; i < file.frames; ++i) {
            ASSERT_EQ(file.samples[static_cast<std::size_t>(2 * i)], counted(first + i)) << i;
        }
    }
    EXPECT_EQ(state_of(source.get()).underruns, 0);
}

TEST(Recording, EndsByItselfAfterExactlyItsFrames)
{
    const TemporaryFolder folder;
    for (const std::int64_t frames : {0, 1, 63, 64, 65, 10001}) {
        for (const bool clocked : {false, true}) {
            const std::string path = folder.file("take.wav");
            const ServerHandle server = started(clocked ? dummy_config() : offline_config());
            an_recorder_config config = float_wav(path);
            config.max_frames = frames;
            const RecorderHandle recorder = record(server.get(), config);
            if (!clocked) {
                rendered(server.get(), 12000, -1);
            }
            EXPECT_EQ(wait_for_event(server.get(), AN_EVENT_RECORD_DONE, status_of(recorder.get()).id).value, frames);
            EXPECT_EQ(status_of(recorder.get()).is_running, 0);
            EXPECT_EQ(read_back(path).frames, frames);
        }
    }
}

TEST(Recording, ThatEndedByItselfOutlivesItsServer)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    RecorderHandle recorder;
    {
        const ServerHandle server = started(offline_config());
        an_recorder_config config = float_wav(path);
        config.max_frames = 100;
        recorder = record(server.get(), config);
        rendered(server.get(), 200);
        EXPECT_EQ(wait_for_event(server.get(), AN_EVENT_RECORD_DONE).value, 100);
    }
    an_recorder_status status{};
    must(an_recorder_stop(recorder.get(), &status));
    EXPECT_EQ(status.frames_written, 100);
}

TEST(Recording, IsClosedByTheEndOfItsServer)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    RecorderHandle recorder;
    std::int64_t frames = 0;
    {
        const ServerHandle server = started(dummy_config());
        recorder = record(server.get(), float_wav(path));
        EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame > 1000; }));
        must(an_server_stop(server.get()));
        frames = clock_of(server.get()).frame;
    }
    const an_recorder_status status = status_of(recorder.get());
    EXPECT_EQ(status.is_running, 0);
    EXPECT_EQ(status.status, AN_OK);
    EXPECT_LE(status.frames_written, frames);
    EXPECT_GT(status.frames_written, 0);
    EXPECT_EQ(read_back(path).frames, status.frames_written);
}

TEST(Recording, IsClosedWhenItsHandleIsDestroyedInMidTake)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    const ServerHandle server = started(dummy_config());
    for (int round = 0; round < 10; ++round) {
        RecorderHandle recorder = record(server.get(), float_wav(path));
        EXPECT_TRUE(becomes_true([&] { return status_of(recorder.get()).frames_written > 0; }));
        recorder.reset();
        EXPECT_GT(read_back(path).frames, 0);
    }
    EXPECT_TRUE(becomes_true([&] { return stats_of(server.get()).recorders == 0; }));
}

TEST(Recording, IsStoppedByItsHandleAndItsServerAtOnce)
{
    const TemporaryFolder folder;
    for (int round = 0; round < 50; ++round) {
        const std::string path = folder.file("take.wav");
        const ServerHandle server = started(dummy_config());
        const RecorderHandle recorder = record(server.get(), float_wav(path));
        side_by_side([&] { must(an_recorder_stop(recorder.get(), nullptr)); },
                     [&] { must(an_server_shutdown(server.get())); });
        EXPECT_EQ(status_of(recorder.get()).is_running, 0);
        EXPECT_EQ(read_back(path).frames, status_of(recorder.get()).frames_written);
    }
}

TEST(Recording, OfASetLengthIsStoppedAtTheVeryMomentItEnds)
{
    const TemporaryFolder folder;
    const ServerHandle server = started(dummy_config());
    for (int round = 0; round < 100; ++round) {
        an_recorder_config config{};
        const std::string path = folder.file("take.wav");
        config = float_wav(path);
        config.max_frames = 64 + round % 3 * 64;
        const RecorderHandle recorder = record(server.get(), config);
        an_recorder_status status{};
        must(an_recorder_stop(recorder.get(), &status));
        EXPECT_LE(status.frames_written, config.max_frames);
        EXPECT_EQ(status.frames_dropped, 0);
    }
}

TEST(Recording, GoesOnWhileTheServerIsStopped)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    const ServerHandle server = started(dummy_config());
    const RecorderHandle recorder = record(server.get(), float_wav(path));
    const std::int64_t begin = clock_of(server.get()).frame;
    EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame > begin + 1000; }));
    must(an_server_stop(server.get()));
    EXPECT_EQ(status_of(recorder.get()).is_running, 1);
    must(an_server_start(server.get(), 0));
    const std::int64_t again = clock_of(server.get()).frame;
    EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame > again + 1000; }));
    must(an_server_stop(server.get()));
    an_recorder_status status{};
    must(an_recorder_stop(recorder.get(), &status));
    EXPECT_EQ(status.frames_dropped, 0);
    EXPECT_GT(status.frames_written, 2000 - 128);
    EXPECT_EQ(read_back(path).frames, status.frames_written);
}

TEST(Recording, OfTheInputIsExact)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    an_server_config config = offline_config();
    config.input_channels = 3;
    const ServerHandle server = started(config);
    an_recorder_config recording = float_wav(path);
    recording.tap = AN_TAP_INPUT;
    recording.first_channel = 1;
    const RecorderHandle recorder = record(server.get(), recording);
    std::vector<float> input;
    for (std::int64_t i = 0; i < 5000; ++i) {
        for (int channel = 0; channel < 3; ++channel) {
            input.push_back(counted(i, channel));
        }
    }
    std::int64_t done = 0;
    must(an_server_render(server.get(), 5000, input.data(), nullptr, -1, &done));
    must(an_recorder_stop(recorder.get(), nullptr));
    const ReadBack file = read_back(path);
    ASSERT_EQ(file.info.channels, 2);
    ASSERT_EQ(file.frames, 5000);
    for (std::int64_t i = 0; i < 5000; ++i) {
        ASSERT_EQ(file.samples[static_cast<std::size_t>(2 * i)], counted(i, 1));
        ASSERT_EQ(file.samples[static_cast<std::size_t>(2 * i + 1)], counted(i, 2));
    }
}

TEST(Recording, ThatCannotBeginLeavesTheServerAsItWas)
{
    an_server_config config = dummy_config();
    config.command_capacity = 1;
    config.buffer_frames = 4410;
    const ServerHandle server = started(config);
    const SourceHandle source = make_source();
    while (an_server_add_source(server.get(), source.get()) == AN_QUEUE_FULL) {
        std::this_thread::yield();
    }
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    an_recorder_config recording = float_wav(path);
    an_recorder *recorder = nullptr;
    bool refused = false;
    for (int attempt = 0; attempt < 1000 && !refused; ++attempt) {
        while (an_source_stop(source.get()) == AN_OK) { // fills the queue
        }
        refused = an_recorder_start(server.get(), &recording, &recorder) == AN_QUEUE_FULL;
        an_recorder_destroy(recorder);
        recorder = nullptr;
    }
    EXPECT_TRUE(refused);
    EXPECT_TRUE(becomes_true([&] { return stats_of(server.get()).recorders == 0; }));
}

} // namespace
} // namespace audionative::testing
