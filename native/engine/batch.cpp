// SPDX-License-Identifier: MIT
#include "engine/batch.h"

#include "engine/world.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace audionative {

namespace {

constexpr std::size_t aligned(std::size_t bytes) { return (bytes + 63) / 64 * 64; }

std::size_t pointer_count(const Program &program) noexcept AN_NONBLOCKING
{
    std::size_t count = 0;
    for (const Program::Step &step : program.steps()) {
        count += step.inputs.size() + step.outputs.size();
    }
    return count;
}

} // namespace

std::size_t Batch::bytes_needed(const Program &program, int width) noexcept AN_NONBLOCKING
{
    const Program::Layout &layout = width == 1 ? program.lone() : program.wide();
    return aligned(sizeof(Batch)) + aligned(layout.bytes) + aligned(program.steps().size() * sizeof(Run)) +
           pointer_count(program) * sizeof(float *);
}

Batch *Batch::make(const Program &program, int width, RtPool &pool, World &world, float *scratch) noexcept AN_NONBLOCKING
{
    const std::size_t bytes = bytes_needed(program, width);
    void *memory = pool.allocate(bytes);
    if (memory == nullptr) {
        return nullptr;
    }
    std::memset(memory, 0, bytes);
    auto *batch = new (memory) Batch(program, width);
    const Program::Layout &layout = width == 1 ? program.lone() : program.wide();
    auto *data = static_cast<std::byte *>(memory) + aligned(sizeof(Batch));
    auto *runs = reinterpret_cast<Run *>(data + aligned(layout.bytes));
    auto *pointers = reinterpret_cast<float **>(reinterpret_cast<std::byte *>(runs) +
                                                aligned(program.steps().size() * sizeof(Run)));
    batch->controls = reinterpret_cast<float *>(data + layout.controls);
    auto *held = reinterpret_cast<float *>(data + layout.held);
    const auto resolve = [&](const Program::WireRef &ref) {
        switch (ref.place) {
        case Program::Place::constant: return const_cast<float *>(program.constant(ref.index));
        case Program::Place::control: return batch->controls + ref.index * width;
        case Program::Place::held: return held + ref.index * width;
        case Program::Place::scratch: break;
        }
        return scratch + static_cast<std::ptrdiff_t>(ref.index) * world.audio.frames * most_lanes;
    };
    std::size_t index = 0;
    for (const Program::Step &step : program.steps()) {
        Run &run = *new (runs + index++) Run{};
        const Kernel &kernel = width == 1 ? step.spec->lone : step.spec->wide;
        run.begin = kernel.begin;
        run.next = step.unit.rate == Rate::scalar || step.unit.rate == Rate::demand ? nullptr : kernel.next;
        run.call.unit = &step.unit;
        run.call.inputs = pointers;
        for (const Program::WireRef &ref : step.inputs) {
            *pointers++ = resolve(ref);
        }
        run.call.outputs = pointers;
        for (const Program::WireRef &ref : step.outputs) {
            *pointers++ = resolve(ref);
        }
        run.call.state = data + layout.states + (width == 1 ? step.lone_state : step.wide_state);
        run.call.frames = step.unit.rate == Rate::audio ? world.audio.frames : 1;
        run.call.world = &world;
        run.call.synths = batch->synths;
    }
    batch->runs_ = {runs, index};
    return batch;
}

void Batch::begin(std::uint32_t lanes) noexcept AN_NONBLOCKING
{
    for (Run &run : runs_) {
        run.call.lanes = lanes;
        run.begin(run.call);
    }
}

void Batch::next(std::uint32_t lanes) noexcept AN_NONBLOCKING
{
    for (Run &run : runs_) {
        if (run.next != nullptr) {
            run.call.lanes = lanes;
            run.next(run.call);
        }
    }
}

} // namespace audionative
