// SPDX-License-Identifier: MIT
#include "engine/node_tree.h"
#include "support/status.h"
#include "synth_def_writing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <numbers>
#include <random>

namespace audionative {
namespace {

constexpr int frames = 64;

// A tree with its world, and the panned sine to fill it with.
struct Rig {
    explicit Rig(int lanes = UnitRegistry::get().lanes())
        : buses(16, frames, UnitRegistry::get().lanes()), memory(std::aligned_alloc(64, region), std::free),
          program(std::move(read_synth_defs(panned_sine_file())[0]), UnitRegistry::get())
    {
        world.audio = {48000, 1.0 / 48000, 2 * std::numbers::pi / 48000, frames};
        world.control = {750, 1.0 / 750, 2 * std::numbers::pi / 750, 1};
        world.buses = &buses;
        pool.add_region(memory.get(), region);
        tree = std::make_unique<NodeTree>(pool, world, lanes, 4096, program.scratch_wires());
    }

    Synth &sine(std::int32_t id, float freq, float pan, AddAction action = AddAction::tail, std::int32_t target = 0)
    {
        Synth *synth = nullptr;
        EXPECT_EQ(tree->add_synth(program, id, action, target, synth), TreeError::none);
        *NodeTree::control(*synth, 1) = freq;
        *NodeTree::control(*synth, 2) = pan;
        *NodeTree::control(*synth, 3) = 0.01F;
        return *synth;
    }

    void block(std::vector<float> &left, std::vector<float> &right)
    {
        buses.advance();
        tree->run_block();
        for (auto [bus, out] : {std::pair{0, &left}, std::pair{1, &right}}) {
            const float *written = buses.written(bus);
            for (int i = 0; i < frames; ++i) {
                out->push_back(written != nullptr ? written[i] : 0.0F);
            }
        }
    }

    static constexpr std::size_t region = 8 << 20;
    World world;
    AudioBuses buses;
    std::unique_ptr<void, void (*)(void *)> memory;
    RtPool pool;
    Program program;
    std::unique_ptr<NodeTree> tree;
};

TEST(NodeTree, ASineSoundsAsItShould)
{
    Rig rig;
    rig.sine(1000, 1000, 0);
    std::vector<float> left;
    std::vector<float> right;
    for (int i = 0; i < 100; ++i) {
        rig.block(left, right);
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        const double wanted = 0.01 * std::numbers::sqrt2 / 2 * std::sin(2 * std::numbers::pi * 1000 * static_cast<double>(i) / 48000);
        // -80 dB of the sine is 7e-7; the phase's step is a float's, within 5e-8 of the frequency.
        ASSERT_NEAR(left[i], wanted, 3e-7) << "frame " << i;
        ASSERT_NEAR(right[i], wanted, 3e-7) << "frame " << i;
    }
}

TEST(NodeTree, ManySoundTheSameSideBySideAndOneByOne)
{
    Rig wide;
    Rig lone(1);
    std::mt19937 random(7);
    for (int i = 0; i < 100; ++i) {
        const auto freq = static_cast<float>(50 + random() % 5000);
        const auto pan = static_cast<float>(random() % 201) / 100 - 1;
        wide.sine(1000 + i, freq, pan);
        lone.sine(1000 + i, freq, pan);
    }
    std::vector<float> wide_left, wide_right, lone_left, lone_right;
    for (int i = 0; i < 50; ++i) {
        wide.block(wide_left, wide_right);
        lone.block(lone_left, lone_right);
    }
    for (std::size_t i = 0; i < wide_left.size(); ++i) {
        // Only the order of the sum differs.
        ASSERT_NEAR(wide_left[i], lone_left[i], 1e-6) << "frame " << i;
        ASSERT_NEAR(wide_right[i], lone_right[i], 1e-6) << "frame " << i;
    }
    EXPECT_EQ(lone.tree->passes().size(), 100U);
    const auto lanes = static_cast<std::size_t>(UnitRegistry::get().lanes());
    EXPECT_EQ(wide.tree->passes().size(), (100 + lanes - 1) / lanes);
}

TEST(NodeTree, APausedSynthIsSilentAndGoesOnWhereItStopped)
{
    Rig rig;
    Rig straight;
    rig.sine(1000, 300, 0);
    Synth &paused = rig.sine(1001, 777, 0);
    straight.sine(1001, 777, 0);
    std::vector<float> left, right, wanted, unused;
    rig.block(left, right);
    rig.tree->run(paused, false);
    for (int i = 0; i < 3; ++i) {
        rig.block(left, right);
    }
    rig.tree->free(*rig.tree->find(1000));
    rig.tree->run(paused, true);
    left.clear();
    rig.block(left, right);
    straight.block(wanted, unused);
    wanted.clear();
    straight.block(wanted, unused); // its second block: the other has stood still for three
    for (std::size_t i = 0; i < left.size(); ++i) {
        ASSERT_NEAR(left[i], wanted[i], 1e-7) << "frame " << i;
    }
}

TEST(NodeTree, ABusThatIsNoneIsHeardByNobodyAndHarmsNobody)
{
    for (const float bus : {-1.0F, 15.0F, 16.0F, 1e30F, -1e30F, std::nanf(""), HUGE_VALF}) {
        Rig rig;
        Rig alone;
        Synth &lost = rig.sine(1000, 440, 0);
        *NodeTree::control(lost, 0) = bus;
        rig.sine(1001, 500, 0);
        alone.sine(1001, 500, 0);
        std::vector<float> left, right, wanted, unused;
        rig.block(left, right);
        alone.block(wanted, unused);
        EXPECT_EQ(left, wanted) << "bus " << bus;
    }
}

TEST(NodeTree, AddActionsPutNodesWhereTheySay)
{
    Rig rig;
    NodeTree &tree = *rig.tree;
    ASSERT_EQ(tree.add_group(1, AddAction::head, 0, false), TreeError::none);
    ASSERT_EQ(tree.add_group(2, AddAction::tail, 0, false), TreeError::none);
    ASSERT_EQ(tree.add_group(3, AddAction::before, 2, false), TreeError::none);
    ASSERT_EQ(tree.add_group(4, AddAction::after, 1, false), TreeError::none);
    ASSERT_EQ(tree.add_group(5, AddAction::replace, 3, false), TreeError::none);
    std::vector<std::int32_t> order;
    for (const Node *node = tree.root().head; node != nullptr; node = node->next) {
        order.push_back(node->id);
    }
    EXPECT_EQ(order, (std::vector<std::int32_t>{1, 4, 5, 2}));
    EXPECT_EQ(tree.find(3), nullptr);
    EXPECT_EQ(tree.node_count(), 5);
}

TEST(NodeTree, SaysWhyARequestIsRefused)
{
    Rig rig;
    NodeTree &tree = *rig.tree;
    ASSERT_EQ(tree.add_group(1, AddAction::head, 0, false), TreeError::none);
    ASSERT_EQ(tree.add_group(2, AddAction::head, 1, false), TreeError::none);
    rig.sine(1000, 440, 0);
    Synth *synth = nullptr;
    EXPECT_EQ(tree.add_group(1, AddAction::head, 0, false), TreeError::duplicate_id);
    EXPECT_EQ(tree.add_synth(rig.program, 5, AddAction::head, 77, synth), TreeError::group_not_found);
    EXPECT_EQ(tree.add_synth(rig.program, 5, AddAction::head, 1000, synth), TreeError::group_not_found) << "a synth is no group";
    EXPECT_EQ(tree.add_synth(rig.program, 5, AddAction::after, 77, synth), TreeError::node_not_found);
    EXPECT_EQ(tree.add_synth(rig.program, 5, AddAction::after, 0, synth), TreeError::not_allowed) << "beside the root";
    EXPECT_EQ(tree.move(1, AddAction::head, 2), TreeError::not_allowed) << "a group into what is below it";
    EXPECT_EQ(tree.move(0, AddAction::head, 2), TreeError::not_allowed);
    EXPECT_EQ(tree.node_count(), 4);
}

TEST(NodeTree, GivesAllMemoryBack)
{
    Rig rig;
    const std::size_t at_first = rig.pool.free_bytes();
    std::mt19937 random(3);
    std::vector<float> left, right;
    for (int turn = 0; turn < 300; ++turn) {
        const auto id = static_cast<std::int32_t>(1 + random() % 200);
        if (Node *node = rig.tree->find(id)) {
            random() % 2 == 0 ? rig.tree->free(*node) : static_cast<void>(rig.tree->move(id, AddAction::head, 0));
        } else if (random() % 4 == 0) {
            rig.tree->add_group(id, AddAction::tail, 0, false);
        } else {
            rig.sine(id, 440, 0, random() % 2 == 0 ? AddAction::head : AddAction::tail);
        }
        left.clear();
        right.clear();
        rig.block(left, right);
    }
    rig.tree->free_all(rig.tree->root());
    rig.block(left, right);
    EXPECT_EQ(rig.tree->node_count(), 1);
    EXPECT_EQ(rig.tree->synth_count(), 0);
    EXPECT_EQ(rig.pool.free_bytes(), at_first);
    EXPECT_EQ(rig.pool.largest_free(), at_first);
}

TEST(NodeTree, AThousandGroupsDeepIsFreedWithoutRecursion)
{
    Rig rig;
    for (int id = 1; id <= 1000; ++id) {
        ASSERT_EQ(rig.tree->add_group(id, AddAction::head, id - 1, false), TreeError::none);
    }
    rig.sine(5000, 440, 0, AddAction::head, 1000);
    std::vector<float> left, right;
    rig.block(left, right);
    EXPECT_EQ(rig.tree->passes().size(), 1U);
    rig.tree->free(*rig.tree->find(1));
    EXPECT_EQ(rig.tree->node_count(), 1);
}

} // namespace
} // namespace audionative
