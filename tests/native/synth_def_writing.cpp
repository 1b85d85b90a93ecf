// SPDX-License-Identifier: MIT
#include "synth_def_writing.h"

#include <bit>

namespace audionative {

SynthDefWriter &SynthDefWriter::big_endian(std::uint32_t value, int count)
{
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
        bytes_.push_back(static_cast<std::uint8_t>(value >> static_cast<unsigned>(shift)));
    }
    return *this;
}

SynthDefWriter &SynthDefWriter::real(float value) { return big_endian(std::bit_cast<std::uint32_t>(value), 4); }

SynthDefWriter &SynthDefWriter::text(const std::string &value)
{
    byte(static_cast<int>(value.size()));
    bytes_.insert(bytes_.end(), value.begin(), value.end());
    return *this;
}

SynthDefWriter &SynthDefWriter::unit(const std::string &name, Rate rate, const std::vector<SynthDef::Input> &inputs,
                                     const std::vector<Rate> &outputs, int special_index)
{
    text(name).byte(static_cast<int>(rate)).index(static_cast<int>(inputs.size())).index(static_cast<int>(outputs.size()));
    int16(special_index);
    for (const SynthDef::Input &input : inputs) {
        index(input.unit).index(input.output);
    }
    for (const Rate output : outputs) {
        byte(static_cast<int>(output));
    }
    return *this;
}

std::vector<std::uint8_t> panned_sine_file(int version)
{
    SynthDefWriter file(version);
    file.int16(1).text("sine");
    file.index(1).real(0);                                  // constants
    file.index(4).real(0).real(440).real(0).real(0.25F);    // parameters
    file.index(4).text("out").index(0).text("freq").index(1).text("pan").index(2).text("amp").index(3);
    file.index(4);
    file.unit("Control", Rate::control, {}, {Rate::control, Rate::control, Rate::control, Rate::control});
    file.unit("SinOsc", Rate::audio, {{0, 1}, {-1, 0}}, {Rate::audio});
    file.unit("Pan2", Rate::audio, {{1, 0}, {0, 2}, {0, 3}}, {Rate::audio, Rate::audio});
    file.unit("Out", Rate::audio, {{0, 0}, {2, 0}, {2, 1}}, {});
    file.int16(1).text("sine.low").real(0).real(110).real(0).real(0.5F);
    return file.bytes();
}

} // namespace audionative
