// SPDX-License-Identifier: MIT
//
// The tree of everything audible, and the order in which it runs. Commands change the tree; before the next block
// the order is worked out anew: synths that follow each other and are of one definition share a batch and run in one
// pass, and whatever stands between them splits the pass. [audio]
#pragma once

#include "engine/node.h"
#include "engine/world.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace audionative {

enum class AddAction : std::int32_t { head = 0, tail = 1, before = 2, after = 3, replace = 4 };

// What became of a request; words for a client are found elsewhere.
enum class TreeError { none, node_not_found, group_not_found, duplicate_id, out_of_memory, too_many_nodes, bad_action, not_allowed };

class NodeTree {
public:
    // most_nodes: of the tables that the order is kept in, made here.
    NodeTree(RtPool &pool, World &world, int lanes, int most_nodes, int scratch_wires);
    ~NodeTree();
    NodeTree(const NodeTree &) = delete;
    NodeTree &operator=(const NodeTree &) = delete;

    Node *find(std::int32_t id) const noexcept AN_NONBLOCKING;
    Group &root() noexcept AN_NONBLOCKING { return *root_; }
    int node_count() const noexcept AN_NONBLOCKING { return nodes_; }
    int synth_count() const noexcept AN_NONBLOCKING { return synths_; }

    TreeError add_group(std::int32_t id, AddAction action, std::int32_t target, bool is_parallel) noexcept AN_NONBLOCKING;
    TreeError add_synth(const Program &program, std::int32_t id, AddAction action, std::int32_t target,
                        Synth *&synth) noexcept AN_NONBLOCKING;
    TreeError move(std::int32_t id, AddAction action, std::int32_t target) noexcept AN_NONBLOCKING;
    void free(Node &node) noexcept AN_NONBLOCKING;
    void free_all(Group &group) noexcept AN_NONBLOCKING;
    void run(Node &node, bool running) noexcept AN_NONBLOCKING;

    static float *control(Synth &synth, int index) noexcept AN_NONBLOCKING;

    // A block of everything that runs.
    void run_block() noexcept AN_NONBLOCKING;

    // How the order stands, for those who ask why something is slow.
    struct Pass {
        Batch *batch;
        std::uint32_t lanes;
    };
    std::span<const Pass> passes() noexcept AN_NONBLOCKING;

private:
    TreeError link(Node &node, AddAction action, std::int32_t target) noexcept AN_NONBLOCKING;
    void unlink(Node &node) noexcept AN_NONBLOCKING;
    void forget(Node &node) noexcept AN_NONBLOCKING;
    void leave_batch(Synth &synth) noexcept AN_NONBLOCKING;
    bool place(Synth &synth, Batch *neighbour) noexcept AN_NONBLOCKING;
    void arrange() noexcept AN_NONBLOCKING;
    void arrange(Group &group) noexcept AN_NONBLOCKING;
    void give_back_empty() noexcept AN_NONBLOCKING;
    std::size_t bucket(std::int32_t id) const noexcept AN_NONBLOCKING;

    RtPool &pool_;
    World &world_;
    const int lanes_;
    const int most_nodes_;
    Group *root_ = nullptr;
    int nodes_ = 0;
    int synths_ = 0;
    bool is_arranged_ = false;
    std::vector<Node *> buckets_;
    std::vector<Pass> passes_; // room for one a synth; pass_count_ are in use
    std::size_t pass_count_ = 0;
    Batch *emptied_ = nullptr;
    std::unique_ptr<float, void (*)(void *)> scratch_;
};

} // namespace audionative
