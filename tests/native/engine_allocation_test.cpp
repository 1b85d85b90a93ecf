// SPDX-License-Identifier: MIT
//
// That the audio thread allocates and frees nothing, whatever goes on.
#include "abi_handles.h"
#include "allocation_counter.h"
#include "engine_rig.h"
#include "sound_file_testing.h"

#include <gtest/gtest.h>

#include <memory>
#include <new>

namespace audionative::testing {
namespace {

#define NEEDS_THE_COUNTER()                                                                                            \
    if (!counts_audio_allocations()) {                                                                                 \
        GTEST_SKIP() << "a sanitizer has the allocator in this build; RTSan's build proves the same";                  \
    }

TEST(AllocationCounter, CountsWhatAnAudioCallbackAllocates)
{
    NEEDS_THE_COUNTER();
    const std::int64_t before = audio_allocations();
    {
        const AudioThreadScope callback;
        // Called by name: a new-expression may be left out by the compiler.
        void *memory = ::operator new(16);
        ::operator delete(memory);
        memory = ::operator new(64, std::align_val_t{64});
        ::operator delete(memory, std::align_val_t{64});
    }
    EXPECT_EQ(audio_allocations() - before, 4);
    const auto elsewhere = std::make_unique<std::vector<int>>(1000);
    EXPECT_EQ(elsewhere->size(), 1000U);
    EXPECT_EQ(audio_allocations() - before, 4) << "only the audio thread is counted";
}

TEST(AudioThread, AllocatesNothingWhateverTheEngineIsAskedToDo)
{
    NEEDS_THE_COUNTER();
    EngineConfig config = EngineRig::plain();
    config.input_channels = 2;
    config.ramp_seconds = 0.005;
    EngineRig rig(config);
    rig.start_device();
    const EngineRig::Sound input(2, std::vector<float>(4096, 0.25F));
    const std::int64_t before = audio_allocations();
    for (int round = 0; round < 20; ++round) {
        std::vector<Source *> sources;
        for (int i = 0; i < 50; ++i) {
            sources.push_back(&rig.source(1 + i % 2, 1000));
            write_constant(*sources.back(), 0.01F, 100 + 20 * i); // some run dry, some end
            if (i % 3 == 0) {
                sources.back()->end();
            }
            rig.play(*sources.back(), i % 5 == 0 ? rig.engine().report().frame + 100 : -1);
        }
        Tap &endless = rig.tap(false, 0, 2, 1000, -1); // its ring overflows
        rig.tap(true, 0, 1, 1000, 100);
        rig.run(input, 1000, 333);
        for (Source *source : sources) {
            source->set_gain(0.5);
            source->set_pan(-0.3);
            rig.stop(*source);
            rig.play(*source);
        }
        rig.engine().set_amp(round % 2);
        rig.run(input, 1000, 77);
        for (Source *source : sources) {
            rig.remove(*source);
        }
        rig.submit(Command::Kind::remove_tap, endless);
        rig.run(input, 1000, 64);
        EXPECT_EQ(rig.engine().report().sources, 0);
        EXPECT_EQ(rig.engine().report().taps, 0);
        rig.engine().retired().take();
    }
    EXPECT_EQ(audio_allocations() - before, 0);
}

TEST(AudioThread, OfARunningServerAllocatesNothingWhileItIsControlled)
{
    NEEDS_THE_COUNTER();
    const TemporaryFolder folder;
    const std::string path = folder.file("take.wav");
    const std::int64_t before = audio_allocations();
    {
        const ServerHandle server = started(dummy_config());
        for (int round = 0; round < 30; ++round) {
            const RecorderHandle recorder = record(server.get(), float_wav(path));
            std::vector<SourceHandle> sources;
            for (int i = 0; i < 10; ++i) {
                sources.push_back(added_source(server.get(), 1, 500));
                write_floats(sources.back().get(), std::vector<float>(500, 0.1F));
                must(an_source_play(sources.back().get(), -1));
                must(an_source_set_gain(sources.back().get(), 0.5));
            }
            const std::int64_t frame = clock_of(server.get()).frame;
            EXPECT_TRUE(becomes_true([&] { return clock_of(server.get()).frame > frame + 128; }));
            must(an_server_remove_source(server.get(), sources[0].get()));
        }
        must(an_server_stop(server.get()));
        EXPECT_GT(stats_of(server.get()).callbacks, 30);
        EXPECT_TRUE(becomes_true([&] { return stats_of(server.get()).retired >= 300 + 30; }));
    }
    EXPECT_EQ(audio_allocations() - before, 0);
}

} // namespace
} // namespace audionative::testing
