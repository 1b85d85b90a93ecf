// SPDX-License-Identifier: MIT
#include "engine/event_queue.h"

#include <gtest/gtest.h>

#include <vector>

namespace audionative {
namespace {

an_event event_of(an_event_type type, std::int64_t value)
{
    an_event event{};
    event.type = type;
    event.value = value;
    return event;
}

TEST(EventQueue, GivesUpWhatWillBeSaidAgainBeforeWhatHappensOnce)
{
    EventQueue queue;
    queue.push(event_of(AN_EVENT_RECORD_DONE, 1));
    queue.push(event_of(AN_EVENT_DEVICE_LOST, 2));
    for (int i = 0; i < 20000; ++i) {
        queue.push(event_of(i % 2 == 0 ? AN_EVENT_LOG : AN_EVENT_SOURCE_UNDERRUN, i));
    }
    std::vector<an_event> events(8192);
    const int count = queue.take(events.data(), static_cast<int>(events.size()), 0);
    ASSERT_GT(count, 3);
    EXPECT_EQ(events[0].type, AN_EVENT_EVENTS_LOST);
    EXPECT_EQ(events[0].value + count - 1, 20002);
    EXPECT_EQ(events[1].type, AN_EVENT_RECORD_DONE);
    EXPECT_EQ(events[2].type, AN_EVENT_DEVICE_LOST);
    EXPECT_EQ(events[static_cast<std::size_t>(count - 1)].value, 19999);
}

TEST(EventQueue, GivesUpTheOldestWhereEverythingHappensOnce)
{
    EventQueue queue;
    for (int i = 0; i < 5000; ++i) {
        queue.push(event_of(AN_EVENT_SOURCE_DRAINED, i));
    }
    std::vector<an_event> events(8192);
    const int count = queue.take(events.data(), static_cast<int>(events.size()), 0);
    EXPECT_EQ(events[0].type, AN_EVENT_EVENTS_LOST);
    EXPECT_EQ(events[0].value, 5000 - (count - 1));
    EXPECT_EQ(events[static_cast<std::size_t>(count - 1)].value, 4999);
}

} // namespace
} // namespace audionative
