// SPDX-License-Identifier: MIT
#include "sound_file_testing.h"

#include "support/status.h"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include <sys/wait.h>
#include <unistd.h>

namespace audionative::testing {

TemporaryFolder::TemporaryFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "audionative-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), "no temporary folder");
    }
    path_ = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::vector<SoundFileFormat> every_format(int channels)
{
    std::vector<SoundFileFormat> formats;
    for (const int container : {AN_CONTAINER_WAV, AN_CONTAINER_AIFF, AN_CONTAINER_FLAC, AN_CONTAINER_OGG,
                                AN_CONTAINER_CAF, AN_CONTAINER_W64, AN_CONTAINER_RF64, AN_CONTAINER_AU}) {
        for (const int type : {AN_FILE_INT16, AN_FILE_INT24, AN_FILE_INT32, AN_FILE_FLOAT32, AN_FILE_FLOAT64}) {
            const bool flac_cannot = container == AN_CONTAINER_FLAC && type > AN_FILE_INT24;
            const bool ogg_ignores = container == AN_CONTAINER_OGG && type > AN_FILE_INT16;
            if (!flac_cannot && !ogg_ignores) {
                SoundFileFormat format;
                format.container = container;
                format.sample_type = type;
                format.channels = channels;
                formats.push_back(format);
            }
        }
    }
    return formats;
}

std::string name_of(const SoundFileFormat &format)
{
    static const char *const containers[] = {"WAV", "AIFF", "FLAC", "Ogg", "CAF", "W64", "RF64", "AU"};
    static const char *const types[] = {"int16", "int24", "int32", "float32", "float64"};
    return std::string(containers[format.container]) + "/" + types[format.sample_type] + "/" +
           std::to_string(format.channels) + " channels";
}

float exact_sample(std::int64_t frame, int channel)
{
    auto hash = static_cast<std::uint64_t>(frame) * 1024 + static_cast<std::uint64_t>(channel) + 1;
    hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9U;
    hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBU;
    return static_cast<float>(static_cast<int>(hash >> 48) - 32768) / 32768.0F;
}

std::vector<float> exact_frames(std::int64_t first, std::int64_t frames, int channels)
{
    std::vector<float> samples;
    samples.reserve(static_cast<std::size_t>(frames * channels));
    for (std::int64_t frame = first; frame < first + frames; ++frame) {
        for (int channel = 0; channel < channels; ++channel) {
            samples.push_back(exact_sample(frame, channel));
        }
    }
    return samples;
}

std::vector<float> sine(double hertz, double sample_rate, std::int64_t frames, int channels, double amplitude)
{
    std::vector<float> samples;
    samples.reserve(static_cast<std::size_t>(frames * channels));
    for (std::int64_t frame = 0; frame < frames; ++frame) {
        const double cycles = hertz * static_cast<double>(frame) / sample_rate;
        const auto value = static_cast<float>(amplitude * std::sin(2 * M_PI * (cycles - std::floor(cycles))));
        samples.insert(samples.end(), static_cast<std::size_t>(channels), value);
    }
    return samples;
}

ReadBack read_back(const std::string &path, double sample_rate, std::int64_t piece, std::int64_t limit)
{
    const auto reader = make_sound_file_reader(path, sample_rate);
    ReadBack result;
    result.info = reader->info();
    const auto channels = static_cast<std::size_t>(result.info.channels);
    std::vector<float> buffer(static_cast<std::size_t>(piece) * channels);
    while (result.frames < limit) {
        const std::int64_t got = reader->read(buffer.data(), piece);
        if (got < 0 || got > piece) {
            throw std::logic_error("read returned " + std::to_string(got) + " of " + std::to_string(piece));
        }
        const auto samples = static_cast<std::ptrdiff_t>(got) * static_cast<std::ptrdiff_t>(channels);
        result.samples.insert(result.samples.end(), buffer.begin(), buffer.begin() + samples);
        result.frames += got;
        if (got < piece) {
            break;
        }
    }
    return result;
}

void write_file(const std::string &path, const SoundFileFormat &format, const std::vector<float> &samples)
{
    const auto writer = make_sound_file_writer(path, format);
    writer->write(samples.data(), static_cast<std::int64_t>(samples.size()) / format.channels);
    writer->close();
}

std::vector<char> bytes_of(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot open " + path);
    }
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void put_bytes(const std::string &path, const std::vector<char> &bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path);
    }
}

std::string in_child(const std::function<void()> &body)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return "no pipe";
    }
    const pid_t child = fork();
    if (child == 0) {
        std::string words;
        try {
            body();
        } catch (const std::exception &error) {
            words = std::string("in the child: ") + error.what();
        }
        const bool told = write(ends[1], words.data(), words.size()) == static_cast<ssize_t>(words.size());
        _exit(words.empty() && told ? 0 : 1);
    }
    close(ends[1]);
    std::string words;
    char buffer[512];
    for (ssize_t got; (got = read(ends[0], buffer, sizeof buffer)) > 0;) {
        words.append(buffer, static_cast<std::size_t>(got));
    }
    close(ends[0]);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) {
        return "no child";
    }
    if (WIFSIGNALED(status)) {
        return words + " the child died of signal " + std::to_string(WTERMSIG(status));
    }
    return words.empty() && WEXITSTATUS(status) != 0 ? "the child failed" : words;
}

void require(bool condition, const std::string &what)
{
    if (!condition) {
        throw std::runtime_error(what);
    }
}

} // namespace audionative::testing
