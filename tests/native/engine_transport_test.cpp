// SPDX-License-Identifier: MIT
//
// Playing, stopping, running dry, ending and leaving, by the frame.
#include "engine_rig.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace audionative::testing {
namespace {

constexpr std::int64_t fade = 220; // 5 ms at 44.1 kHz

std::int64_t first_sound(const std::vector<float> &plane)
{
    for (std::size_t i = 0; i < plane.size(); ++i) {
        if (plane[i] != 0.0F) {
            return static_cast<std::int64_t>(i);
        }
    }
    return -1;
}

TEST(Play, BeginsAtExactlyItsFrame)
{
    for (const bool device : {false, true}) {
        for (const std::int64_t at : {0, 1, 63, 64, 65, 500}) {
            EngineRig rig;
            Source &source = rig.source(1);
            write_counted(source, 0, 1000);
            if (device) {
                rig.start_device();
            }
            rig.play(source, at);
            const EngineRig::Sound sound = rig.run(700, 100);
            ASSERT_EQ(first_sound(sound[0]), at);
            for (std::int64_t i = at; i < 700; ++i) {
                ASSERT_EQ(sound[0][static_cast<std::size_t>(i)], counted(i - at)) << i;
            }
            EXPECT_EQ(state_of(source).frames_played, 700 - at);
            EXPECT_EQ(state_of(source).underrun_frames, 0);
        }
    }
}

TEST(Play, AtAFrameThatIsPastBeginsAtOnce)
{
    for (const std::int64_t at : {std::int64_t{-1}, std::int64_t{3}, std::numeric_limits<std::int64_t>::min()}) {
        EngineRig rig;
        Source &source = rig.source(1, 65536, 0, AN_SOURCE_WAIT_OFFLINE);
        write_counted(source, 0, 200);
        rig.run(70);
        rig.play(source, at);
        const EngineRig::Sound sound = rig.run(100);
        EXPECT_EQ(sound[0][0], counted(0));
        EXPECT_EQ(sound[0][99], counted(99));
    }
}

TEST(Play, AtAFrameThatNeverComesKeepsWaiting)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_counted(source, 0, 200);
    rig.play(source, std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(rig.run(300)[0], std::vector<float>(300, 0.0F));
    EXPECT_EQ(state_of(source).is_playing, 1);
    EXPECT_EQ(state_of(source).frames_queued, 200);
}

TEST(Play, TwiceIsTheSameAsOnce)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_counted(source, 0, 1000);
    rig.play(source);
    rig.play(source, 600);
    const EngineRig::Sound sound = rig.run(500);
    for (std::int64_t i = 0; i < 500; ++i) {
        ASSERT_EQ(sound[0][static_cast<std::size_t>(i)], counted(i));
    }
    rig.play(source);
    EXPECT_EQ(rig.run(1)[0][0], counted(500));
}

TEST(Play, TakesTheGainOfTheMomentItBeginsToSound)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 1000);
    rig.play(source, 300);
    rig.run(100);
    source.set_gain(0.5);
    const EngineRig::Sound sound = rig.run(400);
    EXPECT_EQ(sound[0][199], 0.0F);
    EXPECT_EQ(sound[0][200], 0.5F);
    EXPECT_EQ(sound[0][399], 0.5F);
}

TEST(Stop, FadesOutInAStraightLine)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 2000);
    rig.play(source);
    rig.run(100);
    rig.stop(source);
    const EngineRig::Sound sound = rig.run(400);
    for (std::size_t i = 0; i < 400; ++i) {
        ASSERT_NEAR(sound[0][i], std::max(0.0, 1 - static_cast<double>(i + 1) / fade), 1e-6) << i;
    }
    EXPECT_EQ(sound[0][fade - 1], 0.0F);
    EXPECT_EQ(state_of(source).is_playing, 0);
    EXPECT_EQ(state_of(source).underruns, 0);
}

TEST(Stop, KeepsTheFramesOfItsFadeForTheNextPlay)
{
    EngineRig rig;
    Source &source = rig.source(2);
    write_counted(source, 0, 5000);
    rig.play(source);
    rig.run(1000);
    rig.stop(source);
    rig.run(700);
    EXPECT_EQ(state_of(source).frames_played, 1000);
    EXPECT_EQ(state_of(source).frames_queued, 4000);
    rig.play(source);
    const EngineRig::Sound sound = rig.run(1000);
    for (std::int64_t i = 0; i < 1000; ++i) {
        const double gain = std::min(1.0, static_cast<double>(i + 1) / fade); // it was cut in mid-sound, so it fades in
        ASSERT_NEAR(sound[0][static_cast<std::size_t>(i)], gain * counted(1000 + i, 0), 1e-6) << i;
        ASSERT_NEAR(sound[1][static_cast<std::size_t>(i)], gain * counted(1000 + i, 1), 1e-6) << i;
    }
    EXPECT_EQ(sound[0][fade], counted(1000 + fade));
}

TEST(Stop, BeforeTheFirstSoundIsSilentAndTheNextPlayBeginsAtFullGain)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_counted(source, 0, 1000);
    rig.play(source, 500);
    rig.run(100);
    rig.stop(source);
    EXPECT_EQ(rig.run(600)[0], std::vector<float>(600, 0.0F));
    EXPECT_EQ(state_of(source).is_playing, 0);
    rig.play(source);
    EXPECT_EQ(rig.run(10)[0][0], counted(0));
}

TEST(Stop, WhileItWaitsToGoOnKeepsTheFadeInOfTheSoundThatWasCut)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 2000);
    rig.play(source);
    rig.run(100);
    rig.stop(source);
    rig.run(300);
    rig.play(source, 10000);
    rig.run(100);
    rig.stop(source);
    rig.run(100);
    rig.play(source);
    EXPECT_NEAR(rig.run(64)[0][0], 1.0 / fade, 1e-6);
}

TEST(Stop, CaughtInItsFadeTurnsRoundWithoutAJump)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 5000);
    rig.play(source);
    rig.run(100);
    rig.stop(source);
    const float low = rig.run(128)[0].back();
    rig.play(source);
    const EngineRig::Sound sound = rig.run(400);
    EXPECT_NEAR(sound[0][0], low + (1 - low) / fade, 1e-6);
    EXPECT_EQ(sound[0][fade - 1], 1.0F);
    EXPECT_EQ(state_of(source).frames_played, 628);
}

TEST(Stop, FinishesItsFadeThoughThePlayOfALaterFrameHasCome)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 5000);
    rig.play(source);
    rig.run(100);
    rig.stop(source);
    rig.run(64);
    rig.play(source, 1000);
    EXPECT_EQ(state_of(source).is_playing, 1);
    const EngineRig::Sound sound = rig.run(1000); // from frame 164
    for (std::size_t i = 0; i < 156; ++i) {
        ASSERT_NEAR(sound[0][i], 1 - static_cast<double>(i + 65) / fade, 1e-6) << i;
    }
    for (std::size_t i = 156; i < 836; ++i) {
        ASSERT_EQ(sound[0][i], 0.0F) << i;
    }
    EXPECT_NEAR(sound[0][836], 1.0 / fade, 1e-6);
    EXPECT_EQ(state_of(source).frames_played, 100 + 164);
    EXPECT_EQ(state_of(source).is_playing, 1);
}

TEST(Stop, CanTakeBackAPlayThatWaitsBehindTheFade)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 5000);
    rig.play(source);
    rig.run(100);
    rig.stop(source);
    rig.run(64);
    rig.play(source, 1000);
    rig.stop(source);
    EXPECT_EQ(state_of(source).is_playing, 0);
    const EngineRig::Sound sound = rig.run(1500);
    EXPECT_EQ(sound[0][836], 0.0F);
    EXPECT_EQ(state_of(source).frames_played, 100);
}

TEST(Stop, InTheLastFramesOfTheRingEndsWithThem)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 150);
    rig.play(source);
    rig.run(100);
    rig.stop(source);
    const EngineRig::Sound sound = rig.run(200);
    EXPECT_NEAR(sound[0][49], 1 - 50.0 / fade, 1e-6);
    EXPECT_EQ(sound[0][50], 0.0F);
    EXPECT_EQ(state_of(source).underruns, 0);
    EXPECT_EQ(state_of(source).frames_queued, 50);
}

TEST(Clear, LetsWhatComesNextBeginAtFullGain)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 1000);
    rig.play(source);
    rig.run(100);
    rig.remove(source);
    rig.run(300);
    source.clear();
    EXPECT_EQ(state_of(source).frames_queued, 0);
    write_counted(source, 0, 100);
    rig.add(source);
    rig.play(source);
    const EngineRig::Sound sound = rig.run(100);
    EXPECT_EQ(sound[0][0], counted(0));
    EXPECT_EQ(sound[0][99], counted(99));
}

TEST(Underrun, IsFilledWithSilenceAndCountedOnceADrySpell)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_counted(source, 0, 100);
    rig.play(source);
    EngineRig::Sound sound = rig.run(300);
    EXPECT_EQ(sound[0][99], counted(99));
    EXPECT_EQ(sound[0][100], 0.0F);
    EXPECT_EQ(sound[0][299], 0.0F);
    EXPECT_EQ(state_of(source).underrun_frames, 200);
    EXPECT_EQ(state_of(source).underruns, 1);
    EXPECT_EQ(state_of(source).is_playing, 1);
    write_counted(source, 100, 1000);
    sound = rig.run(500);
    EXPECT_EQ(sound[0][0], counted(100)); // it goes on where it was, with nothing lost
    EXPECT_EQ(sound[0][499], counted(599));
    EXPECT_EQ(state_of(source).underruns, 1);
    rig.run(700);
    EXPECT_EQ(state_of(source).underrun_frames, 400);
    EXPECT_EQ(state_of(source).underruns, 2);
    EXPECT_EQ(state_of(source).frames_played, 1100);
}

TEST(Underrun, OfTricklingDataIsStillOneDrySpell)
{
    EngineRig rig;
    Source &source = rig.source(1);
    rig.play(source);
    for (int i = 0; i < 10; ++i) {
        write_counted(source, i, 1);
        EXPECT_EQ(rig.run(64)[0][0], counted(i));
    }
    EXPECT_EQ(state_of(source).underruns, 1);
    EXPECT_EQ(state_of(source).underrun_frames, 630);
}

TEST(Overrun, IsCountedAndTakesWhatFits)
{
    EngineRig rig;
    Source &source = rig.source(1, 100);
    EXPECT_EQ(write_counted(source, 0, 150), 100);
    EXPECT_EQ(state_of(source).overruns, 1);
    EXPECT_EQ(state_of(source).frames_free, 0);
    EXPECT_EQ(write_counted(source, 100, 1), 0);
    EXPECT_EQ(state_of(source).overruns, 2);
    rig.play(source);
    rig.run(30);
    EXPECT_EQ(state_of(source).frames_free, 30);
    EXPECT_EQ(write_counted(source, 100, 30), 30);
    EXPECT_EQ(state_of(source).overruns, 2);
    const EngineRig::Sound sound = rig.run(100);
    EXPECT_EQ(sound[0][99], counted(129));
}

TEST(End, DrainsAfterExactlyTheLastFrame)
{
    for (const std::int64_t length : {1, 63, 64, 65, 300}) {
        EngineRig rig;
        Source &source = rig.source(1);
        write_counted(source, 0, length);
        source.end();
        EXPECT_EQ(state_of(source).is_ended, 1);
        EXPECT_EQ(state_of(source).is_drained, 0);
        rig.play(source);
        if (length > 1) {
            rig.run(length - 1);
            EXPECT_EQ(state_of(source).is_drained, 0);
            EXPECT_EQ(state_of(source).is_playing, 1);
        }
        rig.run(1);
        EXPECT_EQ(state_of(source).is_drained, 1) << "the last frame is out: nothing is left to wait for";
        EXPECT_EQ(state_of(source).is_playing, 0);
        rig.run(500);
        EXPECT_EQ(state_of(source).frames_played, length);
        EXPECT_EQ(state_of(source).underrun_frames, 0);
        EXPECT_EQ(source.times_drained(), 1);
    }
}

TEST(End, OfAnEmptySourceDrainsAtItsFirstBlock)
{
    EngineRig rig;
    Source &source = rig.source(1);
    source.end();
    rig.play(source);
    rig.run(1);
    EXPECT_EQ(state_of(source).is_drained, 1);
    EXPECT_EQ(state_of(source).underruns, 0);
}

TEST(End, IsTakenBackByAWriteAndCanComeAgain)
{
    EngineRig rig;
    Source &source = rig.source(1);
    for (int round = 1; round <= 3; ++round) {
        write_counted(source, 0, 50);
        source.end();
        rig.play(source);
        rig.run(100);
        EXPECT_EQ(state_of(source).is_drained, 1);
        EXPECT_EQ(source.times_drained(), round);
        write_counted(source, 50, 10);
        EXPECT_EQ(state_of(source).is_ended, 0);
        EXPECT_EQ(state_of(source).is_drained, 0);
        rig.play(source);
        EXPECT_EQ(rig.run(10)[0][0], counted(50));
    }
}

TEST(End, IsNotTakenForDrainedWhileAnythingIsQueued)
{
    // However a write falls between the audio thread's looks at the source, drained means: ended, and all played.
    EngineRig rig;
    Source &source = rig.source(1);
    write_counted(source, 0, 64);
    source.end();
    rig.play(source);
    rig.run(64);
    write_counted(source, 64, 64);
    source.end();
    EXPECT_EQ(state_of(source).is_drained, 0);
    rig.play(source);
    rig.run(64);
    EXPECT_EQ(state_of(source).is_drained, 1);
    source.clear();
    EXPECT_EQ(state_of(source).is_drained, 1);
}

TEST(Removal, FadesOutAndThenHandsTheSourceBack)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 1000);
    rig.start_device();
    rig.play(source);
    rig.run(100);
    rig.remove(source);
    EngineRig::Sound sound = rig.run(64);
    EXPECT_NEAR(sound[0][0], 1 - 1.0 / fade, 1e-6);
    EXPECT_EQ(rig.engine().retired().take(), nullptr);
    EXPECT_EQ(rig.engine().report().sources, 1);
    sound = rig.run(200);
    EXPECT_EQ(sound[0][fade - 64 - 1], 0.0F);
    EXPECT_EQ(rig.engine().report().sources, 0);
    EXPECT_EQ(rig.engine().retired().take(), &source);
    EXPECT_EQ(state_of(source).frames_queued, 900);
    // And it can be added again, where it stopped.
    rig.add(source);
    rig.play(source);
    sound = rig.run(400, 100);
    EXPECT_NEAR(sound[0][0], 1.0 / fade, 1e-6);
    EXPECT_EQ(sound[0][399], 1.0F);
    EXPECT_EQ(state_of(source).frames_played, 500);
}

TEST(Removal, IgnoresAPlayThatComesAfterIt)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 1000);
    rig.start_device();
    rig.play(source);
    rig.run(100);
    rig.remove(source);
    rig.play(source);
    rig.run(300);
    EXPECT_EQ(rig.engine().retired().take(), &source);
}

TEST(Removal, OfAStoppedSourceIsDoneInTheNextCallback)
{
    EngineRig rig;
    Source &source = rig.source(1);
    rig.start_device();
    rig.remove(source);
    rig.run(1);
    EXPECT_EQ(rig.engine().retired().take(), &source);
}

TEST(Removal, WithTheGateClosedIsDoneAtOnce)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 1000);
    rig.play(source);
    rig.run(100);
    rig.engine().shut_gate();
    rig.remove(source);
    EXPECT_EQ(rig.engine().retired().take(), &source);
    EXPECT_EQ(state_of(source).is_playing, 0);
}

TEST(Removal, LeavesTheOthersAndTheirOrderAlone)
{
    EngineRig rig;
    std::vector<Source *> sources;
    for (int i = 0; i < 5; ++i) {
        sources.push_back(&rig.source(1));
        write_constant(*sources.back(), static_cast<float>(1 << i), 1000);
        rig.play(*sources.back());
    }
    EXPECT_EQ(rig.run(64)[0][63], 31.0F);
    rig.remove(*sources[0]);
    rig.remove(*sources[2]);
    rig.remove(*sources[4]);
    rig.run(300);
    EXPECT_EQ(rig.run(64)[0][63], 10.0F);
}

} // namespace
} // namespace audionative::testing
