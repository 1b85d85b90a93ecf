// SPDX-License-Identifier: MIT
#include "sound_file_testing.h"

#include "support/status.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <thread>

#include <sys/stat.h>

namespace audionative::testing {
namespace {

std::pair<an_status, std::string> failure_of_reading(const std::string &path, double rate = 0)
{
    try {
        read_back(path, rate);
        return {AN_OK, ""};
    } catch (const Error &error) {
        return {error.status(), error.what()};
    }
}

TEST(SoundFileReadTest, TheInfoSpeaksLibsndfilesWords)
{
    const TemporaryFolder folder;
    const std::map<int, std::string> containers = {{AN_CONTAINER_WAV, "WAV (Microsoft)"},
                                                   {AN_CONTAINER_AIFF, "AIFF (Apple/SGI)"},
                                                   {AN_CONTAINER_FLAC, "FLAC (Free Lossless Audio Codec)"},
                                                   {AN_CONTAINER_OGG, "OGG (OGG Container format)"},
                                                   {AN_CONTAINER_CAF, "CAF (Apple Core Audio File)"},
                                                   {AN_CONTAINER_W64, "W64 (SoundFoundry WAVE 64)"},
                                                   {AN_CONTAINER_RF64, "RF64 (RIFF 64)"},
                                                   {AN_CONTAINER_AU, "AU (Sun/NeXT)"}};
    const std::map<int, std::string> encodings = {{AN_FILE_INT16, "Signed 16 bit PCM"},
                                                  {AN_FILE_INT24, "Signed 24 bit PCM"},
                                                  {AN_FILE_INT32, "Signed 32 bit PCM"},
                                                  {AN_FILE_FLOAT32, "32 bit float"},
                                                  {AN_FILE_FLOAT64, "64 bit float"}};
    for (SoundFileFormat format : every_format(2)) {
        SCOPED_TRACE(name_of(format));
        format.sample_rate = 22050;
        write_file(folder.file("sound"), format, exact_frames(0, 777, 2));
        const an_file_info info = make_sound_file_reader(folder.file("sound"), 0)->info();
        EXPECT_EQ(info.container, containers.at(format.container));
        EXPECT_EQ(info.encoding, format.container == AN_CONTAINER_OGG ? "Vorbis" : encodings.at(format.sample_type));
        EXPECT_EQ(info.frames, 777);
        EXPECT_EQ(info.channels, 2);
        EXPECT_EQ(info.sample_rate, 22050);
        EXPECT_EQ(info.is_seekable, 1);
    }
}

TEST(SoundFileReadTest, PiecesOfAnySizeMakeTheWholeAndTheEndIsAShortPiece)
{
    const TemporaryFolder folder;
    const std::vector<float> samples = exact_frames(0, 10007, 2);
    for (const SoundFileFormat &format : every_format(2)) {
        SCOPED_TRACE(name_of(format));
        write_file(folder.file("sound"), format, samples);
        const ReadBack whole = read_back(folder.file("sound"), 0, 20000);
        EXPECT_EQ(whole.frames, 10007);
        for (const std::int64_t piece : {1, 7, 1024, 10006, 10007, 10008}) {
            EXPECT_TRUE(read_back(folder.file("sound"), 0, piece).samples == whole.samples) << piece;
        }
        const auto reader = make_sound_file_reader(folder.file("sound"), 0);
        std::vector<float> buffer(40000);
        EXPECT_EQ(reader->read(buffer.data(), 0), 0);
        EXPECT_EQ(reader->read(buffer.data(), 20000), 10007);
        EXPECT_EQ(reader->read(buffer.data(), 20000), 0);
        EXPECT_EQ(reader->read(buffer.data(), 20000), 0);
    }
}

TEST(SoundFileReadTest, WhatIsNotThereOrNoSoundSaysSo)
{
    const TemporaryFolder folder;
    const auto [missing, missing_words] = failure_of_reading(folder.file("missing.wav"));
    EXPECT_EQ(missing, AN_FILE_NOT_FOUND);
    EXPECT_NE(missing_words.find("No such file"), std::string::npos) << missing_words;
    EXPECT_EQ(failure_of_reading(folder.path().string()).first, AN_FILE_ACCESS);
    EXPECT_EQ(failure_of_reading("").first, AN_FILE_NOT_FOUND);

    put_bytes(folder.file("empty"), {});
    EXPECT_EQ(failure_of_reading(folder.file("empty")).first, AN_FILE_FORMAT);
    const std::string words = "This is not a sound, it is a letter, and goes on for long enough to be asked about.";
    put_bytes(folder.file("letter.wav"), {words.begin(), words.end()});
    const auto [letter, letter_words] = failure_of_reading(folder.file("letter.wav"));
    EXPECT_EQ(letter, AN_FILE_FORMAT);
    EXPECT_NE(letter_words.find("Format not recognised"), std::string::npos) << letter_words;
    EXPECT_NE(letter_words.find("letter.wav"), std::string::npos) << letter_words;

    write_file(folder.file("sound.wav"), SoundFileFormat(), exact_frames(0, 10, 2));
    for (const double rate :
         {-1.0, -44100.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        EXPECT_EQ(failure_of_reading(folder.file("sound.wav"), rate).first, AN_INVALID_ARGUMENT) << rate;
    }
}

// libsndfile has one place for the words of all files that could not be opened.
TEST(SoundFileReadTest, ThreadsThatFailTogetherGetTheirOwnWords)
{
    const TemporaryFolder folder;
    put_bytes(folder.file("nonsense"), std::vector<char>(1000, 'x'));
    SoundFileFormat format;
    write_file(folder.file("cut"), format, exact_frames(0, 10, 2));
    std::vector<char> bytes = bytes_of(folder.file("cut"));
    bytes.resize(36); // "fmt ", and no "data"
    put_bytes(folder.file("cut"), bytes);
    const std::string first = failure_of_reading(folder.file("nonsense")).second;
    const std::string second = failure_of_reading(folder.file("cut")).second;
    EXPECT_NE(first.substr(first.find("': ")), second.substr(second.find("': ")));
    std::vector<std::thread> threads;
    std::vector<std::string> wrong(4);
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 200; ++n) {
                const std::string words = failure_of_reading(folder.file(i % 2 == 0 ? "nonsense" : "cut")).second;
                if (words != (i % 2 == 0 ? first : second)) {
                    wrong[i] = words;
                }
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    EXPECT_EQ(wrong, std::vector<std::string>(4));
}

TEST(SoundFileReadTest, APipeCanBeRead)
{
    const TemporaryFolder folder;
    const SoundFileFormat format;
    const std::vector<float> samples = exact_frames(0, 100000, 2);
    write_file(folder.file("sound.wav"), format, samples);
    ASSERT_EQ(mkfifo(folder.file("pipe").c_str(), 0600), 0);
    std::thread writer([&] { put_bytes(folder.file("pipe"), bytes_of(folder.file("sound.wav"))); });
    const ReadBack found = read_back(folder.file("pipe"));
    writer.join();
    EXPECT_TRUE(found.samples == samples);
    EXPECT_EQ(found.info.is_seekable, 0);
}

TEST(SoundFileReadTest, ALengthNobodyKnowsIsMinusOne)
{
    const TemporaryFolder folder;
    SoundFileFormat format;
    format.container = AN_CONTAINER_FLAC;
    const std::vector<float> samples = exact_frames(0, 20000, 2);
    write_file(folder.file("sound.flac"), format, samples);
    std::vector<char> bytes = bytes_of(folder.file("sound.flac"));
    bytes[21] = static_cast<char>(bytes[21] & 0xF0); // the 36 bits of the length
    std::fill(bytes.begin() + 22, bytes.begin() + 26, '\0');
    put_bytes(folder.file("sound.flac"), bytes);
    const ReadBack found = read_back(folder.file("sound.flac"));
    EXPECT_EQ(found.info.frames, -1);
    EXPECT_TRUE(found.samples == samples);
    EXPECT_EQ(read_back(folder.file("sound.flac"), 22050).frames, 10000);
}

// libsndfile goes by the size of the sound chunk, and plays its padding.
TEST(SoundFileReadTest, AnAiffIsAsLongAsItsCommChunkSays)
{
    const TemporaryFolder folder;
    SoundFileFormat format;
    format.container = AN_CONTAINER_AIFF;
    const std::vector<float> samples = exact_frames(0, 15, 2);
    write_file(folder.file("sound.aiff"), format, samples);
    std::vector<char> bytes = bytes_of(folder.file("sound.aiff"));
    const std::string id = "COMM";
    const auto comm = std::search(bytes.begin(), bytes.end(), id.begin(), id.end());
    ASSERT_NE(comm, bytes.end());
    ASSERT_EQ(comm[13], 15); // id, size, channels, frames
    comm[13] = 9;
    put_bytes(folder.file("sound.aiff"), bytes);
    const ReadBack found = read_back(folder.file("sound.aiff"), 0, 4);
    EXPECT_EQ(found.info.frames, 9);
    EXPECT_TRUE(std::equal(found.samples.begin(), found.samples.end(), samples.begin(), samples.begin() + 18));
    comm[13] = 0; // left by a recorder that never came to it
    put_bytes(folder.file("sound.aiff"), bytes);
    EXPECT_EQ(read_back(folder.file("sound.aiff")).frames, 15);
}

TEST(SoundFileReadTest, ACutFileGivesWhatIsLeftOfItOrAnError)
{
    const TemporaryFolder folder;
    const std::vector<float> samples = exact_frames(0, 9000, 1);
    for (const SoundFileFormat &format : every_format(1)) {
        SCOPED_TRACE(name_of(format));
        write_file(folder.file("sound"), format, samples);
        const std::vector<char> bytes = bytes_of(folder.file("sound"));
        int readable = 0;
        for (std::size_t length = 0; length < bytes.size(); length += length < 150 ? 1 : 1777) {
            put_bytes(folder.file("cut"), {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)});
            try {
                const ReadBack found = read_back(folder.file("cut"));
                ++readable;
                ASSERT_LE(found.frames, 9000);
                if (format.container != AN_CONTAINER_OGG) {
                    EXPECT_TRUE(std::equal(found.samples.begin(), found.samples.end(), samples.begin())) << length;
                }
            } catch (const Error &error) {
                EXPECT_TRUE(error.status() == AN_FILE_FORMAT || error.status() == AN_FILE_IO) << error.what();
            }
        }
        EXPECT_GT(readable, 0);
    }
}

// Bytes of the header changed at random (always the same random): an error or some frames, and an end.
TEST(SoundFileReadTest, ADamagedHeaderNeitherCrashesNorHangs)
{
    const TemporaryFolder folder;
    std::mt19937 random(3);
    for (const SoundFileFormat &format : every_format(2)) {
        SCOPED_TRACE(name_of(format));
        write_file(folder.file("sound"), format, exact_frames(0, 500, 2));
        const std::vector<char> bytes = bytes_of(folder.file("sound"));
        for (int n = 0; n < 60; ++n) {
            std::vector<char> damaged = bytes;
            for (int k = 0; k < 1 + n % 4; ++k) {
                damaged[random() % std::min<std::size_t>(damaged.size(), 120)] = static_cast<char>(random());
            }
            put_bytes(folder.file("damaged"), damaged);
            try {
                read_back(folder.file("damaged"), 0, 4096, 100000);
            } catch (const Error &error) {
                EXPECT_TRUE(error.status() == AN_FILE_FORMAT || error.status() == AN_FILE_IO) << error.what();
            }
        }
    }
}

} // namespace
} // namespace audionative::testing
