// SPDX-License-Identifier: MIT
#include "sound_file_testing.h"

#include "codecs/libsndfile_writer.h"
#include "codecs/sample_conversion.h"
#include "support/status.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

namespace audionative::testing {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
const float not_a_number = std::nanf("");

int bits_of(int type) { return type == AN_FILE_INT16 ? 16 : type == AN_FILE_INT24 ? 24 : 32; }
bool is_float(int type) { return type == AN_FILE_FLOAT32 || type == AN_FILE_FLOAT64; }
bool is_ogg(const SoundFileFormat &format) { return format.container == AN_CONTAINER_OGG; }

TEST(SampleConversionTest, RoundsToNearestTiesToEven)
{
    const double lsb = 1.0 / 32768;
    const std::vector<std::pair<double, int>> cases = {
        {0.0, 0},       {0.49 * lsb, 0},        {0.5 * lsb, 0},         {0.51 * lsb, 1},          {1.5 * lsb, 2},
        {2.5 * lsb, 2}, {-0.5 * lsb, 0},        {-1.5 * lsb, -2},       {-2.5 * lsb, -2},         {0.5, 16384},
        {-1.0, -32768}, {32767.4 * lsb, 32767}, {32766.5 * lsb, 32766}, {-32767.5 * lsb, -32768},
    };
    for (const auto &[sample, expected] : cases) {
        const auto input = static_cast<float>(sample);
        std::int32_t output = 0;
        EXPECT_EQ(to_left_justified(&input, 1, 16, &output), 0);
        EXPECT_EQ(output, expected * 65536) << sample;
    }
}

TEST(SampleConversionTest, ClipsAndCountsWhatLiesBeyondFullScale)
{
    const std::vector<float> input = {
        1.0F, -1.0F, std::nextafter(1.0F, 2.0F), -1.001F, 2.0F, -2.0F, 1e30F, infinity, -infinity, not_a_number, 0.25F};
    for (const int bits : {16, 24, 32}) {
        std::vector<std::int32_t> output(input.size());
        EXPECT_EQ(to_left_justified(input.data(), input.size(), bits, output.data()), 8);
        const std::int32_t low = std::numeric_limits<std::int32_t>::min();
        const auto high = static_cast<std::int32_t>(0x7FFFFFFFU << (32 - bits) & 0x7FFFFFFFU);
        const std::vector<std::int32_t> expected = {high, low, high, low, high, low, high, high, low, 0, 1 << 29};
        EXPECT_EQ(output, expected) << bits;
    }
    std::vector<float> clipped(input.size());
    EXPECT_EQ(clip(input.data(), input.size(), clipped.data()), 8);
    EXPECT_EQ(clipped, (std::vector<float>{1, -1, 1, -1, 1, -1, 1, 1, -1, 0, 0.25F}));
}

TEST(SoundFileWriteTest, EveryIntegerFileIsWithinHalfAStep)
{
    const TemporaryFolder folder;
    std::mt19937 random(1);
    std::uniform_real_distribution<float> distribution(-1, 1);
    for (const int channels : {1, 2, 5}) {
        std::vector<float> samples(static_cast<std::size_t>(channels) * 10007);
        std::generate(samples.begin(), samples.end(), [&] { return distribution(random); });
        for (const SoundFileFormat &format : every_format(channels)) {
            if (is_float(format.sample_type) || is_ogg(format)) {
                continue;
            }
            SCOPED_TRACE(name_of(format));
            write_file(folder.file("sound"), format, samples);
            const ReadBack found = read_back(folder.file("sound"));
            ASSERT_EQ(found.samples.size(), samples.size());
            const double step = std::ldexp(1.0, 1 - bits_of(format.sample_type));
            double worst = 0;
            for (std::size_t i = 0; i < samples.size(); ++i) {
                // The largest integer is a whole step below 1.0.
                const double wanted = std::min<double>(samples[i], 1.0 - step);
                worst = std::max(worst, std::fabs(wanted - static_cast<double>(found.samples[i])));
            }
            // The reader rounds 32 bits to a float's 24.
            EXPECT_LE(worst, step / 2 + (bits_of(format.sample_type) == 32 ? std::ldexp(1.0, -25) : 0.0));
        }
    }
}

TEST(SoundFileWriteTest, FloatFilesAreBitExact)
{
    const TemporaryFolder folder;
    std::mt19937 random(2);
    std::vector<float> samples(3 * 7001);
    for (float &sample : samples) { // any bits at all, but for signalling NaNs, which float64 would quieten
        do {
            sample = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
        } while (std::isnan(sample));
    }
    samples[10] = infinity;
    samples[11] = -infinity;
    samples[12] = not_a_number;
    samples[13] = -0.0F;
    samples[14] = std::numeric_limits<float>::denorm_min();
    for (const SoundFileFormat &format : every_format(3)) {
        if (!is_float(format.sample_type)) {
            continue;
        }
        SCOPED_TRACE(name_of(format));
        const auto writer = make_sound_file_writer(folder.file("sound"), format);
        writer->write(samples.data(), 7001);
        writer->close();
        EXPECT_EQ(writer->clipped_samples(), 0);
        const ReadBack found = read_back(folder.file("sound"));
        ASSERT_EQ(found.samples.size(), samples.size());
        EXPECT_EQ(std::memcmp(found.samples.data(), samples.data(), samples.size() * sizeof(float)), 0);
    }
}

// 16-bit files of other programs wrap round: a constant 2.0 reads back as silence.
TEST(SoundFileWriteTest, IntegerFilesClipAtTheRailsAndCount)
{
    const TemporaryFolder folder;
    const std::vector<float> samples = {2.0F, -2.0F, 1.0F, -1.0F, not_a_number, 0.5F, infinity, -infinity};
    for (const SoundFileFormat &format : every_format(2)) {
        if (is_float(format.sample_type) || is_ogg(format)) {
            continue;
        }
        SCOPED_TRACE(name_of(format));
        const auto writer = make_sound_file_writer(folder.file("sound"), format);
        writer->write(samples.data(), 4);
        writer->write(samples.data(), 1);
        writer->close();
        EXPECT_EQ(writer->frames(), 5);
        EXPECT_EQ(writer->clipped_samples(), 7);
        const ReadBack found = read_back(folder.file("sound"));
        ASSERT_EQ(found.frames, 5);
        const auto top = static_cast<float>(1.0 - std::ldexp(1.0, 1 - bits_of(format.sample_type)));
        EXPECT_EQ(found.samples, (std::vector<float>{top, -1, top, -1, 0, 0.5F, top, -1, top, -1}));
    }
}

TEST(SoundFileWriteTest, VorbisSoundsTheSameIsAsLongAndClips)
{
    const TemporaryFolder folder;
    for (const int channels : {1, 2, 6}) {
        for (const std::int64_t frames : {0, 1, 63, 1024, 44101}) {
            SoundFileFormat format;
            format.container = AN_CONTAINER_OGG;
            format.channels = channels;
            format.quality = 0.8;
            const std::vector<float> samples = sine(440, 44100, frames, channels, 0.5);
            write_file(folder.file("sound.ogg"), format, samples);
            const ReadBack found = read_back(folder.file("sound.ogg"));
            EXPECT_EQ(found.info.frames, frames);
            ASSERT_EQ(found.frames, frames);
            double error = 0;
            for (std::size_t i = 0; i < samples.size(); ++i) {
                error += std::pow(static_cast<double>(found.samples[i]) - static_cast<double>(samples[i]), 2);
            }
            const double rms = std::sqrt(error / static_cast<double>(std::max<std::size_t>(samples.size(), 1)));
            EXPECT_LT(rms, 0.02) << channels << " channels, " << frames << " frames"; // 25 dB below the tone
        }
    }
    SoundFileFormat format;
    format.container = AN_CONTAINER_OGG;
    format.channels = 1;
    const auto writer = make_sound_file_writer(folder.file("loud.ogg"), format);
    std::vector<float> samples(20000, 0.0F);
    samples[5000] = not_a_number; // one would silence all that follows it
    samples[6000] = infinity;
    samples[7000] = 1e30F;
    writer->write(samples.data(), 20000);
    const std::vector<float> tone = sine(440, 44100, 20000, 1, 0.5);
    writer->write(tone.data(), 20000);
    writer->close();
    EXPECT_EQ(writer->clipped_samples(), 3);
    const ReadBack found = read_back(folder.file("loud.ogg"));
    ASSERT_EQ(found.frames, 40000);
    for (std::size_t i = 2000; i < 20000; ++i) {
        ASSERT_NEAR(found.samples[20000 + i], tone[i], 0.1) << i;
    }
}

TEST(SoundFileWriteTest, OddBlocksMakeTheSameFileAsOne)
{
    const TemporaryFolder folder;
    for (const SoundFileFormat &format : every_format(3)) {
        SCOPED_TRACE(name_of(format));
        const std::vector<float> samples = exact_frames(0, 70001, 3); // more than one step at a time
        write_file(folder.file("whole"), format, samples);
        const auto writer = make_sound_file_writer(folder.file("pieces"), format);
        std::int64_t at = 0;
        for (std::int64_t piece = 1; at < 70001; piece = piece * 3 % 4099 + 1) {
            const std::int64_t count = std::min<std::int64_t>(piece, 70001 - at);
            writer->write(samples.data() + at * 3, count);
            at += count;
            ASSERT_EQ(writer->frames(), at);
        }
        writer->write(samples.data(), 0);
        writer->close();
        writer->close();
        EXPECT_EQ(writer->frames(), 70001);
        EXPECT_THROW(writer->write(samples.data(), 1), Error);
        const ReadBack found = read_back(folder.file("pieces"));
        EXPECT_EQ(found.frames, 70001);
        if (is_ogg(format)) { // the encoder looks ahead by what it is given
            continue;
        }
        EXPECT_TRUE(found.samples == samples);
        if (format.container != AN_CONTAINER_RF64) { // a PEAK chunk tells its time of day
            EXPECT_TRUE(bytes_of(folder.file("whole")) == bytes_of(folder.file("pieces")));
        }
    }
}

TEST(SoundFileWriteTest, AnEmptyRecordingIsAValidFile)
{
    const TemporaryFolder folder;
    for (const SoundFileFormat &format : every_format(2)) {
        SCOPED_TRACE(name_of(format));
        write_file(folder.file("sound"), format, {});
        const ReadBack found = read_back(folder.file("sound"));
        EXPECT_EQ(found.frames, 0);
        // 0 frames in a FLAC header means that nobody knows.
        EXPECT_EQ(found.info.frames, format.container == AN_CONTAINER_FLAC ? -1 : 0);
        EXPECT_EQ(found.info.channels, 2);
    }
}

TEST(SoundFileWriteTest, FilesOfAFewFramesHoldJustThose)
{
    const TemporaryFolder folder;
    for (const int channels : {1, 2, 3}) {
        for (const SoundFileFormat &format : every_format(channels)) {
            for (const std::int64_t frames : {1, 2, 3}) {
                SCOPED_TRACE(name_of(format) + ", frames: " + std::to_string(frames));
                write_file(folder.file("sound"), format, exact_frames(0, frames, channels));
                const ReadBack found = read_back(folder.file("sound"));
                EXPECT_EQ(found.frames, frames);
                EXPECT_EQ(found.info.frames, frames);
                if (!is_ogg(format)) {
                    EXPECT_EQ(found.samples, exact_frames(0, frames, channels));
                }
            }
        }
    }
}

TEST(SoundFileWriteTest, ALongerFileIsReplacedWhole)
{
    const TemporaryFolder folder;
    put_bytes(folder.file("sound"), std::vector<char>(1000000, 'x'));
    for (const SoundFileFormat &format : every_format(1)) {
        SCOPED_TRACE(name_of(format));
        write_file(folder.file("sound"), format, exact_frames(0, 3, 1));
        EXPECT_LT(bytes_of(folder.file("sound")).size(), 10000U);
        EXPECT_EQ(read_back(folder.file("sound")).frames, 3);
    }
}

TEST(SoundFileWriteTest, QualityChangesTheSizeOfWhatIsCompressed)
{
    const TemporaryFolder folder;
    std::vector<float> samples = sine(440, 44100, 200000, 2, 0.5);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i] += 0.05F * exact_sample(static_cast<std::int64_t>(i), 0);
    }
    for (const int container : {AN_CONTAINER_FLAC, AN_CONTAINER_OGG}) {
        SoundFileFormat format;
        format.container = container;
        format.quality = 0;
        write_file(folder.file("low"), format, samples);
        format.quality = 1;
        write_file(folder.file("high"), format, samples);
        const auto low = bytes_of(folder.file("low")).size();
        const auto high = bytes_of(folder.file("high")).size();
        if (container == AN_CONTAINER_FLAC) {
            EXPECT_LT(high, low);
            EXPECT_TRUE(read_back(folder.file("low")).samples == read_back(folder.file("high")).samples);
        } else {
            EXPECT_GT(high, 2 * low);
        }
    }
}

TEST(SoundFileWriteTest, PlainWavUpToTwoChannelsExtensibleAbove)
{
    const TemporaryFolder folder;
    for (const int channels : {1, 2, 3}) {
        for (const int type : {AN_FILE_INT16, AN_FILE_INT24, AN_FILE_INT32, AN_FILE_FLOAT32}) {
            SoundFileFormat format;
            format.channels = channels;
            format.sample_type = type;
            write_file(folder.file("sound.wav"), format, exact_frames(0, 10, channels));
            const std::vector<char> bytes = bytes_of(folder.file("sound.wav"));
            ASSERT_GT(bytes.size(), 44U);
            EXPECT_EQ(std::string(bytes.data(), 4), "RIFF");
            const int tag = static_cast<unsigned char>(bytes[20]) + 256 * static_cast<unsigned char>(bytes[21]);
            EXPECT_EQ(tag, channels > 2 ? 0xFFFE : type == AN_FILE_FLOAT32 ? 3 : 1);
        }
    }
}

// At 4 GiB the sizes in the header would begin again at 0. The limit is moved so that the test need not fill a disk.
TEST(SoundFileWriteTest, AFullContainerSaysSoAndStaysValid)
{
    const TemporaryFolder folder;
    for (const int container : {AN_CONTAINER_WAV, AN_CONTAINER_AIFF}) {
        for (const int type : {AN_FILE_INT16, AN_FILE_INT24, AN_FILE_FLOAT64}) {
            SoundFileFormat format;
            format.container = container;
            format.sample_type = type;
            format.channels = 1;
            SCOPED_TRACE(name_of(format));
            constexpr std::int64_t limit = 300001;
            const auto writer = make_libsndfile_writer(folder.file("sound"), format, limit);
            const std::vector<float> samples = exact_frames(0, 400000, 1);
            for (int again = 0; again < 2; ++again) {
                try {
                    writer->write(samples.data(), 400000);
                    FAIL() << "wrote past the limit";
                } catch (const Error &error) {
                    EXPECT_EQ(error.status(), AN_FILE_IO);
                    EXPECT_NE(std::string(error.what()).find("RF64"), std::string::npos) << error.what();
                }
            }
            writer->close();
            const auto size = static_cast<std::int64_t>(bytes_of(folder.file("sound")).size());
            EXPECT_LE(size, limit);
            EXPECT_GT(size, limit - 16);
            const ReadBack found = read_back(folder.file("sound"));
            ASSERT_EQ(found.frames, writer->frames());
            EXPECT_TRUE(std::equal(found.samples.begin(), found.samples.end(), samples.begin()));
        }
    }
}

TEST(SoundFileWriteTest, APathIsUtf8AndTheModeFollowsTheUmask)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("\xC3\x84 \xE9\x9F\xB3 \xF0\x9F\x8E\xB5.wav");
    const SoundFileFormat format;
    write_file(path, format, exact_frames(0, 10, 2));
    EXPECT_EQ(read_back(path).frames, 10);
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(path)));
}

} // namespace
} // namespace audionative::testing
