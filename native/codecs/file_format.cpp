// SPDX-License-Identifier: MIT
#include "codecs/file_format.h"

#include "codecs/vorbis_writer.h"
#include "support/status.h"

#include <sndfile.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace audionative {

namespace {

struct Container {
    const char *name;
    int major; // libsndfile's
    int max_channels;
    int max_rate; // Hz
    bool has_int32;
    bool has_float;
};

constexpr int any_rate = std::numeric_limits<int>::max();

// Indexed by an_container. FLAC's and Vorbis's limits are their own; AIFF's rate is where libsndfile stops.
constexpr std::array<Container, 8> containers{{
    {"WAV", SF_FORMAT_WAV, AN_MAX_CHANNELS, any_rate, true, true},
    {"AIFF", SF_FORMAT_AIFF, AN_MAX_CHANNELS, 800000000, true, true},
    {"FLAC", SF_FORMAT_FLAC, 8, 655350, false, false},
    {"Ogg Vorbis", SF_FORMAT_OGG, 255, 200000, true, true},
    {"CAF", SF_FORMAT_CAF, AN_MAX_CHANNELS, any_rate, true, true},
    {"W64", SF_FORMAT_W64, AN_MAX_CHANNELS, any_rate, true, true},
    {"RF64", SF_FORMAT_RF64, AN_MAX_CHANNELS, any_rate, true, true},
    {"AU", SF_FORMAT_AU, AN_MAX_CHANNELS, any_rate, true, true},
}};

// Indexed by an_file_sample_type.
struct SampleType {
    const char *name;
    int subtype; // libsndfile's
    int bits;    // 0: float
    int bytes;
};

constexpr std::array<SampleType, 5> sample_types{{
    {"16-bit integers", SF_FORMAT_PCM_16, 16, 2},
    {"24-bit integers", SF_FORMAT_PCM_24, 24, 3},
    {"32-bit integers", SF_FORMAT_PCM_32, 32, 4},
    {"32-bit floats", SF_FORMAT_FLOAT, 0, 4},
    {"64-bit floats", SF_FORMAT_DOUBLE, 0, 8},
}};

const Container &container_of(int container) noexcept { return containers[static_cast<std::size_t>(container)]; }
const SampleType &type_of(int type) noexcept { return sample_types[static_cast<std::size_t>(type)]; }

[[noreturn]] void refuse(const std::string &message) { throw Error(AN_FILE_FORMAT, message); }

} // namespace

int libsndfile_format(const SoundFileFormat &format) noexcept
{
    if (format.container == AN_CONTAINER_OGG) {
        return SF_FORMAT_OGG | SF_FORMAT_VORBIS;
    }
    // Plain WAV is read everywhere, at any width; past two channels Windows wants the extensible form.
    const bool extensible = format.container == AN_CONTAINER_WAV && format.channels > 2;
    const int major = extensible ? SF_FORMAT_WAVEX : container_of(format.container).major;
    return major | type_of(format.sample_type).subtype;
}

int integer_bits(int sample_type) noexcept { return type_of(sample_type).bits; }

int sample_bytes(int sample_type) noexcept { return type_of(sample_type).bytes; }

std::int64_t container_limit(int container) noexcept
{
    const bool has_32_bit_sizes = container == AN_CONTAINER_WAV || container == AN_CONTAINER_AIFF;
    return has_32_bit_sizes ? std::numeric_limits<std::uint32_t>::max() : std::numeric_limits<std::int64_t>::max();
}

const char *container_name(int container) noexcept { return container_of(container).name; }

void check_format(const SoundFileFormat &format)
{
    if (format.container < 0 || static_cast<std::size_t>(format.container) >= containers.size()) {
        refuse("there is no container number " + std::to_string(format.container) + ": see an_container");
    }
    if (format.sample_type < 0 || static_cast<std::size_t>(format.sample_type) >= sample_types.size()) {
        refuse("there is no sample type number " + std::to_string(format.sample_type) + ": see an_file_sample_type");
    }
    const Container &container = container_of(format.container);
    const SampleType &type = type_of(format.sample_type);
    const std::string name = container.name;

    if ((type.bits == 32 && !container.has_int32) || (type.bits == 0 && !container.has_float)) {
        refuse(name + " cannot hold " + type.name + ": choose 16 or 24 bits, or WAV, AIFF, CAF, W64, RF64 or AU");
    }
    if (format.channels < 1 || format.channels > container.max_channels) {
        std::string message = name + " holds 1 to " + std::to_string(container.max_channels) + " channels, not " +
                              std::to_string(format.channels);
        if (format.channels > 0 && format.channels <= AN_MAX_CHANNELS) {
            message += ": choose WAV, AIFF, CAF, W64, RF64 or AU";
        }
        refuse(message);
    }
    if (!(format.sample_rate >= 1) || format.sample_rate != std::floor(format.sample_rate)) {
        refuse("a file's sample rate is a whole number of Hz, not " + std::to_string(format.sample_rate));
    }
    if (format.sample_rate > container.max_rate) {
        refuse(name + " holds sample rates up to " + std::to_string(container.max_rate) + " Hz, not " +
               std::to_string(format.sample_rate));
    }
    if (!(format.quality >= 0 && format.quality <= 1)) {
        refuse("the quality of FLAC and Ogg goes from 0 to 1, not " + std::to_string(format.quality));
    }
    if (format.container == AN_CONTAINER_FLAC && format.sample_rate > 65535 && std::fmod(format.sample_rate, 10) != 0) {
        refuse("FLAC holds sample rates above 65535 Hz only in steps of 10 Hz, not " +
               std::to_string(format.sample_rate));
    }
    if (format.container == AN_CONTAINER_OGG) {
        if (!vorbis_can_hold(format)) {
            refuse("Ogg Vorbis has no mode for " + std::to_string(format.channels) + " channels at " +
                   std::to_string(format.sample_rate) + " Hz");
        }
        return;
    }
    SF_INFO info = {};
    info.channels = format.channels;
    info.samplerate = static_cast<int>(format.sample_rate);
    info.format = libsndfile_format(format);
    if (sf_format_check(&info) == 0) {
        refuse(name + " cannot hold " + std::to_string(format.channels) + " channels of " + type.name + " at " +
               std::to_string(info.samplerate) + " Hz");
    }
}

} // namespace audionative
