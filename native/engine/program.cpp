// SPDX-License-Identifier: MIT
#include "engine/program.h"

#include "support/status.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace audionative {

namespace {

constexpr std::size_t alignment = 64; // of every state and every plane: the widest vector's

std::size_t aligned(std::size_t bytes) { return (bytes + alignment - 1) / alignment * alignment; }

char rate_letter(Rate rate) { return "ikad"[static_cast<int>(rate)]; }

} // namespace

Program::Program(SynthDef def, const UnitRegistry &registry) : def_(std::move(def)), lanes_(registry.lanes())
{
    std::size_t rate_count = 0;
    for (const SynthDef::UnitDef &unit : def_.units) {
        rate_count += unit.inputs.size() + unit.outputs.size();
    }
    rates_.reserve(rate_count); // the units' spans point into it
    for (const SynthDef::UnitDef &unit : def_.units) {
        const UnitSpec *spec = registry.find(unit.name);
        if (spec == nullptr) {
            throw Error(AN_FILE_FORMAT, "UGen '" + unit.name + "' is not known to this server");
        }
        if (spec->rates.find(rate_letter(unit.rate)) == std::string_view::npos) {
            throw Error(AN_FILE_FORMAT, "UGen '" + unit.name + "' has no rate '" + rate_letter(unit.rate) + "r'");
        }
        if (unit.inputs.size() < spec->inputs.size() || (!spec->has_many_inputs && unit.inputs.size() > spec->inputs.size())) {
            throw Error(AN_FILE_FORMAT, "UGen '" + unit.name + "' takes " + std::to_string(spec->inputs.size()) +
                                            (spec->has_many_inputs ? " inputs or more, not " : " inputs, not ") +
                                            std::to_string(unit.inputs.size()));
        }
        if (spec->outputs >= 0 && unit.outputs.size() != static_cast<std::size_t>(spec->outputs)) {
            throw Error(AN_FILE_FORMAT, "UGen '" + unit.name + "' has " + std::to_string(spec->outputs) + " outputs, not " +
                                            std::to_string(unit.outputs.size()));
        }
        Step step{};
        step.spec = spec;
        const std::size_t first = rates_.size();
        for (const SynthDef::Input &input : unit.inputs) {
            rates_.push_back(input.unit < 0 ? Rate::scalar
                                            : def_.units[static_cast<std::size_t>(input.unit)]
                                                  .outputs[static_cast<std::size_t>(input.output)]);
        }
        rates_.insert(rates_.end(), unit.outputs.begin(), unit.outputs.end());
        step.unit = {unit.rate, unit.special_index, {rates_.data() + first, unit.inputs.size()},
                     {rates_.data() + first + unit.inputs.size(), unit.outputs.size()}};
        steps_.push_back(std::move(step));
    }
    const std::size_t constant_bytes = std::max(alignment, def_.constants.size() * most_lanes * sizeof(float));
    constants_.reset(static_cast<float *>(std::aligned_alloc(alignment, aligned(constant_bytes))));
    if (constants_ == nullptr) {
        throw std::bad_alloc();
    }
    for (std::size_t i = 0; i < def_.constants.size(); ++i) {
        std::fill_n(constants_.get() + i * most_lanes, most_lanes, def_.constants[i]);
    }
    place_wires();
    lay_out();
    classify();
}

void Program::place_wires()
{
    // How long each unit's audio outputs are wanted: up to the last unit that reads one of them.
    std::vector<std::size_t> last_reader(def_.units.size(), 0);
    for (std::size_t reader = 0; reader < def_.units.size(); ++reader) {
        for (const SynthDef::Input &input : def_.units[reader].inputs) {
            if (input.unit >= 0) {
                last_reader[static_cast<std::size_t>(input.unit)] = reader;
            }
        }
    }
    std::vector<std::int32_t> free_wires;
    std::vector<std::vector<std::int32_t>> given_back(def_.units.size() + 1);
    for (std::size_t index = 0; index < def_.units.size(); ++index) {
        const SynthDef::UnitDef &unit = def_.units[index];
        Step &step = steps_[index];
        for (const SynthDef::Input &input : unit.inputs) {
            step.inputs.push_back(input.unit < 0 ? WireRef{Place::constant, input.output}
                                                 : steps_[static_cast<std::size_t>(input.unit)]
                                                       .outputs[static_cast<std::size_t>(input.output)]);
        }
        // Never the wire of one of its own inputs: a kernel with two outputs would overwrite what it has yet to read.
        for (std::size_t output = 0; output < unit.outputs.size(); ++output) {
            if (unit.name == "Control" && unit.rate == Rate::control) {
                step.outputs.push_back({Place::control, unit.special_index + static_cast<std::int32_t>(output)});
            } else if (unit.outputs[output] == Rate::audio) {
                std::int32_t wire = scratch_wires_;
                if (free_wires.empty()) {
                    ++scratch_wires_;
                } else {
                    wire = free_wires.back();
                    free_wires.pop_back();
                }
                step.outputs.push_back({Place::scratch, wire});
                given_back[std::max(index, last_reader[index])].push_back(wire);
            } else {
                step.outputs.push_back({Place::held, held_count_++});
            }
        }
        free_wires.insert(free_wires.end(), given_back[index].begin(), given_back[index].end());
    }
}

void Program::lay_out()
{
    std::size_t lone_states = 0;
    std::size_t wide_states = 0;
    for (Step &step : steps_) {
        step.lone_state = lone_states;
        step.wide_state = wide_states;
        lone_states += aligned(step.spec->lone.state_bytes);
        wide_states += aligned(step.spec->wide.state_bytes);
    }
    const auto lay = [&](std::size_t width, std::size_t states) {
        Layout layout{};
        layout.controls = 0;
        layout.held = aligned(def_.controls.size() * width * sizeof(float));
        layout.states = layout.held + aligned(static_cast<std::size_t>(held_count_) * width * sizeof(float));
        layout.bytes = layout.states + states;
        return layout;
    };
    lone_ = lay(1, lone_states);
    wide_ = lay(static_cast<std::size_t>(lanes_), wide_states);
}

void Program::classify()
{
    std::uint32_t traits = 0;
    for (const Step &step : steps_) {
        traits |= step.spec->traits;
    }
    const bool hears_siblings = (traits & unit_reads_buses) != 0 && (traits & unit_writes_buses) != 0;
    runs_in_lanes_ = !hears_siblings && (traits & (unit_writes_buffers | unit_touches_nodes)) == 0;
}

int Program::control_index(std::string_view name) const noexcept
{
    for (const SynthDef::ControlName &control : def_.control_names) {
        if (control.name == name) {
            return control.index;
        }
    }
    return -1;
}

} // namespace audionative
