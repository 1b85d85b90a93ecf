// SPDX-License-Identifier: MIT
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ugens/oscillators.cpp"
#include <hwy/foreach_target.h>

#include "ugens/kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace audionative {
namespace HWY_NAMESPACE {

// A turn is the whole range of 32 bits, so that the phase wraps by itself and never loses precision.
template <int N>
struct SinOsc {
    Ints<N> phase;

    static HWY_INLINE Ints<N> turns(Floats<N> radians)
    {
        const Floats<N> t = radians * Floats<N>(0.15915494309189535F);
        return to_nearest_ints((t - round(t)) * Floats<N>(0x1p32F));
    }

    HWY_INLINE void begin(const Call<N> &c)
    {
        c.keep(phase, Ints<N>(0));
        c.out(0, 0, sine(turns(c.in(1))));
    }

    HWY_INLINE void next(const Call<N> &c)
    {
        const Floats<N> scale(static_cast<float>(4294967296.0 * c.rate().sample_seconds));
        Ints<N> p = phase;
        c.with(0, 1, [&](auto freq, auto offset) {
            for (int i = 0; i < c.frames(); ++i) {
                c.out(0, i, sine(p + turns(offset[i])));
                p += to_nearest_ints(freq[i] * scale);
            }
        });
        c.keep(phase, p);
    }
};

void register_oscillators(UnitRegistry &registry)
{
    registry.set_lanes(native_lanes);
    add_ugen<SinOsc>(registry, {.name = "SinOsc", .rates = "ak", .inputs = {{"freq", 440}, {"phase", 0}},
                                .summary = "Sine of a frequency in Hz and a phase in radians."});
}

} // namespace HWY_NAMESPACE
} // namespace audionative
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace audionative {
HWY_EXPORT(register_oscillators);
void add_oscillators(UnitRegistry &registry) { HWY_DYNAMIC_DISPATCH(register_oscillators)(registry); }
} // namespace audionative
#endif
