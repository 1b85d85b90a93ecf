// SPDX-License-Identifier: MIT
//
// That the instruments measure: each sanitized build must stop at a defect made on purpose. A preset whose flags got
// lost would otherwise pass everything, for ever.
#include "support/realtime.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <thread>

namespace audionative {
namespace {

#if defined(AN_SANITIZE_REALTIME)

void allocate()
{
    void *volatile memory = std::malloc(16);
    std::free(memory);
}

void audio_callback_that_allocates() noexcept AN_NONBLOCKING
{
    AN_TRUSTED_BEGIN // the point: what the compiler is told not to see, the run must
    allocate();
    AN_TRUSTED_END
}

TEST(Instruments, TheRealTimeSanitizerStopsAnAllocationOnTheAudioThread)
{
    EXPECT_DEATH(audio_callback_that_allocates(), "unsafe-library-call|malloc");
}

#endif

#if defined(AN_SANITIZE_THREAD)

TEST(Instruments, TheThreadSanitizerStopsARace)
{
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_DEATH(
        {
            int shared = 0;
            std::thread other([&] { ++shared; });
            ++shared;
            other.join();
            std::exit(shared == 3 ? 0 : 1);
        },
        "data race");
}

#endif

#if defined(AN_SANITIZE_ADDRESS_UNDEFINED)

TEST(Instruments, TheAddressSanitizerStopsAWriteBehindTheEnd)
{
    EXPECT_DEATH(
        {
            auto *memory = static_cast<char *>(std::malloc(4));
            volatile int behind = 4;
            memory[behind] = 1;
            std::free(memory);
        },
        "heap-buffer-overflow");
}

TEST(Instruments, TheUndefinedBehaviourSanitizerStopsAnOverflow)
{
    EXPECT_DEATH(
        {
            volatile int largest = std::numeric_limits<int>::max();
            largest = largest + 1;
        },
        "signed integer overflow");
}

#endif

} // namespace
} // namespace audionative
