// SPDX-License-Identifier: MIT
#include "sound_file_testing.h"

#include "support/status.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace audionative::testing {
namespace {

SoundFileFormat float_format(double rate, int channels)
{
    SoundFileFormat format;
    format.sample_type = AN_FILE_FLOAT32;
    format.sample_rate = rate;
    format.channels = channels;
    return format;
}

// In step with the sine from the first frame on: no delay, and nothing 120 dB below it but the ends, where the
// file begins and stops all at once.
TEST(SoundFileResampleTest, ASineComesOutAsTheSameSineWithin120Decibels)
{
    const TemporaryFolder folder;
    for (const auto &[from, to] : {std::pair{44100.0, 48000.0},
                                   {48000.0, 44100.0},
                                   {44100.0, 22050.0},
                                   {16000.0, 96000.0},
                                   {48000.0, 47999.0}}) {
        constexpr double amplitude = 0.5;
        write_file(folder.file("sine.wav"), float_format(from, 2),
                   sine(1000, from, static_cast<std::int64_t>(from), 2, amplitude));
        const ReadBack found = read_back(folder.file("sine.wav"), to, 777);
        ASSERT_EQ(found.frames, static_cast<std::int64_t>(to));
        EXPECT_EQ(found.info.sample_rate, from);
        EXPECT_EQ(found.info.frames, static_cast<std::int64_t>(from));
        const std::vector<float> expected = sine(1000, to, found.frames, 2, amplitude);
        const auto edge = static_cast<std::size_t>(to / 5) * 2;
        double error = 0;
        for (std::size_t i = edge; i < expected.size() - edge; ++i) {
            error += std::pow(static_cast<double>(found.samples[i]) - static_cast<double>(expected[i]), 2);
        }
        const double rms = std::sqrt(error / static_cast<double>(expected.size() - 2 * edge));
        const double decibels = 20 * std::log10(rms / (amplitude / std::sqrt(2.0)));
        EXPECT_LT(decibels, -120) << from << " to " << to;
        std::printf("%g Hz to %g Hz: error %.1f dB\n", from, to, decibels);
    }
}

TEST(SoundFileResampleTest, TheLengthIsExact)
{
    const TemporaryFolder folder;
    for (const auto &[from, to] : {std::pair{44100.0, 48000.0},
                                   {48000.0, 44100.0},
                                   {8000.0, 96000.0},
                                   {96000.0, 8000.0},
                                   {11025.0, 768000.0},
                                   {44100.0, 1000.0},
                                   {44100.0, 44100.5}}) {
        for (const std::int64_t frames : {0, 1, 2, 3, 100, 999, 16383, 16384, 16385, 44101}) {
            write_file(folder.file("sound.wav"), float_format(from, 1), exact_frames(0, frames, 1));
            const auto expected = std::llround(static_cast<double>(frames) * to / from);
            EXPECT_EQ(read_back(folder.file("sound.wav"), to).frames, expected) << frames << ": " << from << ' ' << to;
        }
    }
}

TEST(SoundFileResampleTest, PiecesOfAnySizeMakeTheSameWhole)
{
    const TemporaryFolder folder;
    write_file(folder.file("sound.wav"), float_format(44100, 3), exact_frames(0, 20011, 3));
    const ReadBack whole = read_back(folder.file("sound.wav"), 48000, 1 << 20);
    for (const std::int64_t piece : {1, 13, 1000, 21781}) {
        EXPECT_TRUE(read_back(folder.file("sound.wav"), 48000, piece).samples == whole.samples) << piece;
    }
}

TEST(SoundFileResampleTest, TheFilesOwnRateIsNotResampled)
{
    const TemporaryFolder folder;
    const std::vector<float> samples = exact_frames(0, 5000, 2);
    write_file(folder.file("sound.wav"), float_format(44100, 2), samples);
    EXPECT_TRUE(read_back(folder.file("sound.wav"), 44100).samples == samples);
    EXPECT_TRUE(read_back(folder.file("sound.wav"), 0).samples == samples);
}

TEST(SoundFileResampleTest, ManyChannelsKeepTheirPlaces)
{
    const TemporaryFolder folder;
    constexpr int channels = 64;
    std::vector<float> samples;
    for (int frame = 0; frame < 4000; ++frame) {
        for (int channel = 0; channel < channels; ++channel) {
            samples.push_back(static_cast<float>(channel) / channels);
        }
    }
    write_file(folder.file("sound.wav"), float_format(44100, channels), samples);
    const ReadBack found = read_back(folder.file("sound.wav"), 48000);
    ASSERT_GT(found.frames, 3000);
    for (int channel = 0; channel < channels; ++channel) {
        EXPECT_NEAR(found.samples[static_cast<std::size_t>(2000 * channels + channel)],
                    static_cast<float>(channel) / channels, 1e-5);
    }
}

TEST(SoundFileResampleTest, TheFarthestRatesOfAServerWorkAndFartherOnesAreRefused)
{
    const TemporaryFolder folder;
    write_file(folder.file("slow.wav"), float_format(1000, 1), std::vector<float>(1000, 0.25F));
    EXPECT_EQ(read_back(folder.file("slow.wav"), 768000).frames, 768000);
    write_file(folder.file("fast.wav"), float_format(768000, 1), std::vector<float>(768000, 0.25F));
    EXPECT_EQ(read_back(folder.file("fast.wav"), 1000).frames, 1000);
    for (const double rate : {1e-300, 1e-9, 700.0, 1e9, 1e300}) {
        try {
            make_sound_file_reader(folder.file("fast.wav"), rate);
            FAIL() << rate;
        } catch (const Error &error) {
            EXPECT_EQ(error.status(), AN_INVALID_ARGUMENT) << error.what();
            EXPECT_NE(std::string(error.what()).find("factor of 1000"), std::string::npos) << error.what();
        }
    }
}

} // namespace
} // namespace audionative::testing
