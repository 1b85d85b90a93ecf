// SPDX-License-Identifier: MIT
//
// Nodes of the tree: groups hold nodes in the order in which they run, synths make sound. [audio]
#pragma once

#include "engine/batch.h"

#include <cstdint>

namespace audionative {

struct Group;

struct Node {
    std::int32_t id = 0;
    bool is_group = false;
    bool is_running = true;
    Group *parent = nullptr;
    Node *previous = nullptr;
    Node *next = nullptr;
    Node *next_in_bucket = nullptr; // of the table of ids
};

struct Group : Node {
    Node *head = nullptr;
    Node *tail = nullptr;
    bool is_parallel = false;
};

struct Synth : Node {
    const Program *program = nullptr;
    // Not placed in a batch yet: its controls wait here.
    float *waiting_controls = nullptr;
    Batch *batch = nullptr;
    int lane = 0;
};

} // namespace audionative
