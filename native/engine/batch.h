// SPDX-License-Identifier: MIT
//
// The memory of the synths of one definition that run side by side: one of them alone (width 1), or as many as the
// machine has lanes. One block of real-time memory: this header, controls, held wires, states, then the calls with
// all their pointers made, so that running a batch is a walk over them. [audio]
#pragma once

#include "engine/program.h"
#include "engine/rt_pool.h"
#include "ugens/unit.h"

#include <cstdint>
#include <span>

namespace audionative {

struct Batch {
    // Null when the pool is out of memory. scratch: audio wires, most_lanes wide, shared by all batches.
    static Batch *make(const Program &program, int width, RtPool &pool, World &world, float *scratch) noexcept AN_NONBLOCKING;
    void release(RtPool &pool) noexcept AN_NONBLOCKING { pool.release(this); }

    static std::size_t bytes_needed(const Program &program, int width) noexcept AN_NONBLOCKING;

    bool is_full() const noexcept AN_NONBLOCKING { return used == all_lanes(); }
    std::uint32_t all_lanes() const noexcept AN_NONBLOCKING { return (1U << width) - 1U; }
    int free_lane() const noexcept AN_NONBLOCKING { return __builtin_ctz(~used); }
    float &control(int index, int lane) noexcept AN_NONBLOCKING { return controls[index * width + lane]; }

    // Starts those lanes: each unit in turn, as far as its first value.
    void begin(std::uint32_t lanes) noexcept AN_NONBLOCKING;
    void next(std::uint32_t lanes) noexcept AN_NONBLOCKING;

    const Program *program;
    int width;
    std::uint32_t used = 0;     // lanes with a synth
    std::uint32_t running = 0;  // of those, not paused and not freed in this block
    std::uint32_t starting = 0; // of those, not begun yet
    float *controls = nullptr;  // [control][lane]
    Synth *synths[most_lanes] = {};
    Batch *next_spare = nullptr;

private:
    struct Run {
        UnitCall call;
        UnitFunction begin;
        UnitFunction next; // null where the unit only acts at the start
    };
    Batch(const Program &of, int lanes) noexcept AN_NONBLOCKING : program(&of), width(lanes) {}
    std::span<Run> runs_;
};

} // namespace audionative
