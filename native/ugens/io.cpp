// SPDX-License-Identifier: MIT
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ugens/io.cpp"
#include <hwy/foreach_target.h>

#include "engine/node_tree.h"
#include "ugens/kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace audionative {
namespace HWY_NAMESPACE {

// The bus that a number names, or -1: a control may hold anything, NaN included.
HWY_INLINE int bus_of(float number, int count)
{
    return number >= 0 && number < static_cast<float>(count) ? static_cast<int>(number) : -1;
}

template <int N>
struct Out {
    Floats<N> unused;

    HWY_INLINE void begin(const Call<N> &) {}

    HWY_INLINE void next(const Call<N> &c)
    {
        AudioBuses &buses = *c.world().buses;
        const UnitCall &call = c.raw();
        const int channels = static_cast<int>(call.unit->input_rates.size()) - 1;
        alignas(64) float index[N];
        c.in(0).store(index);
        if constexpr (N == 1) {
            const int first = bus_of(index[0], buses.count());
            if (first < 0) {
                return;
            }
            for (int channel = 0; channel < channels && first + channel < buses.count(); ++channel) {
                float *bus = buses.plain_for_adding(first + channel);
                const float *in = call.inputs[channel + 1];
                for (int i = 0; i < c.frames(); ++i) {
                    bus[i] += in[i];
                }
            }
        } else {
            for (std::uint32_t left = call.lanes; left != 0;) {
                const int leader = __builtin_ctz(left);
                std::uint32_t same = 0;
                for (int lane = leader; lane < N; ++lane) {
                    same |= ((left >> lane) & 1U) != 0 && index[lane] == index[leader] ? 1U << lane : 0U;
                }
                left &= ~(same | (1U << leader)); // the leader itself, too, if it is not even equal to itself
                const int first = bus_of(index[leader], buses.count());
                if (first < 0) {
                    continue;
                }
                const Mask<N> mask = Mask<N>::of_bits(same);
                for (int channel = 0; channel < channels && first + channel < buses.count(); ++channel) {
                    float *bus = buses.lanes_for_adding(first + channel);
                    const float *in = call.inputs[channel + 1];
                    for (int i = 0; i < c.frames(); ++i) {
                        (Floats<N>::load(bus + i * N) + select(mask, Floats<N>::load(in + i * N), Floats<N>(0.0F))).store(bus + i * N);
                    }
                }
            }
        }
    }
};

// A definition's parameters. At control rate its outputs are the batch's controls themselves, read in place; at
// scalar rate they are what the parameters were when the synth began.
template <int N>
struct Control {
    Floats<N> unused;

    HWY_INLINE void begin(const Call<N> &c)
    {
        const UnitCall &call = c.raw();
        if (call.unit->rate != Rate::scalar) {
            return;
        }
        for (std::size_t output = 0; output < call.unit->output_rates.size(); ++output) {
            for (int lane = 0; lane < N; ++lane) {
                if (((call.lanes >> lane) & 1U) != 0) {
                    call.outputs[output][lane] =
                        NodeTree::control(*call.synths[lane], call.unit->special_index + static_cast<int>(output))[0];
                }
            }
        }
    }

    HWY_INLINE void next(const Call<N> &) {}
};

template <int N>
struct Pan2 {
    Floats<N> left;
    Floats<N> right;

    static HWY_INLINE void gains(const Call<N> &c, Floats<N> &l, Floats<N> &r)
    {
        // Equal power: a quarter turn from left to right.
        const Floats<N> where = clamp(c.in(1), Floats<N>(-1.0F), Floats<N>(1.0F));
        const Ints<N> angle = to_nearest_ints((where + Floats<N>(1.0F)) * Floats<N>(0x1p29F));
        l = c.in(2) * sine(angle + Ints<N>(0x40000000));
        r = c.in(2) * sine(angle);
    }

    HWY_INLINE void begin(const Call<N> &c)
    {
        Floats<N> l, r;
        gains(c, l, r);
        c.keep(left, l);
        c.keep(right, r);
        c.out(0, 0, c.in(0) * l);
        c.out(1, 0, c.in(0) * r);
    }

    HWY_INLINE void next(const Call<N> &c)
    {
        Floats<N> to_l, to_r;
        gains(c, to_l, to_r);
        const Floats<N> share(1.0F / static_cast<float>(c.frames()));
        const Floats<N> step_l = (to_l - left) * share;
        const Floats<N> step_r = (to_r - right) * share;
        Floats<N> l = left, r = right;
        const Wire<N> in = c.wire(0);
        for (int i = 0; i < c.frames(); ++i) {
            const Floats<N> x = in[i];
            c.out(0, i, x * l);
            c.out(1, i, x * r);
            l += step_l;
            r += step_r;
        }
        c.keep(left, to_l);
        c.keep(right, to_r);
    }
};

void register_io(UnitRegistry &registry)
{
    add_ugen<Out>(registry, {.name = "Out", .rates = "ak", .inputs = {{"bus", 0}, {"channels", 0}}, .has_many_inputs = true,
                             .outputs = 0, .traits = unit_writes_buses, .summary = "Adds to buses from the given one on."});
    add_ugen<Control>(registry, {.name = "Control", .rates = "ik", .outputs = -1,
                                 .summary = "The definition's parameters from a given one on."});
    add_ugen<Pan2>(registry, {.name = "Pan2", .rates = "ak", .inputs = {{"in", 0}, {"pos", 0}, {"level", 1}}, .outputs = 2,
                              .summary = "Equal-power pan of one channel over two."});
}

} // namespace HWY_NAMESPACE
} // namespace audionative
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace audionative {
HWY_EXPORT(register_io);
void add_io(UnitRegistry &registry) { HWY_DYNAMIC_DISPATCH(register_io)(registry); }
} // namespace audionative
#endif
