// SPDX-License-Identifier: MIT
#include "engine/node_tree.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <new>

namespace audionative {

NodeTree::NodeTree(RtPool &pool, World &world, int lanes, int most_nodes, int scratch_wires)
    : pool_(pool), world_(world), lanes_(lanes), most_nodes_(most_nodes),
      buckets_(std::bit_ceil(static_cast<std::size_t>(most_nodes)), nullptr), passes_(static_cast<std::size_t>(most_nodes)),
      scratch_(static_cast<float *>(std::aligned_alloc(
                   64, static_cast<std::size_t>(scratch_wires) * static_cast<std::size_t>(world.audio.frames) * most_lanes * sizeof(float))),
               std::free)
{
    if (scratch_ == nullptr) {
        throw std::bad_alloc();
    }
    void *memory = pool_.allocate(sizeof(Group));
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    root_ = new (memory) Group();
    root_->is_group = true;
    buckets_[bucket(0)] = root_;
    nodes_ = 1;
}

NodeTree::~NodeTree()
{
    free_all(*root_);
    give_back_empty();
    pool_.release(root_);
}

std::size_t NodeTree::bucket(std::int32_t id) const noexcept AN_NONBLOCKING
{
    // Clients count upwards from round numbers: multiply by the golden ratio, so that all bits matter.
    return (static_cast<std::uint32_t>(id) * 2654435769U) >> (32U - static_cast<unsigned>(std::countr_zero(buckets_.size())));
}

Node *NodeTree::find(std::int32_t id) const noexcept AN_NONBLOCKING
{
    for (Node *node = buckets_[bucket(id)]; node != nullptr; node = node->next_in_bucket) {
        if (node->id == id) {
            return node;
        }
    }
    return nullptr;
}

TreeError NodeTree::link(Node &node, AddAction action, std::int32_t target_id) noexcept AN_NONBLOCKING
{
    Node *target = find(target_id);
    const bool inside = action == AddAction::head || action == AddAction::tail;
    if (target == nullptr || (inside && !target->is_group)) {
        return inside ? TreeError::group_not_found : TreeError::node_not_found;
    }
    Group *parent = inside ? static_cast<Group *>(target) : target->parent;
    if (parent == nullptr) {
        return TreeError::not_allowed; // nothing stands beside the root, or takes its place
    }
    // Not into itself, nor into what is below it.
    for (const Node *above = parent; above != nullptr; above = above->parent) {
        if (above == &node) {
            return TreeError::not_allowed;
        }
    }
    Node *previous = nullptr;
    switch (action) {
    case AddAction::head: break;
    case AddAction::tail: previous = parent->tail; break;
    case AddAction::before: previous = target->previous; break;
    case AddAction::after:
    case AddAction::replace: previous = target; break;
    }
    if (node.parent != nullptr) {
        if (previous == &node) {
            previous = node.previous;
        }
        unlink(node);
    }
    node.parent = parent;
    node.previous = previous;
    node.next = previous != nullptr ? previous->next : parent->head;
    (previous != nullptr ? previous->next : parent->head) = &node;
    (node.next != nullptr ? node.next->previous : parent->tail) = &node;
    if (action == AddAction::replace) {
        free(*target);
    }
    is_arranged_ = false;
    return TreeError::none;
}

void NodeTree::unlink(Node &node) noexcept AN_NONBLOCKING
{
    (node.previous != nullptr ? node.previous->next : node.parent->head) = node.next;
    (node.next != nullptr ? node.next->previous : node.parent->tail) = node.previous;
    node.parent = nullptr;
    node.previous = nullptr;
    node.next = nullptr;
    is_arranged_ = false;
}

TreeError NodeTree::add_group(std::int32_t id, AddAction action, std::int32_t target, bool is_parallel) noexcept AN_NONBLOCKING
{
    if (find(id) != nullptr) {
        return TreeError::duplicate_id;
    }
    if (nodes_ >= most_nodes_) {
        return TreeError::too_many_nodes;
    }
    void *memory = pool_.allocate(sizeof(Group));
    if (memory == nullptr) {
        return TreeError::out_of_memory;
    }
    auto *group = new (memory) Group();
    group->id = id;
    group->is_group = true;
    group->is_parallel = is_parallel;
    if (const TreeError error = link(*group, action, target); error != TreeError::none) {
        pool_.release(group);
        return error;
    }
    group->next_in_bucket = buckets_[bucket(id)];
    buckets_[bucket(id)] = group;
    ++nodes_;
    return TreeError::none;
}

TreeError NodeTree::add_synth(const Program &program, std::int32_t id, AddAction action, std::int32_t target,
                              Synth *&synth) noexcept AN_NONBLOCKING
{
    if (find(id) != nullptr) {
        return TreeError::duplicate_id;
    }
    if (nodes_ >= most_nodes_) {
        return TreeError::too_many_nodes;
    }
    const std::size_t controls = program.def().controls.size();
    void *memory = pool_.allocate(sizeof(Synth) + controls * sizeof(float));
    if (memory == nullptr) {
        return TreeError::out_of_memory;
    }
    synth = new (memory) Synth();
    synth->id = id;
    synth->program = &program;
    synth->waiting_controls = reinterpret_cast<float *>(synth + 1);
    std::copy_n(program.def().controls.data(), controls, synth->waiting_controls);
    if (const TreeError error = link(*synth, action, target); error != TreeError::none) {
        pool_.release(synth);
        synth = nullptr;
        return error;
    }
    synth->next_in_bucket = buckets_[bucket(id)];
    buckets_[bucket(id)] = synth;
    ++nodes_;
    ++synths_;
    return TreeError::none;
}

TreeError NodeTree::move(std::int32_t id, AddAction action, std::int32_t target) noexcept AN_NONBLOCKING
{
    Node *node = find(id);
    if (node == nullptr) {
        return TreeError::node_not_found;
    }
    if (node == root_ || action == AddAction::replace || id == target) {
        return id == target && node != root_ ? TreeError::none : TreeError::not_allowed;
    }
    return link(*node, action, target);
}

void NodeTree::forget(Node &node) noexcept AN_NONBLOCKING
{
    Node **at = &buckets_[bucket(node.id)];
    while (*at != &node) {
        at = &(*at)->next_in_bucket;
    }
    *at = node.next_in_bucket;
    --nodes_;
}

void NodeTree::leave_batch(Synth &synth) noexcept AN_NONBLOCKING
{
    Batch *batch = synth.batch;
    if (batch == nullptr) {
        return;
    }
    const std::uint32_t bit = 1U << synth.lane;
    batch->used &= ~bit;
    batch->running &= ~bit;
    batch->starting &= ~bit;
    batch->synths[synth.lane] = nullptr;
    if (batch->used == 0) {
        // Passes of this block may still name it: given back when the order is worked out anew.
        batch->next_spare = emptied_;
        emptied_ = batch;
    }
}

void NodeTree::free(Node &node) noexcept AN_NONBLOCKING
{
    if (&node == root_) {
        return;
    }
    if (node.is_group) {
        free_all(static_cast<Group &>(node));
    } else {
        leave_batch(static_cast<Synth &>(node));
        --synths_;
    }
    unlink(node);
    forget(node);
    pool_.release(&node);
}

void NodeTree::free_all(Group &group) noexcept AN_NONBLOCKING
{
    // Down to the deepest first node and up again, without recursion: depth is the client's to choose.
    Node *node = group.head;
    while (node != nullptr) {
        if (node->is_group && static_cast<Group *>(node)->head != nullptr) {
            node = static_cast<Group *>(node)->head;
            continue;
        }
        Group *parent = node->parent;
        Node *next = node->next;
        if (!node->is_group) {
            leave_batch(static_cast<Synth &>(*node));
            --synths_;
        }
        unlink(*node);
        forget(*node);
        pool_.release(node);
        node = next != nullptr ? next : parent == &group ? nullptr : static_cast<Node *>(parent);
    }
}

void NodeTree::run(Node &node, bool running) noexcept AN_NONBLOCKING
{
    if (node.is_running != running && &node != root_) {
        node.is_running = running;
        is_arranged_ = false;
    }
}

float *NodeTree::control(Synth &synth, int index) noexcept AN_NONBLOCKING
{
    return synth.batch != nullptr ? &synth.batch->control(index, synth.lane) : synth.waiting_controls + index;
}

bool NodeTree::place(Synth &synth, Batch *neighbour) noexcept AN_NONBLOCKING
{
    const Program &program = *synth.program;
    Batch *batch = neighbour;
    if (batch == nullptr || batch->program != &program || batch->is_full()) {
        const int width = program.runs_in_lanes() ? lanes_ : 1;
        batch = Batch::make(program, width, pool_, world_, scratch_.get());
        if (batch == nullptr) {
            return false;
        }
    } else if (batch->used == 0) {
        return false; // on its way out
    }
    const int lane = batch->free_lane();
    const std::uint32_t bit = 1U << lane;
    batch->used |= bit;
    batch->starting |= bit;
    batch->synths[lane] = &synth;
    synth.batch = batch;
    synth.lane = lane;
    for (std::size_t i = 0; i < program.def().controls.size(); ++i) {
        batch->control(static_cast<int>(i), lane) = synth.waiting_controls[i];
    }
    return true;
}

void NodeTree::arrange() noexcept AN_NONBLOCKING
{
    pass_count_ = 0;
    give_back_empty();
    arrange(*root_);
    is_arranged_ = true;
}

void NodeTree::arrange(Group &top) noexcept AN_NONBLOCKING
{
    Node *node = top.head;
    while (node != nullptr) {
        if (node->is_group) {
            auto *group = static_cast<Group *>(node);
            if (group->is_running && group->head != nullptr) {
                node = group->head;
                continue;
            }
        } else if (node->is_running) {
            auto *synth = static_cast<Synth *>(node);
            Batch *last = pass_count_ > 0 ? passes_[pass_count_ - 1].batch : nullptr;
            if (synth->batch != nullptr || place(*synth, last)) {
                const std::uint32_t bit = 1U << synth->lane;
                synth->batch->running |= bit;
                if (last == synth->batch) {
                    passes_[pass_count_ - 1].lanes |= bit;
                } else {
                    passes_[pass_count_++] = {synth->batch, bit};
                }
            }
        }
        while (node != nullptr && node->next == nullptr) {
            node = node->parent == &top ? nullptr : node->parent;
        }
        node = node != nullptr ? node->next : nullptr;
    }
}

void NodeTree::give_back_empty() noexcept AN_NONBLOCKING
{
    while (emptied_ != nullptr) {
        Batch *batch = emptied_;
        emptied_ = batch->next_spare;
        batch->release(pool_);
    }
}

std::span<const NodeTree::Pass> NodeTree::passes() noexcept AN_NONBLOCKING
{
    if (!is_arranged_) {
        arrange();
    }
    return {passes_.data(), pass_count_};
}

void NodeTree::run_block() noexcept AN_NONBLOCKING
{
    for (const Pass &pass : passes()) {
        Batch &batch = *pass.batch;
        // What an earlier pass freed or paused is silent at once.
        const std::uint32_t due = pass.lanes & batch.running;
        if (const std::uint32_t starting = due & batch.starting; starting != 0) {
            batch.starting &= ~starting;
            batch.begin(starting);
        }
        if (due != 0) {
            batch.next(due);
        }
    }
}

} // namespace audionative
