// SPDX-License-Identifier: MIT
#include "engine/rt_pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

namespace audionative {
namespace {

struct Region {
    explicit Region(std::size_t size) : bytes(size), memory(std::aligned_alloc(64, size), std::free) {}
    std::size_t bytes;
    std::unique_ptr<void, void (*)(void *)> memory;
};

TEST(RtPool, GivesAlignedMemoryAndTakesAllOfItBack)
{
    Region region(64 * 1024);
    RtPool pool;
    pool.add_region(region.memory.get(), region.bytes);
    const std::size_t at_first = pool.free_bytes();
    std::vector<void *> blocks;
    for (std::size_t bytes : {1U, 63U, 64U, 65U, 1000U, 5000U}) {
        void *block = pool.allocate(bytes);
        ASSERT_NE(block, nullptr);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % 64, 0U);
        std::memset(block, 0xAB, bytes);
        blocks.push_back(block);
    }
    EXPECT_LT(pool.free_bytes(), at_first);
    for (void *block : blocks) {
        pool.release(block);
    }
    EXPECT_EQ(pool.free_bytes(), at_first);
    EXPECT_EQ(pool.largest_free(), at_first) << "the neighbours were not joined again";
}

TEST(RtPool, RefusesWhatDoesNotFitAndGoesOn)
{
    Region region(16 * 1024);
    RtPool pool;
    EXPECT_EQ(pool.allocate(1), nullptr) << "a pool without a region";
    pool.add_region(region.memory.get(), region.bytes);
    EXPECT_EQ(pool.allocate(region.bytes), nullptr);
    EXPECT_EQ(pool.allocate(SIZE_MAX), nullptr);
    void *block = pool.allocate(8 * 1024);
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(pool.allocate(8 * 1024), nullptr);
    pool.release(block);
    EXPECT_NE(pool.allocate(8 * 1024), nullptr);
}

TEST(RtPool, GrowsByARegion)
{
    Region first(4 * 1024);
    Region second(64 * 1024);
    RtPool pool;
    pool.add_region(first.memory.get(), first.bytes);
    EXPECT_EQ(pool.allocate(32 * 1024), nullptr);
    pool.add_region(second.memory.get(), second.bytes);
    EXPECT_NE(pool.allocate(32 * 1024), nullptr);
}

TEST(RtPool, KeepsBlocksApartWhateverTheOrderOfRequests)
{
    Region region(1024 * 1024);
    RtPool pool;
    pool.add_region(region.memory.get(), region.bytes);
    const std::size_t at_first = pool.free_bytes();
    struct Block {
        std::uint8_t *memory;
        std::size_t bytes;
        std::uint8_t mark;
    };
    std::vector<Block> blocks;
    std::mt19937 random(1);
    for (int turn = 0; turn < 20000; ++turn) {
        if (blocks.empty() || random() % 2 == 0) {
            const std::size_t bytes = 1 + random() % (random() % 8 == 0 ? 20000 : 300);
            auto *memory = static_cast<std::uint8_t *>(pool.allocate(bytes));
            if (memory == nullptr) {
                continue;
            }
            const auto mark = static_cast<std::uint8_t>(random());
            std::memset(memory, mark, bytes);
            blocks.push_back({memory, bytes, mark});
        } else {
            const std::size_t which = random() % blocks.size();
            const Block block = blocks[which];
            for (std::size_t i = 0; i < block.bytes; ++i) {
                ASSERT_EQ(block.memory[i], block.mark) << "turn " << turn;
            }
            pool.release(block.memory);
            blocks[which] = blocks.back();
            blocks.pop_back();
        }
    }
    for (const Block &block : blocks) {
        pool.release(block.memory);
    }
    EXPECT_EQ(pool.free_bytes(), at_first);
    EXPECT_EQ(pool.largest_free(), at_first);
}

} // namespace
} // namespace audionative
