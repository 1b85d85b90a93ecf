// SPDX-License-Identifier: MIT
#include "osc/reader.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace audionative::osc {
namespace {

// Bytes from text, where \0 stands in the literal.
template <std::size_t Size>
std::vector<std::uint8_t> bytes(const char (&text)[Size])
{
    return {text, text + Size - 1};
}

TEST(OscReader, ReadsEachKindOfArgument)
{
    const auto packet = bytes("/a\0\0,ifsbhdTF[i]t\0\0\0" // address, tags
                              "\0\0\0\x05" "\x3f\x80\0\0" "abc\0" "\0\0\0\x03xyz\0"
                              "\0\0\0\0\0\0\0\x07" "\x3f\xe0\0\0\0\0\0\0" "\xff\xff\xff\xff" "\0\0\0\0\0\0\0\x01");
    ASSERT_EQ(check_packet(packet), nullptr);
    const Message message = read_message(packet);
    EXPECT_EQ(message.address, "/a");
    EXPECT_EQ(message.number, -1);
    Arguments arguments = message.arguments;
    EXPECT_EQ(arguments.integer(), 5);
    EXPECT_EQ(arguments.real(), 1.0F);
    EXPECT_EQ(arguments.text(), "abc");
    const Bytes blob = arguments.blob();
    ASSERT_EQ(blob.size(), 3U);
    EXPECT_EQ(blob[2], 'z');
    EXPECT_EQ(arguments.integer(), 7);
    EXPECT_EQ(arguments.real64(), 0.5);
    EXPECT_EQ(arguments.integer(), 1);
    EXPECT_EQ(arguments.integer(), 0);
    EXPECT_EQ(arguments.tag(), '[');
    arguments.skip();
    EXPECT_EQ(arguments.integer(), -1);
    arguments.skip();
    EXPECT_EQ(arguments.time(), at_once);
    EXPECT_TRUE(arguments.done());
    EXPECT_EQ(arguments.integer(42), 42) << "past the end";
}

TEST(OscReader, ReadsCommandNumbersAndMessagesWithoutTags)
{
    const auto numbered = bytes("\0\0\0\x09,i\0\0\0\0\0\x01");
    ASSERT_EQ(check_packet(numbered), nullptr);
    EXPECT_EQ(read_message(numbered).number, 9);
    EXPECT_TRUE(read_message(numbered).address.empty());

    const auto bare = bytes("/status\0");
    ASSERT_EQ(check_packet(bare), nullptr);
    EXPECT_EQ(read_message(bare).address, "/status");
    EXPECT_TRUE(read_message(bare).arguments.done());
}

TEST(OscReader, TakesNumbersForEachOtherAndNothingForANumber)
{
    const auto packet = bytes("/a\0\0,fis\0\0\0\0\x40\x20\0\0" "\0\0\0\x03" "x\0\0\0");
    ASSERT_EQ(check_packet(packet), nullptr);
    Arguments arguments = read_message(packet).arguments;
    EXPECT_EQ(arguments.integer(), 2) << "2.5 where an integer is meant";
    EXPECT_TRUE(arguments.is_number());
    EXPECT_EQ(arguments.blob().size(), 0U) << "an integer where a completion message may stand";
    EXPECT_EQ(arguments.real(7), 7.0F) << "text where a number is meant";
    EXPECT_TRUE(arguments.done());
}

TEST(OscReader, AnIntegerFromANumberBeyondItsRangeIsTheNearestEnd)
{
    const auto packet = bytes("/a\0\0,fff\0\0\0\0\x7f\x80\0\0" "\xff\x80\0\0" "\x7f\xc0\0\0");
    Arguments arguments = read_message(packet).arguments;
    EXPECT_EQ(arguments.integer(), std::numeric_limits<std::int32_t>::max());
    EXPECT_EQ(arguments.integer(), std::numeric_limits<std::int32_t>::min());
    EXPECT_EQ(arguments.integer(), std::numeric_limits<std::int32_t>::min()) << "not a number";
}

TEST(OscReader, WalksBundlesWithinBundles)
{
    const auto packet = bytes("#bundle\0\0\0\0\0\0\0\0\x05" "\0\0\0\x04/a\0\0"
                              "\0\0\0\x18#bundle\0\0\0\0\0\0\0\0\x06" "\0\0\0\x04/b\0\0");
    ASSERT_EQ(check_packet(packet), nullptr);
    ASSERT_TRUE(is_bundle(packet));
    BundleReader reader(packet);
    EXPECT_EQ(reader.time(), 5U);
    Bytes element;
    ASSERT_TRUE(reader.next(element));
    EXPECT_EQ(read_message(element).address, "/a");
    ASSERT_TRUE(reader.next(element));
    ASSERT_TRUE(is_bundle(element));
    BundleReader inner(element);
    EXPECT_EQ(inner.time(), 6U);
    ASSERT_TRUE(inner.next(element));
    EXPECT_EQ(read_message(element).address, "/b");
    EXPECT_FALSE(inner.next(element));
    EXPECT_FALSE(reader.next(element));
}

TEST(OscReader, SaysWhatIsWrongWithAMalformedPacket)
{
    EXPECT_NE(check_packet({}), nullptr);
    EXPECT_NE(check_packet(bytes("/ab")), nullptr) << "no multiple of four";
    EXPECT_NE(check_packet(bytes("/abc")), nullptr) << "an address without its zero";
    EXPECT_NE(check_packet(bytes("/a\0\0i\0\0\0")), nullptr) << "tags without a comma";
    EXPECT_NE(check_packet(bytes("/a\0\0,i\0\0")), nullptr) << "an argument short";
    EXPECT_NE(check_packet(bytes("/a\0\0,b\0\0\xff\xff\xff\xff")), nullptr) << "a blob of four gigabytes";
    EXPECT_NE(check_packet(bytes("/a\0\0,b\0\0\0\0\0\x05" "abcd")), nullptr) << "a blob past the end";
    EXPECT_NE(check_packet(bytes("/a\0\0,q\0\0\0\0\0\0")), nullptr) << "an unknown type";
    EXPECT_NE(check_packet(bytes("/a\0\0,]\0\0")), nullptr) << "an array closed";
    EXPECT_NE(check_packet(bytes("/a\0\0,[\0\0")), nullptr) << "an array left open";
    EXPECT_NE(check_packet(bytes("#bundle\0\0\0\0\0\0\0\0\x01\xff\xff\xff\xf0")), nullptr) << "an element of negative size";
    EXPECT_NE(check_packet(bytes("#bundle\0\0\0\0\0\0\0\0\x01\0\0\0\0")), nullptr) << "an empty element";
}

TEST(OscReader, RefusesBundlesNestedTooDeep)
{
    std::vector<std::uint8_t> packet = bytes("/a\0\0");
    for (int depth = 0; depth < 20; ++depth) {
        std::vector<std::uint8_t> outer = bytes("#bundle\0\0\0\0\0\0\0\0\x01\0\0\0");
        outer.push_back(static_cast<std::uint8_t>(packet.size() >> 8U));
        outer[18] = static_cast<std::uint8_t>(packet.size() >> 8U);
        outer[19] = static_cast<std::uint8_t>(packet.size());
        outer.resize(20);
        outer.insert(outer.end(), packet.begin(), packet.end());
        packet = outer;
    }
    EXPECT_NE(check_packet(packet), nullptr);
}

TEST(OscReader, EveryPrefixAndEveryChangedByteIsReadWithoutHarm)
{
    const auto good = bytes("#bundle\0\0\0\0\0\0\0\0\x05" "\0\0\0\x18/s_new\0\0,sib\0\0\0\0" "ab\0\0" "\0\0\0\x01");
    const auto read_all = [](Bytes packet) {
        if (check_packet(packet) != nullptr) {
            return;
        }
        std::vector<Bytes> left{packet};
        while (!left.empty()) {
            const Bytes now = left.back();
            left.pop_back();
            if (is_bundle(now)) {
                BundleReader reader(now);
                for (Bytes element; reader.next(element);) {
                    left.push_back(element);
                }
                continue;
            }
            for (Arguments arguments = read_message(now).arguments; !arguments.done();) {
                arguments.is_text() ? static_cast<void>(arguments.text()) : static_cast<void>(arguments.blob());
            }
        }
    };
    for (std::size_t length = 0; length <= good.size(); ++length) {
        // A copy of its own, so that the address sanitizer sees any byte read past the end.
        const std::vector<std::uint8_t> prefix(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length));
        read_all(prefix);
    }
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int value = 0; value < 256; ++value) {
            std::vector<std::uint8_t> changed = good;
            changed[at] = static_cast<std::uint8_t>(value);
            read_all(changed);
        }
    }
}

} // namespace
} // namespace audionative::osc
