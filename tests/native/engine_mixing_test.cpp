// SPDX-License-Identifier: MIT
//
// The sum, gains, balance and fades, by the sample.
#include "engine_rig.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace audionative::testing {
namespace {

// As the mixer does it, in the plainest way: every source added in order to a bus of zeros.
class Mixing : public ::testing::TestWithParam<int> {};

TEST_P(Mixing, IsExactlyTheSumOfItsSources)
{
    const int count = GetParam();
    constexpr std::size_t frames = 1000; // no multiple of the block
    for (const bool device : {false, true}) {
        for (const int channels : {1, 2}) {
            EngineRig rig;
            std::mt19937 random(7);
            std::uniform_real_distribution<float> noise(-1, 1);
            std::vector<float> left(frames, 0.0F);
            std::vector<float> right(frames, 0.0F);
            for (int i = 0; i < count; ++i) {
                Source &source = rig.source(channels, static_cast<std::int64_t>(frames));
                std::vector<float> samples(frames * static_cast<std::size_t>(channels));
                for (float &sample : samples) {
                    sample = noise(random);
                }
                const auto width = static_cast<std::size_t>(channels);
                for (std::size_t frame = 0; frame < frames; ++frame) {
                    left[frame] += samples[frame * width];
                    right[frame] += samples[frame * width + width - 1];
                }
                source.write(samples.data(), AN_SAMPLE_F32, static_cast<std::int64_t>(frames));
                rig.play(source);
            }
            if (device) {
                rig.start_device();
            }
            const EngineRig::Sound sound = rig.run(static_cast<std::int64_t>(frames), 300);
            EXPECT_EQ(sound[0], left) << channels << " channels";
            EXPECT_EQ(sound[1], right) << channels << " channels";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Of, Mixing, ::testing::Values(1, 2, 10, 1000));

TEST(Mixer, PutsWideSourcesSideBySideFromTheirFirstChannel)
{
    EngineConfig config = EngineRig::plain();
    config.output_channels = 20;
    EngineRig rig(config);
    Source &wide = rig.source(17, 1000, 2);
    Source &last = rig.source(1, 1000, 19); // one channel where there is no pair
    Source &pair = rig.source(1, 1000, 0);
    write_counted(wide, 0, 200);
    write_constant(last, 0.25F, 200);
    write_constant(pair, 0.5F, 200);
    for (Source *source : {&wide, &last, &pair}) {
        rig.play(*source);
    }
    const EngineRig::Sound sound = rig.run(200);
    for (std::size_t i = 0; i < 200; ++i) {
        EXPECT_EQ(sound[0][i], 0.5F);
        EXPECT_EQ(sound[1][i], 0.5F);
        for (int channel = 0; channel < 17; ++channel) {
            EXPECT_EQ(sound[static_cast<std::size_t>(channel + 2)][i], counted(static_cast<std::int64_t>(i), channel));
        }
        EXPECT_EQ(sound[19][i], 0.25F);
    }
}

TEST(Mixer, ConvertsEveryFormatToFullScale)
{
    EngineRig rig;
    const auto heard = [&rig](const void *data, an_sample_format format) {
        Source &source = rig.source(1, 4);
        EXPECT_EQ(source.write(data, format, 4), 4);
        source.end();
        rig.play(source);
        return rig.run(4)[0];
    };
    const std::vector<float> whole = {-1.0F, 0.0F, 0.5F, -0.5F};
    const float f32[] = {-1.0F, 0.0F, 0.5F, -0.5F};
    const double f64[] = {-1.0, 0.0, 0.5, -0.5};
    const std::int8_t s8[] = {-128, 0, 64, -64};
    const std::int16_t s16[] = {-32768, 0, 16384, -16384};
    const std::int32_t s32[] = {-2147483647 - 1, 0, 1 << 30, -(1 << 30)};
    EXPECT_EQ(heard(f32, AN_SAMPLE_F32), whole);
    EXPECT_EQ(heard(f64, AN_SAMPLE_F64), whole);
    EXPECT_EQ(heard(s8, AN_SAMPLE_S8), whole);
    EXPECT_EQ(heard(s16, AN_SAMPLE_S16), whole);
    EXPECT_EQ(heard(s32, AN_SAMPLE_S32), whole);
}

TEST(Gain, IsExactOnceItHasArrived)
{
    EngineRig rig;
    Source &source = rig.source(2);
    source.set_gain(0.5); // before it plays: no ramp
    write_counted(source, 0, 2000);
    rig.play(source);
    EngineRig::Sound sound = rig.run(1000);
    for (std::size_t i = 0; i < 1000; ++i) {
        ASSERT_EQ(sound[0][i], counted(static_cast<std::int64_t>(i), 0) * 0.5F) << i;
        ASSERT_EQ(sound[1][i], counted(static_cast<std::int64_t>(i), 1) * 0.5F) << i;
    }
    source.set_gain(-2);
    sound = rig.run(1000);
    for (std::size_t i = 220; i < 1000; ++i) {
        ASSERT_EQ(sound[0][i], counted(static_cast<std::int64_t>(i) + 1000, 0) * -2.0F) << i;
    }
}

TEST(Gain, MovesInAStraightLineOverFiveMilliseconds)
{
    for (const std::int64_t buffer : {256, 64, 17, 1}) {
        EngineRig rig;
        Source &source = rig.source(1);
        write_constant(source, 1.0F, 2000);
        rig.play(source);
        rig.run(100);
        source.set_gain(3);
        const EngineRig::Sound sound = rig.run(500, buffer);
        for (std::size_t i = 0; i < 500; ++i) {
            const double expected = i < 220 ? 1 + 2 * static_cast<double>(i + 1) / 220 : 3;
            ASSERT_NEAR(sound[0][i], expected, 1e-6) << "frame " << i << ", buffers of " << buffer;
        }
        EXPECT_EQ(sound[0][219], 3.0F);
    }
}

TEST(Gain, TurnsRoundInMidRampWithoutAJump)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 2000);
    rig.play(source);
    rig.run(64);
    source.set_gain(0);
    const float low = rig.run(128)[0].back();
    EXPECT_NEAR(low, 1 - 128.0 / 220, 1e-6);
    source.set_gain(1);
    const EngineRig::Sound sound = rig.run(300);
    EXPECT_NEAR(sound[0][0], low + (1 - low) / 220, 1e-6);
    EXPECT_EQ(sound[0][219], 1.0F);
}

TEST(Pan, IsABalanceThatTurnsTheFarSideDownByACosine)
{
    for (const double pan : {-1.0, -0.7, -0.25, 0.0, 0.1, 0.5, 1.0}) {
        for (const int channels : {1, 2}) {
            EngineRig rig;
            Source &source = rig.source(channels);
            source.set_pan(pan);
            write_constant(source, 1.0F, 300);
            rig.play(source);
            const EngineRig::Sound sound = rig.run(300);
            const double far_side = std::abs(pan) < 1 ? std::cos(std::abs(pan) * std::numbers::pi / 2) : 0;
            ASSERT_NEAR(sound[0][99], pan > 0 ? far_side : 1, 1e-6) << pan;
            ASSERT_NEAR(sound[1][99], pan < 0 ? far_side : 1, 1e-6) << pan;
            // The near side is untouched, and the far end is silence, both to the bit.
            ASSERT_EQ(sound[pan > 0 ? 1 : 0][99], 1.0F);
            if (std::abs(pan) == 1) {
                ASSERT_EQ(sound[pan > 0 ? 0 : 1][99], 0.0F);
            }
        }
    }
}

TEST(Amp, RampsUpAtTheStartAsPyoDoes)
{
    EngineConfig config = EngineRig::plain();
    config.ramp_seconds = 0.005;
    EngineRig rig(config);
    rig.engine().set_amp(0.8);
    rig.engine().open_gate();
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 2000);
    rig.play(source);
    const EngineRig::Sound sound = rig.run(400);
    for (std::size_t i = 0; i < 400; ++i) {
        ASSERT_NEAR(sound[0][i], 0.8 * std::min(1.0, static_cast<double>(i + 1) / 220), 1e-6) << i;
    }
    EXPECT_EQ(sound[0][219], 0.8F);
    EXPECT_EQ(sound[1], sound[0]);
}

TEST(Amp, OfZeroBeforeTheStartIsSilence)
{
    EngineConfig config = EngineRig::plain();
    config.ramp_seconds = 0.005;
    EngineRig rig(config);
    rig.engine().set_amp(0);
    rig.engine().open_gate();
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 1000);
    rig.play(source);
    EXPECT_EQ(rig.run(600)[0], std::vector<float>(600, 0.0F));
    rig.engine().set_amp(1);
    const EngineRig::Sound sound = rig.run(300);
    EXPECT_NEAR(sound[0][0], 1.0 / 220, 1e-6);
    EXPECT_EQ(sound[0][219], 1.0F);
}

TEST(Amp, WithoutARampJumpsAtABlock)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 1000);
    rig.play(source);
    rig.run(64);
    rig.engine().set_amp(-0.25);
    EXPECT_EQ(rig.run(64)[0], std::vector<float>(64, -0.25F));
}

TEST(Denormals, AreFlushedWhileItRendersAndOnlyThen)
{
    const volatile float tiny = 1e-20F; // volatile: multiplied here and now, not by the compiler
    for (const bool device : {false, true}) {
        EngineRig rig;
        Source &source = rig.source(1);
        source.set_gain(1e-20);
        write_constant(source, 1e-20F, 200);
        rig.play(source);
        ASSERT_GT(tiny * tiny, 0.0F) << "this thread flushes already";
        if (device) {
            rig.start_device();
        }
        EXPECT_EQ(rig.run(200)[0], std::vector<float>(200, 0.0F));
        EXPECT_GT(tiny * tiny, 0.0F) << "the thread's arithmetic was not put back";
    }
}

} // namespace
} // namespace audionative::testing
