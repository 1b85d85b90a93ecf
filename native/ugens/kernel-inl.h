// SPDX-License-Identifier: MIT
//
// What a kernel is written with. A UGen is a struct template over its width N: the members are its state, one value
// a lane; begin() sets them for synths that start, next() makes a block.

#if defined(AUDIONATIVE_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef AUDIONATIVE_KERNEL_INL_H
#undef AUDIONATIVE_KERNEL_INL_H
#else
#define AUDIONATIVE_KERNEL_INL_H
#endif

#include "engine/world.h"
#include "lanes/lanes-inl.h"
#include "ugens/unit.h"

HWY_BEFORE_NAMESPACE();
namespace audionative {
namespace HWY_NAMESPACE {

// An input that stays the same for the block, or a wire that moves. Both read as x[i].
template <int N>
struct Held {
    Floats<N> value;
    HWY_INLINE Floats<N> operator[](int) const { return value; }
};

template <int N>
struct Wire {
    const float *samples;
    HWY_INLINE Floats<N> operator[](int frame) const { return Floats<N>::load(samples + frame * N); }
};

template <int N>
class Call {
public:
    HWY_INLINE explicit Call(const UnitCall &call)
        : call_(call), due_(Mask<N>::of_bits(call.lanes)), all_due_(call.lanes == (N == 32 ? ~0U : (1U << N) - 1U))
    {
    }

    HWY_INLINE int frames() const { return call_.frames; }
    HWY_INLINE const UnitCall &raw() const { return call_; }
    HWY_INLINE World &world() const { return *call_.world; }
    HWY_INLINE const RateInfo &rate() const
    {
        return call_.unit->rate == Rate::audio ? call_.world->audio : call_.world->control;
    }
    HWY_INLINE Mask<N> due() const { return due_; }

    // The input's first (or only) value.
    HWY_INLINE Floats<N> in(int input) const { return Floats<N>::load(call_.inputs[input]); }
    HWY_INLINE bool moves(int input) const
    {
        return call_.unit->input_rates[static_cast<std::size_t>(input)] == Rate::audio;
    }
    HWY_INLINE Wire<N> wire(int input) const { return {call_.inputs[input]}; }

    // Calls loop(input) with what the input is, so that the loop is compiled for both and reads a held one once.
    template <typename Loop>
    HWY_INLINE void with(int input, Loop &&loop) const
    {
        if (moves(input)) {
            loop(wire(input));
        } else {
            loop(Held<N>{in(input)});
        }
    }
    template <typename Loop>
    HWY_INLINE void with(int first, int second, Loop &&loop) const
    {
        with(first, [&](auto a) { with(second, [&](auto b) { loop(a, b); }); });
    }

    HWY_INLINE void out(int output, int frame, Floats<N> value) const { value.store(call_.outputs[output] + frame * N); }

    // state = value for the lanes that are due; the others keep theirs.
    template <typename Value>
    HWY_INLINE void keep(Value &state, Value value) const
    {
        state = all_due_ ? value : select(due_, value, state);
    }

private:
    const UnitCall &call_;
    Mask<N> due_;
    bool all_due_;
};

template <template <int> class UGen, int N>
HWY_NOINLINE void begin_unit(const UnitCall &call) noexcept AN_NONBLOCKING
{
    static_cast<UGen<N> *>(call.state)->begin(Call<N>(call));
}

template <template <int> class UGen, int N>
HWY_NOINLINE void next_unit(const UnitCall &call) noexcept AN_NONBLOCKING
{
    static_cast<UGen<N> *>(call.state)->next(Call<N>(call));
}

template <template <int> class UGen, int N>
Kernel kernel_of()
{
    return {begin_unit<UGen, N>, next_unit<UGen, N>, static_cast<std::uint32_t>(sizeof(UGen<N>))};
}

// The registration line's work: both widths of one UGen.
template <template <int> class UGen>
void add_ugen(UnitRegistry &registry, UnitSpec spec)
{
    spec.lone = kernel_of<UGen, 1>();
    spec.wide = kernel_of<UGen, native_lanes>();
    registry.add(std::move(spec));
}

} // namespace HWY_NAMESPACE
} // namespace audionative
HWY_AFTER_NAMESPACE();

#endif
