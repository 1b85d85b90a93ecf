// SPDX-License-Identifier: MIT
#include "support/status.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <thread>

namespace audionative {
namespace {

std::string copied(std::size_t field_bytes, const std::string &text)
{
    char field[64];
    std::memset(field, 'x', sizeof field);
    copy_text(field, field_bytes, text.c_str());
    EXPECT_EQ(field[field_bytes], 'x') << "wrote past the field";
    return field;
}

TEST(CopyText, KeepsWhatFits)
{
    EXPECT_EQ(copied(8, "1234567"), "1234567");
    EXPECT_EQ(copied(8, ""), "");
    EXPECT_EQ(copied(1, ""), "");
}

TEST(CopyText, CutsAtAWholeCharacter)
{
    EXPECT_EQ(copied(8, "12345678"), "1234567");
    EXPECT_EQ(copied(5, "123ä5"), "123");  // its second byte would be the terminator's
    EXPECT_EQ(copied(6, "123ä5"), "123ä"); // fits whole
    EXPECT_EQ(copied(5, "1€5"), "1€");     // three bytes
    EXPECT_EQ(copied(4, "1€5"), "1");
    EXPECT_EQ(copied(4, "🎵"), ""); // four bytes and a terminator do not fit in four
    EXPECT_EQ(copied(5, "🎵"), "🎵");
    EXPECT_EQ(copied(1, "ä"), "");
}

TEST(LastError, BelongsToItsThreadAndSurvivesAsUtf8)
{
    fail(AN_INTERNAL, "mine");
    std::string others = "?";
    std::thread([&others] {
        others = last_error();
        fail(AN_INTERNAL, "the other's");
    }).join();
    EXPECT_EQ(others, "");
    EXPECT_STREQ(last_error(), "mine");
    EXPECT_EQ(fail(AN_DISK_FULL, std::string(1000, 'a').c_str()), AN_DISK_FULL);
    EXPECT_EQ(std::strlen(last_error()), std::size_t{AN_TEXT_BYTES} - 1);
}

} // namespace
} // namespace audionative
