// SPDX-License-Identifier: MIT
//
// What a UGen is to the engine. A unit is one UGen in one definition; a batch holds its state for as many synths
// of that definition as there are lanes, and a call runs it for those of them that are due.
#pragma once

#include "support/realtime.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace audionative {

inline constexpr int most_lanes = 16;

enum class Rate : std::uint8_t { scalar = 0, control = 1, audio = 2, demand = 3 };

// What a rate means on this engine.
struct RateInfo {
    double sample_rate = 0;
    double sample_seconds = 0;      // 1 / sample_rate
    double radians_per_sample = 0;  // 2 pi / sample_rate
    int frames = 0;                 // a block: 1 at control rate
};

struct World;
struct Synth;

// The unit as it stands in its definition, the same for every synth of it.
struct Unit {
    Rate rate = Rate::scalar;
    std::int16_t special_index = 0;
    std::span<const Rate> input_rates;
    std::span<const Rate> output_rates;
};

// One run of one unit. Wires are [frame][lane] at audio rate and [lane] at the others. [audio]
struct UnitCall {
    const Unit *unit;
    const float *const *inputs;
    float *const *outputs;
    void *state;          // the kernel's struct, for all lanes of the batch
    std::uint32_t lanes;  // bit i: lane i is due. The others' state must stay as it is
    int frames;           // the unit's rate's; 1 while a synth begins
    World *world;
    Synth *const *synths; // [lane]; null where a lane is empty
};

using UnitFunction = void (*)(const UnitCall &call) noexcept AN_NONBLOCKING;

// A kernel compiled for one width.
struct Kernel {
    UnitFunction begin = nullptr; // a synth starts: its state, and the first value of its outputs
    UnitFunction next = nullptr;  // a block
    std::uint32_t state_bytes = 0;
};

struct UnitInput {
    std::string_view name;
    float preset = 0;
};

// Ways in which a unit is no affair of its own lane alone.
enum UnitTraits : std::uint32_t {
    unit_plain = 0,
    unit_reads_buses = 1,
    unit_writes_buses = 2,
    unit_writes_buffers = 4,
    unit_touches_nodes = 8,   // frees or pauses others, at once
    unit_has_done_action = 16
};

struct UnitSpec {
    std::string_view name;
    std::string_view rates = {}; // of "akid"
    std::vector<UnitInput> inputs = {};
    bool has_many_inputs = false; // the last one repeats
    int outputs = 1;              // -1: as many as the definition says
    std::uint32_t traits = unit_plain;
    std::string_view summary = {};
    Kernel lone = {}; // N = 1
    Kernel wide = {}; // N = the target's width
};

// All UGens of this build, by the name that definitions use. Filled once, for the best instruction set there is.
class UnitRegistry {
public:
    static const UnitRegistry &get();

    const UnitSpec *find(std::string_view name) const;
    const std::vector<UnitSpec> &all() const noexcept { return specs_; }
    int lanes() const noexcept { return lanes_; } // of the wide kernels

    void add(UnitSpec spec);
    void set_lanes(int lanes) noexcept { lanes_ = lanes; }

private:
    std::vector<UnitSpec> specs_;
    std::unordered_map<std::string_view, std::size_t> by_name_;
    int lanes_ = 1;
};

} // namespace audionative
