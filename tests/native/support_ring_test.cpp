// SPDX-License-Identifier: MIT
#include "support/planar_ring.h"

#include "two_threads.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace audionative {
namespace {

void write_counting(PlanarRing &ring, std::int64_t from, std::int64_t frames)
{
    ring.write(frames, [&](int channel, float *destination, std::int64_t first, std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i) {
            destination[i] = static_cast<float>((from + first + i) % 65536 + 100000 * channel);
        }
    });
}

// What was not as counted.
std::int64_t read_counting(PlanarRing &ring, std::int64_t from, std::int64_t frames)
{
    std::int64_t wrong = 0;
    for (std::int64_t done = 0; done < frames;) {
        const PlanarRing::Run run = ring.run(done, frames - done);
        for (int channel = 0; channel < ring.channels(); ++channel) {
            for (std::int64_t i = 0; i < run.frames; ++i) {
                const auto expected = static_cast<float>((from + done + i) % 65536 + 100000 * channel);
                wrong += ring.samples(channel)[run.at + i] != expected ? 1 : 0;
            }
        }
        done += run.frames;
    }
    ring.consume(frames);
    return wrong;
}

TEST(PlanarRing, HoldsExactlyItsCapacityWhateverThePowerOfTwoAboveIt)
{
    for (const std::int64_t capacity : {1, 2, 3, 63, 64, 65, 1000}) {
        PlanarRing ring(2, capacity);
        EXPECT_EQ(ring.room(), capacity);
        EXPECT_EQ(ring.available(), 0);
        write_counting(ring, 0, capacity);
        EXPECT_EQ(ring.room(), 0);
        EXPECT_EQ(ring.available(), capacity);
        EXPECT_EQ(read_counting(ring, 0, capacity), 0);
        EXPECT_EQ(ring.room(), capacity);
        EXPECT_EQ(ring.written(), capacity);
        EXPECT_EQ(ring.consumed(), capacity);
    }
}

TEST(PlanarRing, KeepsEveryChannelInOrderAcrossItsEnd)
{
    PlanarRing ring(3, 100);
    std::int64_t written = 0;
    std::int64_t read = 0;
    for (const std::int64_t step : {70, 1, 100, 99, 37, 64, 100, 3}) {
        write_counting(ring, written, step);
        written += step;
        EXPECT_EQ(read_counting(ring, read, step), 0) << "after " << read << " frames";
        read += step;
    }
}

TEST(PlanarRing, GivesAtMostTwoRunsForAnyStretch)
{
    PlanarRing ring(1, 100); // 128 underneath
    write_counting(ring, 0, 100);
    ring.consume(100);
    write_counting(ring, 100, 60);
    const PlanarRing::Run first = ring.run(0, 60);
    EXPECT_EQ(first.frames, 28);
    const PlanarRing::Run second = ring.run(28, 32);
    EXPECT_EQ(second.at, 0);
    EXPECT_EQ(second.frames, 32);
}

TEST(PlanarRing, TakesPlanesFromTheAudioThreadAcrossItsEnd)
{
    PlanarRing ring(2, 64);
    std::vector<float> left(48);
    std::vector<float> right(48);
    for (std::int64_t turn = 0; turn < 5; ++turn) {
        for (std::size_t i = 0; i < 48; ++i) {
            left[i] = static_cast<float>(turn * 48 + static_cast<std::int64_t>(i));
            right[i] = left[i] + 100000;
        }
        const float *planes[] = {left.data(), right.data()};
        ring.write_planes(planes, 48);
        EXPECT_EQ(read_counting(ring, turn * 48, 48), 0);
    }
}

TEST(PlanarRing, LosesNothingBetweenTwoThreads)
{
    constexpr std::int64_t total = 2'000'000;
    PlanarRing ring(2, 1000);
    std::int64_t wrong = 0;
    testing::side_by_side(
        [&] {
            std::int64_t step = 1;
            for (std::int64_t written = 0; written < total;) {
                const std::int64_t count = std::min({step, ring.room(), total - written});
                step = step % 997 + 1;
                if (count == 0) {
                    std::this_thread::yield();
                    continue;
                }
                write_counting(ring, written, count);
                written += count;
            }
        },
        [&] {
            std::int64_t step = 1;
            for (std::int64_t read = 0; read < total;) {
                const std::int64_t count = std::min(step, ring.available());
                step = step % 613 + 1;
                if (count == 0) {
                    std::this_thread::yield();
                    continue;
                }
                wrong += read_counting(ring, read, count);
                read += count;
            }
        });
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(ring.consumed(), total);
}

} // namespace
} // namespace audionative
