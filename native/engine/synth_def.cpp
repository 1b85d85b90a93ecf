// SPDX-License-Identifier: MIT
#include "engine/synth_def.h"

#include "support/status.h"

#include <bit>

namespace audionative {

namespace {

constexpr std::uint32_t magic = 0x53436766; // "SCgf"

class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> file) : file_(file) {}

    [[noreturn]] void refuse(const std::string &why) const
    {
        throw Error(AN_FILE_FORMAT, "the definition file is malformed at byte " + std::to_string(at_) + ": " + why);
    }

    std::size_t left() const { return file_.size() - at_; }

    std::uint32_t unsigned_of(int bytes)
    {
        if (left() < static_cast<std::size_t>(bytes)) {
            refuse("it ends in the middle");
        }
        std::uint32_t value = 0;
        for (int i = 0; i < bytes; ++i) {
            value = (value << 8U) | file_[at_++];
        }
        return value;
    }
    std::int32_t int32() { return std::bit_cast<std::int32_t>(unsigned_of(4)); }
    std::int16_t int16() { return std::bit_cast<std::int16_t>(static_cast<std::uint16_t>(unsigned_of(2))); }
    float float32() { return std::bit_cast<float>(unsigned_of(4)); }

    std::string text()
    {
        const std::size_t length = unsigned_of(1);
        if (left() < length) {
            refuse("a name of " + std::to_string(length) + " bytes reaches past the end");
        }
        const auto *start = reinterpret_cast<const char *>(file_.data() + at_);
        at_ += length;
        return {start, length};
    }

    // Counts and indices: 16 bits in version 1, 32 in version 2.
    void set_wide(bool wide) { wide_ = wide; }
    std::int32_t index() { return wide_ ? int32() : int16(); }

    // A count of things of at least so many bytes each: more than fit in the rest is refused before it is believed.
    std::size_t count(std::size_t bytes_each, const char *what)
    {
        const std::int32_t value = index();
        if (value < 0 || static_cast<std::size_t>(value) > left() / bytes_each) {
            refuse(std::to_string(value) + " " + what + " cannot be in the " + std::to_string(left()) + " bytes that are left");
        }
        return static_cast<std::size_t>(value);
    }

    Rate rate()
    {
        const std::uint32_t value = unsigned_of(1);
        if (value > 3) {
            refuse("there is no calculation rate " + std::to_string(value));
        }
        return static_cast<Rate>(value);
    }

private:
    std::span<const std::uint8_t> file_;
    std::size_t at_ = 0;
    bool wide_ = true;
};

SynthDef::UnitDef read_unit(Reader &reader, const SynthDef &def)
{
    SynthDef::UnitDef unit;
    unit.name = reader.text();
    unit.rate = reader.rate();
    const std::size_t index_bytes = 2; // the smaller of the two versions' index sizes
    const std::size_t inputs = reader.count(2 * index_bytes, "inputs");
    const std::size_t outputs = reader.count(1, "outputs");
    unit.special_index = reader.int16();
    unit.inputs.reserve(inputs);
    for (std::size_t i = 0; i < inputs; ++i) {
        const SynthDef::Input input{reader.index(), reader.index()};
        if (input.unit < -1 || input.unit >= static_cast<std::int32_t>(def.units.size())) {
            reader.refuse("'" + unit.name + "' takes its input " + std::to_string(i) + " from unit " +
                          std::to_string(input.unit) + ", which is not before it");
        }
        const std::size_t there = input.unit < 0 ? def.constants.size() : def.units[static_cast<std::size_t>(input.unit)].outputs.size();
        if (input.output < 0 || static_cast<std::size_t>(input.output) >= there) {
            reader.refuse("'" + unit.name + "' takes its input " + std::to_string(i) + " from " +
                          (input.unit < 0 ? "constant " : "output ") + std::to_string(input.output) + " of " + std::to_string(there));
        }
        unit.inputs.push_back(input);
    }
    unit.outputs.reserve(outputs);
    for (std::size_t i = 0; i < outputs; ++i) {
        unit.outputs.push_back(reader.rate());
    }
    return unit;
}

SynthDef read_def(Reader &reader)
{
    SynthDef def;
    def.name = reader.text();
    for (std::size_t left = reader.count(4, "constants"); left > 0; --left) {
        def.constants.push_back(reader.float32());
    }
    for (std::size_t left = reader.count(4, "parameters"); left > 0; --left) {
        def.controls.push_back(reader.float32());
    }
    for (std::size_t left = reader.count(3, "parameter names"); left > 0; --left) {
        SynthDef::ControlName name;
        name.name = reader.text();
        name.index = reader.index();
        if (name.index < 0 || static_cast<std::size_t>(name.index) >= def.controls.size()) {
            reader.refuse("the parameter '" + name.name + "' has index " + std::to_string(name.index) + " of " +
                          std::to_string(def.controls.size()));
        }
        def.control_names.push_back(std::move(name));
    }
    for (std::size_t left = reader.count(8, "units"); left > 0; --left) {
        def.units.push_back(read_unit(reader, def));
    }
    const std::int16_t variants = reader.int16();
    if (variants < 0 || static_cast<std::size_t>(variants) > reader.left() / (1 + 4 * def.controls.size())) {
        reader.refuse(std::to_string(variants) + " variants cannot be in what is left");
    }
    for (std::int16_t i = 0; i < variants; ++i) {
        SynthDef::Variant variant;
        variant.name = reader.text();
        for (std::size_t control = 0; control < def.controls.size(); ++control) {
            variant.values.push_back(reader.float32());
        }
        def.variants.push_back(std::move(variant));
    }
    return def;
}

} // namespace

std::vector<SynthDef> read_synth_defs(std::span<const std::uint8_t> file)
{
    Reader reader(file);
    if (reader.left() < 10 || reader.unsigned_of(4) != magic) {
        throw Error(AN_FILE_FORMAT, "not a definition file: it does not begin with SCgf");
    }
    const std::int32_t version = reader.int32();
    if (version != 1 && version != 2) {
        reader.refuse("version " + std::to_string(version) + "; versions 1 and 2 are known");
    }
    reader.set_wide(version == 2);
    const std::int16_t count = reader.int16();
    if (count < 0) {
        reader.refuse(std::to_string(count) + " definitions");
    }
    std::vector<SynthDef> defs;
    for (std::int16_t i = 0; i < count; ++i) {
        defs.push_back(read_def(reader));
    }
    return defs;
}

} // namespace audionative
