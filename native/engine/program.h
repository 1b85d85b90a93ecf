// SPDX-License-Identifier: MIT
//
// A definition made ready to run: each unit's kernel found, its wires placed, its state laid out, for a lone synth
// and for a batch. Made off the audio thread, never changed afterwards, freed when its last synth is gone.
#pragma once

#include "engine/synth_def.h"
#include "ugens/unit.h"

#include <memory>
#include <string>
#include <vector>

namespace audionative {

class Program {
public:
    // Where a wire's value is.
    enum class Place : std::uint8_t {
        constant, // of the program
        control,  // the batch's controls, read in place
        held,     // the batch's: outputs at scalar and control rate
        scratch   // audio wires, shared by all batches: what is in them is gone when the unit list has run
    };
    struct WireRef {
        Place place;
        std::int32_t index; // in floats per lane; scratch: of whole audio wires
    };
    struct Step {
        const UnitSpec *spec;
        Unit unit; // its spans point into rates_
        std::vector<WireRef> inputs;
        std::vector<WireRef> outputs;
        std::size_t lone_state; // bytes from the start of the state part
        std::size_t wide_state;
    };
    // The parts of a batch's one block of memory, for one width.
    struct Layout {
        std::size_t controls; // bytes from the start
        std::size_t held;
        std::size_t states;
        std::size_t bytes;
    };

    // Throws Error(AN_FILE_FORMAT) naming a UGen that this build lacks, or has not at that rate or with so many
    // inputs.
    Program(SynthDef def, const UnitRegistry &registry);

    const SynthDef &def() const noexcept { return def_; }
    const std::vector<Step> &steps() const noexcept { return steps_; }
    const Layout &lone() const noexcept { return lone_; }
    const Layout &wide() const noexcept { return wide_; }
    int scratch_wires() const noexcept { return scratch_wires_; }
    // Each constant in most_lanes lanes.
    const float *constant(std::int32_t index) const noexcept { return constants_.get() + index * most_lanes; }
    int control_index(std::string_view name) const noexcept; // -1: no such control
    // Whether instances may run side by side: nothing that one does can be seen by another in the same pass.
    bool runs_in_lanes() const noexcept { return runs_in_lanes_; }

private:
    void place_wires();
    void lay_out();
    void classify();

    struct FreeAligned {
        void operator()(float *memory) const noexcept { std::free(memory); }
    };

    SynthDef def_;
    std::vector<Step> steps_;
    std::vector<Rate> rates_;
    std::unique_ptr<float[], FreeAligned> constants_;
    Layout lone_{};
    Layout wide_{};
    std::int32_t held_count_ = 0;
    int scratch_wires_ = 0;
    bool runs_in_lanes_ = false;
    int lanes_ = 1;
};

} // namespace audionative
