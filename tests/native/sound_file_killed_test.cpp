// SPDX-License-Identifier: MIT
//
// A recorder is killed in the middle of its writing, and the file is read: what its write() had returned for is there.
#include "sound_file_testing.h"

#include "support/status.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <new>

#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace audionative::testing {
namespace {

// Memory that the child's last words are read from after it is dead.
class SharedCount {
public:
    SharedCount()
    {
        memory_ =
            mmap(nullptr, sizeof(std::atomic<std::int64_t>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        count_ = memory_ == MAP_FAILED ? nullptr : new (memory_) std::atomic<std::int64_t>(0);
    }
    ~SharedCount() { munmap(memory_, sizeof(std::atomic<std::int64_t>)); }
    SharedCount(const SharedCount &) = delete;
    SharedCount &operator=(const SharedCount &) = delete;

    std::atomic<std::int64_t> &operator*() { return *count_; }

private:
    void *memory_;
    std::atomic<std::int64_t> *count_;
};

float tone(std::int64_t frame)
{
    return 0.5F * static_cast<float>(std::sin(0.05 * static_cast<double>(frame % 125664)));
}

// Writes on and on, in blocks of changing size, saying after each how much is written.
void record_for_ever(const std::string &path, const SoundFileFormat &format, std::atomic<std::int64_t> &written)
{
    const auto writer = make_sound_file_writer(path, format);
    std::int64_t at = 0;
    for (std::int64_t block = 1;; block = block * 7 % 1021 + 1) {
        std::vector<float> samples = exact_frames(at, block, format.channels);
        if (format.container == AN_CONTAINER_OGG) {
            for (std::size_t i = 0; i < samples.size(); ++i) {
                samples[i] = tone(at + static_cast<std::int64_t>(i) / format.channels);
            }
        }
        writer->write(samples.data(), block);
        at += block;
        written.store(at, std::memory_order_release);
    }
}

// Returns how many frames the writer had said were written, or -1 if it died by itself.
std::int64_t record_and_kill(const std::string &path, const SoundFileFormat &format, std::int64_t kill_after)
{
    SharedCount written;
    const pid_t child = fork();
    if (child == 0) {
        try {
            record_for_ever(path, format, *written);
        } catch (...) {
        }
        _exit(1);
    }
    int status = 0;
    while ((*written).load(std::memory_order_acquire) < kill_after) {
        if (waitpid(child, &status, WNOHANG) != 0) {
            return -1;
        }
        sched_yield();
    }
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? (*written).load() : -1;
}

// What a killed writer of this container may not have on the disk yet.
std::int64_t may_lack(const SoundFileFormat &format)
{
    switch (format.container) {
    case AN_CONTAINER_FLAC: return 4096; // a block, and the one sample that libFLAC looks ahead
    case AN_CONTAINER_OGG: return static_cast<std::int64_t>(format.sample_rate / 4) + 4096;
    default: return 0;
    }
}

TEST(SoundFileKilledTest, TheFileOfAKilledRecorderHoldsWhatWasWritten)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("sound");
    for (const int channels : {1, 3}) { // 24 bits in one channel: chunks of odd size
        for (const SoundFileFormat &format : every_format(channels)) {
            for (const std::int64_t kill_after : {1, 5000, 60000}) {
                SCOPED_TRACE(name_of(format) + ", killed after " + std::to_string(kill_after));
                const std::int64_t written = record_and_kill(path, format, kill_after);
                ASSERT_GE(written, kill_after);
                ReadBack found;
                ASSERT_NO_THROW(found = read_back(path));
                EXPECT_GE(found.frames, written - may_lack(format));
                EXPECT_LE(found.frames, written + 1022); // the block under way may be in it
                EXPECT_EQ(found.info.channels, channels);
                // 0 in a FLAC header means that nobody knows.
                const bool is_unknown = format.container == AN_CONTAINER_FLAC && found.frames == 0;
                EXPECT_EQ(found.info.frames, is_unknown ? -1 : found.frames);
                if (format.container == AN_CONTAINER_OGG) {
                    for (std::int64_t i = 4096; i < found.frames; ++i) {
                        ASSERT_NEAR(found.samples[static_cast<std::size_t>(i * channels)], tone(i), 0.1) << i;
                    }
                } else {
                    EXPECT_TRUE(found.samples == exact_frames(0, found.frames, channels));
                }
            }
        }
    }
}

TEST(SoundFileKilledTest, AFileKilledBeforeItsFirstFrameIsValid)
{
    const TemporaryFolder folder;
    for (const SoundFileFormat &format : every_format(2)) {
        SCOPED_TRACE(name_of(format));
        EXPECT_EQ(in_child([&] {
                      const auto writer = make_sound_file_writer(folder.file("sound"), format);
                      raise(SIGKILL);
                  }),
                  " the child died of signal 9");
        EXPECT_EQ(read_back(folder.file("sound")).frames, 0);
    }
}

// Six seconds of silence are one Ogg page; nobody may lose that.
TEST(SoundFileKilledTest, SilenceIsNotHeldBack)
{
    const TemporaryFolder folder;
    for (const double rate : {8000.0, 44100.0, 192000.0}) {
        SoundFileFormat format;
        format.container = AN_CONTAINER_OGG;
        format.sample_rate = rate;
        const auto frames = static_cast<std::int64_t>(rate * 3);
        EXPECT_EQ(in_child([&] {
                      const auto writer = make_sound_file_writer(folder.file("sound"), format);
                      const std::vector<float> silence(static_cast<std::size_t>(frames) * 2, 0.0F);
                      writer->write(silence.data(), frames);
                      raise(SIGKILL);
                  }),
                  " the child died of signal 9");
        const ReadBack found = read_back(folder.file("sound"));
        EXPECT_GE(found.frames, frames - may_lack(format)) << rate;
        EXPECT_LE(found.frames, frames);
    }
}

} // namespace
} // namespace audionative::testing
