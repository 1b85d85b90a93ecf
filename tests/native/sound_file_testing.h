// SPDX-License-Identifier: MIT
#pragma once

#include "codecs/sound_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace audionative::testing {

// A folder of this test's own, gone with it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;

    std::string file(const std::string &name) const { return (path_ / name).string(); }
    const std::filesystem::path &path() const { return path_; }

private:
    std::filesystem::path path_;
};

// Every container with every sample type it can hold, each at the given channels.
std::vector<SoundFileFormat> every_format(int channels);

// "WAV/24-bit integers/2 channels": says which of them failed.
std::string name_of(const SoundFileFormat &format);

// Noise that 16 bits hold exactly, at any position without what comes before it: [-1, 1).
float exact_sample(std::int64_t frame, int channel);
std::vector<float> exact_frames(std::int64_t first, std::int64_t frames, int channels);

std::vector<float> sine(double hertz, double sample_rate, std::int64_t frames, int channels, double amplitude);

struct ReadBack {
    an_file_info info = {};
    std::vector<float> samples;
    std::int64_t frames = 0;
};

// The whole file, in pieces of the given size. Stops, for the sake of a broken file, after limit frames.
ReadBack read_back(const std::string &path, double sample_rate = 0, std::int64_t piece = 1000,
                   std::int64_t limit = 1 << 24);

void write_file(const std::string &path, const SoundFileFormat &format, const std::vector<float> &samples);

std::vector<char> bytes_of(const std::string &path);
void put_bytes(const std::string &path, const std::vector<char> &bytes);

// Runs body in a child process and returns what went wrong in it: the words of what it threw, or the signal it
// died of; "" if nothing.
std::string in_child(const std::function<void()> &body);

// For use in a child, where a failed EXPECT would go unheard.
void require(bool condition, const std::string &what);

} // namespace audionative::testing
