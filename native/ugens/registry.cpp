// SPDX-License-Identifier: MIT
#include "ugens/unit.h"

namespace audionative {
void add_oscillators(UnitRegistry &registry);
void add_io(UnitRegistry &registry);

const UnitRegistry &UnitRegistry::get()
{
    static const UnitRegistry registry = [] { UnitRegistry r; add_oscillators(r); add_io(r); return r; }();
    return registry;
}
const UnitSpec *UnitRegistry::find(std::string_view name) const
{
    const auto at = by_name_.find(name);
    return at == by_name_.end() ? nullptr : &specs_[at->second];
}
void UnitRegistry::add(UnitSpec spec)
{
    by_name_.emplace(spec.name, specs_.size());
    specs_.push_back(std::move(spec));
}
} // namespace audionative
