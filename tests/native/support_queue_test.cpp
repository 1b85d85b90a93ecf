// SPDX-License-Identifier: MIT
#include "engine/engine_object.h"
#include "support/seq_lock.h"
#include "support/spsc_queue.h"

#include "two_threads.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <thread>
#include <vector>

namespace audionative {
namespace {

TEST(SpscQueue, HoldsExactlyItsCapacityAndThenRefuses)
{
    for (const std::size_t capacity : {std::size_t{1}, std::size_t{3}, std::size_t{4}, std::size_t{100}}) {
        SpscQueue<int> queue(capacity);
        for (int turn = 0; turn < 3; ++turn) {
            for (std::size_t i = 0; i < capacity; ++i) {
                EXPECT_TRUE(queue.push(static_cast<int>(i)));
            }
            EXPECT_FALSE(queue.push(-1));
            int record = -1;
            for (std::size_t i = 0; i < capacity; ++i) {
                ASSERT_TRUE(queue.pop(record));
                EXPECT_EQ(record, static_cast<int>(i));
            }
            EXPECT_FALSE(queue.pop(record));
        }
    }
}

TEST(SpscQueue, KeepsOrderBetweenTwoThreads)
{
    struct Record {
        std::int64_t number;
        std::int64_t square;
    };
    constexpr std::int64_t total = 300'000;
    SpscQueue<Record> queue(37);
    std::int64_t wrong = 0;
    testing::side_by_side(
        [&] {
            for (std::int64_t i = 0; i < total;) {
                if (queue.push({i, i * i})) {
                    ++i;
                } else {
                    std::this_thread::yield();
                }
            }
        },
        [&] {
            for (std::int64_t i = 0; i < total;) {
                Record record{};
                if (!queue.pop(record)) {
                    std::this_thread::yield();
                    continue;
                }
                wrong += record.number != i || record.square != i * i ? 1 : 0;
                ++i;
            }
        });
    EXPECT_EQ(wrong, 0);
}

TEST(SeqLock, NeverHandsOutATornValue)
{
    struct Value {
        std::int64_t number = 0;
        std::int64_t words[9] = {};
        std::int32_t tail = 0;
    };
    SeqLock<Value> lock;
    constexpr std::int64_t total = 200'000;
    std::atomic<bool> over{false};
    std::int64_t torn = 0;
    std::int64_t backwards = 0;
    testing::side_by_side(
        [&] {
            for (std::int64_t i = 1; i <= total; ++i) {
                Value value;
                value.number = i;
                for (std::int64_t &word : value.words) {
                    word = ~i;
                }
                value.tail = static_cast<std::int32_t>(i);
                lock.store(value);
            }
            over.store(true);
        },
        [&] {
            std::int64_t last = 0;
            while (!over.load()) {
                const Value value = lock.load();
                if (value.number != 0) {
                    for (const std::int64_t word : value.words) {
                        torn += word != ~value.number ? 1 : 0;
                    }
                    torn += value.tail != static_cast<std::int32_t>(value.number) ? 1 : 0;
                }
                backwards += value.number < last ? 1 : 0;
                last = value.number;
            }
        });
    EXPECT_EQ(torn, 0);
    EXPECT_EQ(backwards, 0);
    EXPECT_EQ(lock.load().number, total);
    EXPECT_EQ(lock.load().tail, total);
}

class Numbered final : public EngineObject {
public:
    int number = 0;
};

TEST(RetireStack, HandsBackEveryObjectOnceToAnotherThread)
{
    constexpr int rounds = 2000;
    constexpr int objects = 50;
    std::vector<Numbered> pool(objects);
    std::vector<std::atomic<bool>> away(objects); // on the stack, or soon
    std::vector<int> seen(objects, 0);
    RetireStack stack;
    std::atomic<bool> over{false};
    testing::side_by_side(
        [&] {
            for (int pushed = 0; pushed < rounds * objects;) {
                const auto i = static_cast<std::size_t>(pushed % objects);
                if (away[i].load(std::memory_order_acquire)) {
                    std::this_thread::yield();
                    continue;
                }
                away[i].store(true, std::memory_order_relaxed);
                pool[i].number = static_cast<int>(i);
                stack.push(pool[i]);
                ++pushed;
            }
            over.store(true);
        },
        [&] {
            for (bool last = false; !last;) {
                last = over.load(); // what was pushed before the end is still taken
                for (EngineObject *object = stack.take(); object != nullptr;) {
                    EngineObject *next = RetireStack::next(*object);
                    const auto i = static_cast<std::size_t>(static_cast<Numbered *>(object)->number);
                    ++seen[i];
                    away[i].store(false, std::memory_order_release);
                    object = next;
                }
            }
        });
    EXPECT_EQ(seen, std::vector<int>(objects, rounds));
    EXPECT_EQ(stack.take(), nullptr);
}

TEST(EngineList, KeepsOrderOfArrivalWhateverLeaves)
{
    std::vector<Numbered> pool(5);
    EngineList<Numbered> list;
    for (int i = 0; i < 5; ++i) {
        pool[static_cast<std::size_t>(i)].number = i;
        list.append(pool[static_cast<std::size_t>(i)]);
    }
    const auto numbers = [&] {
        std::vector<int> found;
        for (const Numbered *object = list.first(); object != nullptr; object = EngineList<Numbered>::after(*object)) {
            found.push_back(object->number);
        }
        return found;
    };
    list.remove(pool[2]);
    EXPECT_EQ(numbers(), (std::vector<int>{0, 1, 3, 4}));
    list.remove(pool[0]);
    list.remove(pool[4]);
    EXPECT_EQ(numbers(), (std::vector<int>{1, 3}));
    list.append(pool[0]);
    EXPECT_EQ(numbers(), (std::vector<int>{1, 3, 0}));
    list.remove(pool[1]);
    list.remove(pool[0]);
    list.remove(pool[3]);
    EXPECT_EQ(list.first(), nullptr);
    EXPECT_EQ(list.size(), 0);
}

} // namespace
} // namespace audionative
