// SPDX-License-Identifier: MIT
//
// A synth definition as it stands in a file ("SCgf", versions 1 and 2), checked. [any thread but the audio thread]
#pragma once

#include "ugens/unit.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace audionative {

struct SynthDef {
    struct Input {
        std::int32_t unit;   // -1: a constant
        std::int32_t output; // of that unit, or the constant's index
    };
    struct UnitDef {
        std::string name;
        Rate rate;
        std::int16_t special_index;
        std::vector<Input> inputs;
        std::vector<Rate> outputs;
    };
    struct ControlName {
        std::string name;
        std::int32_t index;
    };
    struct Variant {
        std::string name; // "def.variant"
        std::vector<float> values;
    };

    std::string name;
    std::vector<float> constants;
    std::vector<float> controls; // initial values
    std::vector<ControlName> control_names;
    std::vector<UnitDef> units;
    std::vector<Variant> variants;
};

// The definitions of a file. Throws Error(AN_FILE_FORMAT) that says what is wrong and at which byte; nothing is
// taken on trust: counts are held against the bytes that are left, references against what comes before them.
std::vector<SynthDef> read_synth_defs(std::span<const std::uint8_t> file);

} // namespace audionative
