// SPDX-License-Identifier: MIT
#include "sound_file_testing.h"

#include "support/status.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace audionative::testing {
namespace {

// "" if it can be held, else why not.
std::string refusal(int container, int type, int channels, double rate, double quality = 0.4)
{
    SoundFileFormat format;
    format.container = container;
    format.sample_type = type;
    format.channels = channels;
    format.sample_rate = rate;
    format.quality = quality;
    try {
        check_format(format);
        return "";
    } catch (const Error &error) {
        EXPECT_EQ(error.status(), AN_FILE_FORMAT);
        return error.what();
    }
}

TEST(SoundFileFormatTest, EveryContainerHoldsWhatItsTableSays)
{
    struct Row {
        int container;
        bool int32_and_float;
        int channels;
        double rate;
    };
    const Row rows[] = {
        {AN_CONTAINER_WAV, true, 1024, 768000},  {AN_CONTAINER_AIFF, true, 1024, 768000},
        {AN_CONTAINER_FLAC, false, 8, 655350},   {AN_CONTAINER_OGG, true, 255, 200000},
        {AN_CONTAINER_CAF, true, 1024, 768000},  {AN_CONTAINER_W64, true, 1024, 768000},
        {AN_CONTAINER_RF64, true, 1024, 768000}, {AN_CONTAINER_AU, true, 1024, 768000},
    };
    for (const Row &row : rows) {
        SCOPED_TRACE(row.container);
        for (int type = AN_FILE_INT16; type <= AN_FILE_FLOAT64; ++type) {
            const bool holds = type <= AN_FILE_INT24 || row.int32_and_float;
            EXPECT_EQ(refusal(row.container, type, 2, 44100).empty(), holds) << type;
        }
        EXPECT_EQ(refusal(row.container, AN_FILE_INT16, 1, 1000), "");
        EXPECT_EQ(refusal(row.container, AN_FILE_INT16, row.channels, 48000), "");
        EXPECT_EQ(refusal(row.container, AN_FILE_INT24, 1, row.rate), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, row.channels + 1, 48000), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 0, 48000), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, -1, 48000), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, 0), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, -44100), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, 44100.5), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, 1e300), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, std::nan("")), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, std::numeric_limits<double>::infinity()), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, 44100, -0.01), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, 44100, 1.01), "");
        EXPECT_NE(refusal(row.container, AN_FILE_INT16, 2, 44100, std::nan("")), "");
    }
    for (const int nonsense : {-1, 8, 1000}) {
        EXPECT_NE(refusal(nonsense, AN_FILE_INT16, 2, 44100), "");
        EXPECT_NE(refusal(AN_CONTAINER_WAV, nonsense, 2, 44100), "");
    }
    EXPECT_NE(refusal(AN_CONTAINER_FLAC, AN_FILE_INT16, 2, 655360), "");
    EXPECT_NE(refusal(AN_CONTAINER_FLAC, AN_FILE_INT16, 2, 65537), "");
    EXPECT_NE(refusal(AN_CONTAINER_OGG, AN_FILE_INT16, 2, 200001), "");
}

TEST(SoundFileFormatTest, ARefusalSaysWhatWouldWork)
{
    const std::string floats = refusal(AN_CONTAINER_FLAC, AN_FILE_FLOAT32, 2, 44100);
    EXPECT_NE(floats.find("FLAC"), std::string::npos) << floats;
    EXPECT_NE(floats.find("16 or 24"), std::string::npos) << floats;
    EXPECT_NE(floats.find("WAV"), std::string::npos) << floats;
    const std::string channels = refusal(AN_CONTAINER_FLAC, AN_FILE_INT16, 9, 44100);
    EXPECT_NE(channels.find("8 channels, not 9"), std::string::npos) << channels;
    EXPECT_NE(channels.find("CAF"), std::string::npos) << channels;
}

// The table above is only words until what it allows can be written and read again.
TEST(SoundFileFormatTest, WhatIsAllowedCanBeWrittenAndReadAgain)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("sound");
    for (const int channels : {1, 2, 3, 8, 255, 1024}) {
        for (SoundFileFormat format : every_format(channels)) {
            for (const double rate : {1000.0, 8000.0, 11025.0, 65540.0, 192000.0, 655350.0, 768000.0}) {
                format.sample_rate = rate;
                SCOPED_TRACE(name_of(format) + " at " + std::to_string(rate));
                if (!refusal(format.container, format.sample_type, channels, rate).empty()) {
                    EXPECT_THROW(make_sound_file_writer(path, format), Error);
                    continue;
                }
                const std::vector<float> samples = exact_frames(0, 20, channels);
                write_file(path, format, samples);
                const ReadBack found = read_back(path);
                EXPECT_EQ(found.frames, 20);
                EXPECT_EQ(found.info.frames, 20);
                EXPECT_EQ(found.info.channels, channels);
                EXPECT_EQ(found.info.sample_rate, rate);
                if (format.container != AN_CONTAINER_OGG) {
                    EXPECT_TRUE(found.samples == samples);
                }
            }
        }
    }
}

} // namespace
} // namespace audionative::testing
