// SPDX-License-Identifier: MIT
//
// The queue to the audio thread, the gate, the clock, the counters, the meters and the taps.
#include "engine_rig.h"

#include "support/monotonic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace audionative::testing {
namespace {

TEST(CommandQueue, SaysThatItIsFullAndRecovers)
{
    EngineConfig config = EngineRig::plain();
    config.command_capacity = 3;
    EngineRig rig(config);
    Source &source = rig.source(1);
    write_counted(source, 0, 500);
    rig.start_device();
    const std::int64_t before = rig.engine().report().commands;
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(rig.submit(Command::Kind::play_source, source));
    }
    EXPECT_FALSE(rig.submit(Command::Kind::stop_source, source));
    EXPECT_FALSE(rig.submit(Command::Kind::stop_source, source));
    EXPECT_EQ(rig.engine().refused_commands(), 2);
    EXPECT_EQ(rig.run(64)[0][0], counted(0)); // what was refused did not happen
    EXPECT_TRUE(rig.submit(Command::Kind::stop_source, source));
    rig.run(300);
    EXPECT_EQ(state_of(source).is_playing, 0);
    EXPECT_EQ(rig.engine().report().commands - before, 4);
}

TEST(Gate, FadesOutAndThenTimeStandsStill)
{
    EngineConfig config = EngineRig::plain();
    config.ramp_seconds = 0.005;
    EngineRig rig(config);
    Source &source = rig.source(1);
    write_constant(source, 1.0F, 10000);
    rig.play(source);
    rig.start_device();
    rig.run(1000, 100);
    rig.engine().close_gate();
    EngineRig::Sound sound = rig.run(220, 110);
    EXPECT_NEAR(sound[0][0], 1 - 1.0 / 220, 1e-6);
    EXPECT_EQ(sound[0][219], 0.0F);
    EXPECT_TRUE(rig.engine().gate_is_closed());
    const std::int64_t frame = rig.engine().report().frame;
    const std::int64_t played = state_of(source).frames_played;
    EXPECT_EQ(played, frame);
    sound = rig.run(1000);
    EXPECT_EQ(sound[0], std::vector<float>(1000, 0.0F));
    EXPECT_EQ(rig.engine().report().frame, frame);
    EXPECT_EQ(state_of(source).frames_played, played);
    EXPECT_EQ(state_of(source).is_playing, 1);
    EXPECT_EQ(state_of(source).underruns, 0);
    rig.stop_device();
    rig.engine().open_gate();
    rig.start_device();
    sound = rig.run(300, 100);
    EXPECT_NEAR(sound[0][0], 1.0 / 220, 1e-6);
    EXPECT_EQ(sound[0][219], 1.0F);
    EXPECT_EQ(state_of(source).frames_played, played + 300);
}

TEST(SampleClock, CountsEveryFrameOfOddLengths)
{
    for (const int block : {1, 17, 64, 100}) {
        EngineConfig config = EngineRig::plain();
        config.block_frames = block;
        EngineRig rig(config);
        std::int64_t expected = 0;
        for (const std::int64_t frames : {1, 63, 64, 65, 997, 44101}) {
            rig.run(frames, 4096);
            expected += frames;
            EXPECT_EQ(rig.engine().report().frame, expected);
        }
        rig.start_device();
        for (const std::int64_t frames : {1, 63, 1000, 333}) {
            rig.run(frames, 4096);
            expected += frames;
            EXPECT_EQ(rig.engine().report().frame, expected);
        }
    }
}

TEST(Callback, OfNoFramesDoesNothing)
{
    EngineRig rig;
    rig.start_device();
    rig.run(64);
    float nothing = 0;
    float *out[] = {&nothing, &nothing};
    rig.engine().process(nullptr, out, 0, monotonic_ns());
    const EngineReport report = rig.engine().report();
    EXPECT_EQ(report.frame, 64);
    EXPECT_TRUE(std::isfinite(report.load));
    EXPECT_TRUE(std::isfinite(report.peak_load));
}

TEST(Silently, RenderedFramesReachNeitherTapsNorMeters)
{
    EngineRig rig;
    Source &source = rig.source(1);
    write_constant(source, 2.0F, 10000);
    rig.play(source);
    Tap &tap = rig.tap(false, 0, 2, 65536, -1);
    std::vector<float> plane(8000);
    float *out[] = {plane.data(), plane.data()};
    EXPECT_EQ(rig.engine().render(nullptr, out, 8000, true), 8000);
    EXPECT_EQ(rig.engine().report().frame, 8000);
    EXPECT_EQ(rig.engine().report().clipped_samples, 0);
    EXPECT_EQ(rig.engine().meter().read(0).peak, 0.0F);
    EXPECT_EQ(tap.ring().available(), 0);
    rig.run(100);
    EXPECT_EQ(tap.ring().available(), 100);
    rig.submit(Command::Kind::remove_tap, tap);
}

TEST(Clipping, IsCountedBySample)
{
    EngineRig rig;
    Source &source = rig.source(2);
    const std::vector<float> samples = {1.0F, -1.0F, 1.0001F, 0, -1.0001F, 2.0F, 0.5F, -0.5F};
    source.write(samples.data(), AN_SAMPLE_F32, 4);
    rig.play(source);
    const EngineRig::Sound sound = rig.run(4);
    EXPECT_EQ(rig.engine().report().clipped_samples, 3); // beyond full scale, not at it
    EXPECT_EQ(sound[1][2], 2.0F) << "the engine itself does not clip";
    write_constant(source, 1.5F, 1000);
    rig.run(1000);
    EXPECT_EQ(rig.engine().report().clipped_samples, 3 + 2000);
}

TEST(Meters, TellPeakAndRmsOfASine)
{
    EngineConfig config = EngineRig::plain();
    config.output_channels = 18; // beyond pyo's 16
    EngineRig rig(config);
    Source &source = rig.source(1, 65536, 17);
    std::vector<float> samples(44100);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i] = static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * 1000 * static_cast<double>(i) / 44100));
    }
    source.write(samples.data(), AN_SAMPLE_F32, 44100);
    rig.play(source);
    EXPECT_EQ(rig.engine().meter().channels(), 18);
    rig.run(44100);
    const an_meter meter = rig.engine().meter().read(17);
    EXPECT_NEAR(meter.peak, 0.5, 1e-3);
    EXPECT_NEAR(meter.rms, 0.5 / std::numbers::sqrt2, 2e-3);
    EXPECT_EQ(rig.engine().meter().read(0).peak, 0.0F);
}

TEST(Meters, CoverWindowsOfFiftyMillisecondsSideBySide)
{
    EngineRig rig; // 2205 frames are 35 blocks of 64: 2240
    Source &source = rig.source(1);
    std::vector<float> samples(10000, 0.0F);
    samples[100] = -0.75F;
    source.write(samples.data(), AN_SAMPLE_F32, 10000);
    rig.play(source);
    rig.run(2176, 64);
    EXPECT_EQ(rig.engine().meter().read(0).peak, 0.0F) << "the first window has not ended";
    rig.run(64);
    EXPECT_EQ(rig.engine().meter().read(0).peak, 0.75F);
    EXPECT_NEAR(rig.engine().meter().read(0).rms, 0.75 / std::sqrt(2240.0), 1e-6);
    rig.run(2176, 64);
    EXPECT_EQ(rig.engine().meter().read(0).peak, 0.75F);
    rig.run(64);
    EXPECT_EQ(rig.engine().meter().read(0).peak, 0.0F) << "the peak belongs to the first window alone";
}

std::vector<float> taken(Tap &tap, int channel)
{
    std::vector<float> frames;
    PlanarRing &ring = tap.ring();
    for (std::int64_t left = ring.available(), skip = 0; left > 0;) {
        const PlanarRing::Run run = ring.run(skip, left);
        frames.insert(frames.end(), ring.samples(channel) + run.at, ring.samples(channel) + run.at + run.frames);
        skip += run.frames;
        left -= run.frames;
    }
    return frames;
}

TEST(Tap, GetsWhatGoesToTheDeviceAfterTheAmplitude)
{
    EngineRig rig;
    rig.engine().set_amp(0.5);
    Source &source = rig.source(2);
    write_counted(source, 0, 1000);
    rig.play(source);
    Tap &tap = rig.tap(false, 1, 1, 1000, -1);
    const EngineRig::Sound sound = rig.run(500);
    EXPECT_EQ(taken(tap, 0), sound[1]);
    rig.submit(Command::Kind::remove_tap, tap);
    EXPECT_TRUE(tap.is_finished());
    EXPECT_EQ(rig.engine().retired().take(), &tap);
}

TEST(Tap, GetsTheInputByteForByteInBuffersOfAnySize)
{
    EngineConfig config = EngineRig::plain();
    config.input_channels = 3;
    EngineRig rig(config);
    rig.start_device();
    Tap &tap = rig.tap(true, 1, 2, 1000, -1);
    EngineRig::Sound input(3, std::vector<float>(700));
    for (std::size_t i = 0; i < 700; ++i) {
        for (int channel = 0; channel < 3; ++channel) {
            input[static_cast<std::size_t>(channel)][i] = counted(static_cast<std::int64_t>(i), channel);
        }
    }
    rig.run(input, 700, 150);
    EXPECT_EQ(taken(tap, 0), input[1]);
    EXPECT_EQ(taken(tap, 1), input[2]);
}

TEST(Tap, EndsByItselfAfterExactlyItsFrames)
{
    EngineRig rig;
    rig.start_device();
    Tap &tap = rig.tap(false, 0, 2, 1000, 333);
    rig.run(332, 100);
    EXPECT_FALSE(tap.is_finished());
    rig.run(100);
    EXPECT_TRUE(tap.is_finished());
    EXPECT_EQ(tap.ring().available(), 333);
    EXPECT_EQ(rig.engine().retired().take(), &tap);
    EXPECT_EQ(rig.engine().report().taps, 0);
}

TEST(Tap, ThatHasEndedAndGoneIsNotTouchedByTheRequestToEndIt)
{
    EngineRig rig;
    rig.start_device();
    auto tap = std::make_unique<Tap>(false, 0, 2, 1000, 64);
    rig.submit(Command::Kind::add_tap, *tap);
    rig.run(64);
    EXPECT_TRUE(tap->is_finished());
    rig.submit(Command::Kind::remove_tap, *tap); // whoever asks saw it running a moment ago
    tap.reset();                                 // and frees it, because it is finished
    rig.run(64);
    EXPECT_EQ(rig.engine().report().taps, 0);
}

TEST(Tap, DropsAndCountsWhatItsRingCannotHold)
{
    EngineRig rig;
    rig.start_device();
    Tap &tap = rig.tap(false, 0, 2, 100, -1);
    rig.run(250);
    EXPECT_EQ(tap.ring().available(), 100);
    EXPECT_EQ(tap.dropped_frames(), 150);
}

TEST(Tap, IsWaitedForByAnOfflineRender)
{
    EngineRig rig;
    Tap &tap = rig.tap(false, 0, 2, 100, -1);
    EXPECT_EQ(rig.run(250)[0].size(), 100U);
    tap.ring().consume(100);
    EXPECT_EQ(rig.run(50)[0].size(), 50U);
    EXPECT_EQ(tap.dropped_frames(), 0);
}

TEST(WaitingSource, HoldsAnOfflineRenderUpUntilItsDataComes)
{
    EngineRig rig;
    Source &source = rig.source(1, 1000, 0, AN_SOURCE_WAIT_OFFLINE);
    rig.play(source, 100);
    EngineRig::Sound sound = rig.run(256);
    EXPECT_EQ(sound[0].size(), 100U) << "up to its start there is nothing to wait for";
    write_counted(source, 0, 70);
    sound = rig.run(64);
    ASSERT_EQ(sound[0].size(), 64U);
    EXPECT_EQ(sound[0][63], counted(63));
    EXPECT_EQ(rig.run(64)[0].size(), 0U);
    source.end();
    sound = rig.run(64);
    ASSERT_EQ(sound[0].size(), 64U);
    EXPECT_EQ(sound[0][5], counted(69));
    EXPECT_EQ(sound[0][6], 0.0F);
    EXPECT_EQ(state_of(source).underruns, 0);
    EXPECT_EQ(state_of(source).is_drained, 1);
}

TEST(WaitingSource, WithARingSmallerThanABlockStillRendersExactly)
{
    EngineRig rig;
    Source &source = rig.source(1, 10, 0, AN_SOURCE_WAIT_OFFLINE);
    rig.play(source);
    std::vector<float> heard;
    for (std::int64_t written = 0; heard.size() < 1000;) {
        written += write_counted(source, written, 7);
        const EngineRig::Sound sound = rig.run(1000 - static_cast<std::int64_t>(heard.size()));
        heard.insert(heard.end(), sound[0].begin(), sound[0].end());
    }
    for (std::size_t i = 0; i < heard.size(); ++i) {
        ASSERT_EQ(heard[i], counted(static_cast<std::int64_t>(i)));
    }
    EXPECT_EQ(state_of(source).underruns, 0);
}

// ---- the delay-locked loop

TEST(DelayLockedLoop, FindsTheDevicesRateAndSmoothsItsJitter)
{
    std::mt19937 random(5);
    std::exponential_distribution<double> late(1.0 / 200e3); // 0.2 ms on average, some far more
    for (const double drift : {0.0, 100e-6, -300e-6}) {
        SampleClock clock;
        clock.prepare(48000);
        constexpr std::int64_t period = 256;
        const double true_ns_per_frame = 1e9 / (48000 * (1 + drift));
        double worst = 0;
        for (std::int64_t turn = 0; turn < 60 * 48000 / period; ++turn) { // a minute
            const double ideal = 5e9 + static_cast<double>(turn * period) * true_ns_per_frame;
            clock.observe(turn * period, static_cast<std::int64_t>(ideal + std::min(late(random), 2e6)));
            if (turn > 30 * 48000 / period) {
                worst = std::max(worst, std::abs(clock.time_ns() - ideal - 200e3));
            }
        }
        EXPECT_NEAR(clock.sample_rate(), 48000 * (1 + drift), 48000 * 20e-6) << "drift " << drift;
        EXPECT_LT(worst, 100e3) << "drift " << drift; // single callbacks are up to 2 ms late
    }
}

TEST(DelayLockedLoop, BeginsAgainAfterAStall)
{
    SampleClock clock;
    clock.prepare(48000);
    std::int64_t now = 1'000'000'000;
    std::int64_t frame = 0;
    for (int i = 0; i < 1000; ++i, frame += 480, now += 10'000'000) {
        clock.observe(frame, now);
    }
    EXPECT_NEAR(clock.time_ns(), static_cast<double>(now - 10'000'000), 1);
    now += 3'000'000'000; // the machine slept
    clock.observe(frame, now);
    EXPECT_EQ(clock.time_ns(), static_cast<double>(now));
    EXPECT_EQ(clock.observed_frame(), frame);
    EXPECT_NEAR(clock.sample_rate(), 48000, 1);
    now += 10'000'000;
    frame += 480;
    clock.observe(frame, now);
    EXPECT_NEAR(clock.time_ns(), static_cast<double>(now), 1);
}

TEST(DelayLockedLoop, IsNotLedAstrayByFramesThatDoNotAdvance)
{
    SampleClock clock;
    clock.prepare(44100);
    for (int i = 0; i < 100; ++i) {
        clock.observe(5000, 1'000'000'000 + i * 1'000'000); // the gate is closed
    }
    EXPECT_EQ(clock.time_ns(), 1'099'000'000);
    EXPECT_EQ(clock.sample_rate(), 44100);
}

TEST(Clock, IsRestartedWhenTheDeviceIs)
{
    EngineRig rig;
    rig.start_device();
    rig.run(4410, 441);
    const EngineReport before = rig.engine().report();
    EXPECT_EQ(before.observed_frame, 4410 - 441);
    EXPECT_GT(before.longest_gap_ns, 0);
    rig.stop_device();
    rig.run(1000);
    rig.start_device();
    rig.run(441, 441);
    const EngineReport after = rig.engine().report();
    EXPECT_EQ(after.observed_frame, 5410);
    EXPECT_EQ(after.longest_gap_ns, 0) << "the time without a device is no gap between callbacks";
}

} // namespace
} // namespace audionative::testing
