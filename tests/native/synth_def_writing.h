// SPDX-License-Identifier: MIT
#pragma once

#include "engine/synth_def.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audionative {

// Definition files for tests, byte by byte.
class SynthDefWriter {
public:
    explicit SynthDefWriter(int version = 2) : wide_(version == 2)
    {
        bytes_ = {'S', 'C', 'g', 'f'};
        big_endian(static_cast<std::uint32_t>(version), 4);
    }

    SynthDefWriter &int16(int value) { return big_endian(static_cast<std::uint32_t>(value), 2); }
    SynthDefWriter &index(int value) { return big_endian(static_cast<std::uint32_t>(value), wide_ ? 4 : 2); }
    SynthDefWriter &byte(int value) { return big_endian(static_cast<std::uint32_t>(value), 1); }
    SynthDefWriter &real(float value);
    SynthDefWriter &text(const std::string &value);
    SynthDefWriter &unit(const std::string &name, Rate rate, const std::vector<SynthDef::Input> &inputs,
                         const std::vector<Rate> &outputs, int special_index = 0);

    const std::vector<std::uint8_t> &bytes() const { return bytes_; }
    std::vector<std::uint8_t> &bytes() { return bytes_; }

private:
    SynthDefWriter &big_endian(std::uint32_t value, int count);

    std::vector<std::uint8_t> bytes_;
    bool wide_;
};

// A sine with parameters out, freq, pan and amp, panned over two buses.
std::vector<std::uint8_t> panned_sine_file(int version = 2);

} // namespace audionative
