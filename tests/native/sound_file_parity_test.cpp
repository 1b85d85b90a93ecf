// SPDX-License-Identifier: MIT
//
// Odd files made by other projects, with the frames and samples they must give: shared/wav beside the repository.
// They are not part of it (their licences differ), so where they are absent the test says that it was skipped.
#include "sound_file_testing.h"

#include "support/status.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace audionative::testing {
namespace {

std::uint32_t crc32_of(const std::vector<float> &samples)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const float sample : samples) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, &sample, 4);
        for (int byte = 0; byte < 4; ++byte) {
            crc ^= bits >> (8 * byte) & 0xFFU;
            for (int bit = 0; bit < 8; ++bit) {
                crc = crc >> 1 ^ (0xEDB88320U & (0U - (crc & 1U)));
            }
        }
    }
    return ~crc;
}

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const std::filesystem::path &table)
{
    const auto cells_of = [](const std::string &line) {
        std::vector<std::string> cells;
        std::istringstream stream(line);
        for (std::string cell; std::getline(stream, cell, '\t');) {
            cells.push_back(cell);
        }
        return cells;
    };
    std::ifstream file(table);
    std::string line;
    std::getline(file, line);
    const std::vector<std::string> names = cells_of(line);
    std::vector<Row> rows;
    while (std::getline(file, line)) {
        const std::vector<std::string> cells = cells_of(line);
        Row row;
        for (std::size_t i = 0; i < names.size(); ++i) {
            row[names[i]] = i < cells.size() ? cells[i] : "";
        }
        rows.push_back(row);
    }
    return rows;
}

// Where libsndfile does other than the table asks, and we with it.
const std::map<std::string, std::string> exceptions = {
    {"wav-s24in4", "libsndfile reads 24 bits in 4 bytes as if they were 3"},
    {"wav-othercodec", "libsndfile decodes GSM 6.10"},
    {"raw", "nothing tells the format of a headerless file"},
};

void compare(const Row &row, const std::string &path)
{
    ReadBack found;
    try {
        found = read_back(path);
    } catch (const Error &error) {
        EXPECT_EQ(error.status(), AN_FILE_FORMAT) << error.what();
        EXPECT_TRUE(row.at("expect").starts_with("refuse")) << error.what();
        return;
    }
    ASSERT_NE(row.at("expect"), "refuse") << "gave " << found.frames << " frames";
    EXPECT_EQ(std::to_string(found.info.channels), row.at("channels"));
    EXPECT_EQ(found.info.sample_rate, std::stod(row.at("rate")));
    const bool may_be_empty = row.at("expect") == "ok-0-or-n" && found.frames == 0;
    if (row.at("expect") == "ok-header" || may_be_empty) {
        return;
    }
    EXPECT_EQ(std::to_string(found.frames), row.at("frames"));
    EXPECT_EQ(found.info.frames, found.frames);
    if (!row.at("crc32_f32le").empty()) {
        EXPECT_EQ(crc32_of(found.samples), std::stoul(row.at("crc32_f32le"), nullptr, 16));
    }
}

TEST(SoundFileParityTest, OtherProjectsFilesGiveTheirFramesOrTheirErrors)
{
    const std::filesystem::path folder = std::filesystem::path(AN_SOURCE_DIR) / ".." / "shared" / "wav";
    if (!std::filesystem::exists(folder / "index.tsv")) {
        GTEST_SKIP() << "the collection of odd files is absent: " << folder << " has no index.tsv";
    }
    int compared = 0;
    for (const Row &row : rows_of(folder / "index.tsv")) {
        const std::string path = (folder / row.at("file")).string();
        SCOPED_TRACE(row.at("file"));
        if (exceptions.contains(row.at("kind"))) {
            std::printf("%s: %s\n", row.at("file").c_str(), exceptions.at(row.at("kind")).c_str());
            continue;
        }
        compare(row, path);
        ++compared;
    }
    EXPECT_GT(compared, 40);
}

} // namespace
} // namespace audionative::testing
