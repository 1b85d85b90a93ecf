// SPDX-License-Identifier: MIT
#include "engine/program.h"
#include "engine/synth_def.h"
#include "support/status.h"
#include "synth_def_writing.h"

#include <gtest/gtest.h>

namespace audionative {
namespace {

std::string refusal(const std::vector<std::uint8_t> &file)
{
    try {
        read_synth_defs(file);
    } catch (const Error &error) {
        EXPECT_EQ(error.status(), AN_FILE_FORMAT);
        return error.what();
    }
    return {};
}

TEST(SynthDefFile, IsReadInBothVersions)
{
    for (const int version : {1, 2}) {
        const std::vector<SynthDef> defs = read_synth_defs(panned_sine_file(version));
        ASSERT_EQ(defs.size(), 1U);
        const SynthDef &def = defs[0];
        EXPECT_EQ(def.name, "sine");
        EXPECT_EQ(def.controls, (std::vector<float>{0, 440, 0, 0.25F}));
        ASSERT_EQ(def.control_names.size(), 4U);
        EXPECT_EQ(def.control_names[3].name, "amp");
        ASSERT_EQ(def.units.size(), 4U);
        EXPECT_EQ(def.units[2].name, "Pan2");
        EXPECT_EQ(def.units[2].inputs[1].output, 2);
        ASSERT_EQ(def.variants.size(), 1U);
        EXPECT_EQ(def.variants[0].name, "sine.low");
        EXPECT_EQ(def.variants[0].values[1], 110.0F);
    }
}

TEST(SynthDefFile, CutAnywhereIsRefusedWithTheByte)
{
    const std::vector<std::uint8_t> whole = panned_sine_file();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const std::vector<std::uint8_t> cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        const std::string words = refusal(cut);
        ASSERT_FALSE(words.empty()) << length << " bytes of " << whole.size();
        EXPECT_TRUE(words.find("byte") != std::string::npos || length < 10) << words;
    }
}

TEST(SynthDefFile, WithAnyByteChangedIsReadOrRefusedButNeverHarmful)
{
    const std::vector<std::uint8_t> whole = panned_sine_file();
    int refused = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int value : {0, 1, 127, 128, 255}) {
            std::vector<std::uint8_t> changed = whole;
            changed[at] = static_cast<std::uint8_t>(value);
            try {
                for (SynthDef &def : read_synth_defs(changed)) {
                    const Program program(std::move(def), UnitRegistry::get());
                    EXPECT_LE(program.scratch_wires(), 8);
                }
            } catch (const Error &) {
                ++refused;
            }
        }
    }
    EXPECT_GT(refused, 100);
}

TEST(SynthDefFile, AReferenceForwardIsRefused)
{
    SynthDefWriter file;
    file.int16(1).text("x").index(0).index(0).index(0).index(1);
    file.unit("SinOsc", Rate::audio, {{0, 0}, {0, 0}}, {Rate::audio});
    file.int16(0);
    EXPECT_NE(refusal(file.bytes()).find("not before it"), std::string::npos);
}

TEST(SynthDefFile, ACountBeyondTheFileIsRefusedBeforeMemoryIsAskedFor)
{
    SynthDefWriter file;
    file.int16(1).text("x").index(0x7FFFFFFF);
    EXPECT_NE(refusal(file.bytes()).find("cannot be in"), std::string::npos);
}

TEST(Program, NamesTheUGenThatIsNotKnown)
{
    SynthDefWriter file;
    file.int16(1).text("x").index(0).index(0).index(0).index(1);
    file.unit("Frobnicate", Rate::audio, {}, {Rate::audio});
    file.int16(0);
    std::vector<SynthDef> defs = read_synth_defs(file.bytes());
    try {
        const Program program(std::move(defs[0]), UnitRegistry::get());
        FAIL() << "it was taken";
    } catch (const Error &error) {
        EXPECT_NE(std::string(error.what()).find("Frobnicate"), std::string::npos);
    }
}

TEST(Program, SharesAudioWiresThatAreReadNoMore)
{
    SynthDefWriter file;
    file.int16(1).text("x").index(1).real(440).index(0).index(0).index(11);
    file.unit("SinOsc", Rate::audio, {{-1, 0}, {-1, 0}}, {Rate::audio});
    for (int unit = 1; unit < 10; ++unit) { // each modulates the next and is then done with
        file.unit("SinOsc", Rate::audio, {{-1, 0}, {unit - 1, 0}}, {Rate::audio});
    }
    file.unit("Out", Rate::audio, {{-1, 0}, {9, 0}}, {});
    file.int16(0);
    std::vector<SynthDef> defs = read_synth_defs(file.bytes());
    const Program program(std::move(defs[0]), UnitRegistry::get());
    EXPECT_EQ(program.scratch_wires(), 2);
    EXPECT_TRUE(program.runs_in_lanes());
}

} // namespace
} // namespace audionative
