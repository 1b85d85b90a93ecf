// SPDX-License-Identifier: MIT
//
// Arithmetic on N synths at once, one in each SIMD lane, for one instruction set. Included again for each
// (Highway's foreach_target), so no ordinary include guard. Kernels are written against Floats<N>, Ints<N> and
// Mask<N> and never know how wide they are; N is 1 for a lone synth, else the width of the target's registers.
//
// No multiply-add is fused, and every function here is made of the same operations in the same order for each
// width: a synth sounds the same to the bit whether it runs alone or beside fifteen others.

#if defined(AUDIONATIVE_LANES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef AUDIONATIVE_LANES_INL_H
#undef AUDIONATIVE_LANES_INL_H
#else
#define AUDIONATIVE_LANES_INL_H
#endif

#include <hwy/highway.h>

#include <bit>
#include <cmath>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace audionative {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The widest a kernel runs on this target.
inline constexpr int native_lanes = HWY_TARGET == HWY_SCALAR ? 1 : (HWY_MAX_BYTES >= 64 ? 16 : HWY_MAX_BYTES / 4);

template <int N> using FloatTag = hn::FixedTag<float, N>;
template <int N> using IntTag = hn::FixedTag<std::int32_t, N>;
template <int N> using WordTag = hn::FixedTag<std::uint32_t, N>;

template <int N> struct Ints;
template <int N> struct Words;

template <int N>
struct Mask {
    hn::Mask<FloatTag<N>> m;

    friend HWY_INLINE Mask operator&(Mask a, Mask b) { return {hn::And(a.m, b.m)}; }
    friend HWY_INLINE Mask operator|(Mask a, Mask b) { return {hn::Or(a.m, b.m)}; }
    friend HWY_INLINE Mask operator^(Mask a, Mask b) { return {hn::Xor(a.m, b.m)}; }
    friend HWY_INLINE Mask operator~(Mask a) { return {hn::Not(a.m)}; }
    HWY_INLINE bool any() const { return !hn::AllFalse(FloatTag<N>(), m); }
    HWY_INLINE bool all() const { return hn::AllTrue(FloatTag<N>(), m); }
    // Bit i is lane i.
    HWY_INLINE std::uint32_t bits() const
    {
        std::uint8_t bytes[8] = {};
        hn::StoreMaskBits(FloatTag<N>(), m, bytes);
        const std::uint32_t all_bits = bytes[0] | (static_cast<std::uint32_t>(bytes[1]) << 8U);
        return all_bits & ((1U << N) - 1U);
    }
    static HWY_INLINE Mask of_bits(std::uint32_t bits)
    {
        const std::uint8_t bytes[8] = {static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(bits >> 8U)};
        return {hn::LoadMaskBits(FloatTag<N>(), bytes)};
    }
};

template <int N>
struct Floats {
    using Tag = FloatTag<N>;
    hn::Vec<Tag> v;

    Floats() = default;
    HWY_INLINE Floats(hn::Vec<Tag> vec) : v(vec) {}
    HWY_INLINE Floats(float all) : v(hn::Set(Tag(), all)) {} // implicit: constants read as they do in a paper

    static HWY_INLINE Floats load(const float *from) { return {hn::LoadU(Tag(), from)}; }
    HWY_INLINE void store(float *to) const { hn::StoreU(v, Tag(), to); }

    friend HWY_INLINE Floats operator+(Floats a, Floats b) { return {hn::Add(a.v, b.v)}; }
    friend HWY_INLINE Floats operator-(Floats a, Floats b) { return {hn::Sub(a.v, b.v)}; }
    friend HWY_INLINE Floats operator*(Floats a, Floats b) { return {hn::Mul(a.v, b.v)}; }
    friend HWY_INLINE Floats operator/(Floats a, Floats b) { return {hn::Div(a.v, b.v)}; }
    friend HWY_INLINE Floats operator-(Floats a) { return {hn::Neg(a.v)}; }
    HWY_INLINE Floats &operator+=(Floats b) { return *this = *this + b; }
    HWY_INLINE Floats &operator-=(Floats b) { return *this = *this - b; }
    HWY_INLINE Floats &operator*=(Floats b) { return *this = *this * b; }
    friend HWY_INLINE Mask<N> operator<(Floats a, Floats b) { return {hn::Lt(a.v, b.v)}; }
    friend HWY_INLINE Mask<N> operator<=(Floats a, Floats b) { return {hn::Le(a.v, b.v)}; }
    friend HWY_INLINE Mask<N> operator>(Floats a, Floats b) { return {hn::Gt(a.v, b.v)}; }
    friend HWY_INLINE Mask<N> operator>=(Floats a, Floats b) { return {hn::Ge(a.v, b.v)}; }
    friend HWY_INLINE Mask<N> operator==(Floats a, Floats b) { return {hn::Eq(a.v, b.v)}; }
    friend HWY_INLINE Mask<N> operator!=(Floats a, Floats b) { return {hn::Ne(a.v, b.v)}; }
};

template <int N>
struct Ints {
    using Tag = IntTag<N>;
    hn::Vec<Tag> v;

    Ints() = default;
    HWY_INLINE Ints(hn::Vec<Tag> vec) : v(vec) {}
    HWY_INLINE Ints(std::int32_t all) : v(hn::Set(Tag(), all)) {}

    static HWY_INLINE Ints load(const std::int32_t *from) { return {hn::LoadU(Tag(), from)}; }
    HWY_INLINE void store(std::int32_t *to) const { hn::StoreU(v, Tag(), to); }

    friend HWY_INLINE Ints operator+(Ints a, Ints b) { return {hn::Add(a.v, b.v)}; }
    friend HWY_INLINE Ints operator-(Ints a, Ints b) { return {hn::Sub(a.v, b.v)}; }
    friend HWY_INLINE Ints operator*(Ints a, Ints b) { return {hn::Mul(a.v, b.v)}; }
    friend HWY_INLINE Ints operator&(Ints a, Ints b) { return {hn::And(a.v, b.v)}; }
    friend HWY_INLINE Ints operator|(Ints a, Ints b) { return {hn::Or(a.v, b.v)}; }
    friend HWY_INLINE Ints operator^(Ints a, Ints b) { return {hn::Xor(a.v, b.v)}; }
    HWY_INLINE Ints &operator+=(Ints b) { return *this = *this + b; }
    HWY_INLINE Ints &operator-=(Ints b) { return *this = *this - b; }
    friend HWY_INLINE Mask<N> operator<(Ints a, Ints b) { return {hn::RebindMask(FloatTag<N>(), hn::Lt(a.v, b.v))}; }
    friend HWY_INLINE Mask<N> operator>(Ints a, Ints b) { return {hn::RebindMask(FloatTag<N>(), hn::Gt(a.v, b.v))}; }
    friend HWY_INLINE Mask<N> operator==(Ints a, Ints b) { return {hn::RebindMask(FloatTag<N>(), hn::Eq(a.v, b.v))}; }
};

template <int Bits, int N> HWY_INLINE Ints<N> shift_left(Ints<N> a) { return {hn::ShiftLeft<Bits>(a.v)}; }
template <int Bits, int N> HWY_INLINE Ints<N> shift_right(Ints<N> a) { return {hn::ShiftRight<Bits>(a.v)}; } // keeps the sign
template <int Bits, int N>
HWY_INLINE Ints<N> shift_right_unsigned(Ints<N> a)
{
    return {hn::BitCast(IntTag<N>(), hn::ShiftRight<Bits>(hn::BitCast(WordTag<N>(), a.v)))};
}

template <int N> HWY_INLINE Floats<N> select(Mask<N> m, Floats<N> yes, Floats<N> no) { return {hn::IfThenElse(m.m, yes.v, no.v)}; }
template <int N>
HWY_INLINE Ints<N> select(Mask<N> m, Ints<N> yes, Ints<N> no)
{
    return {hn::IfThenElse(hn::RebindMask(IntTag<N>(), m.m), yes.v, no.v)};
}
template <int N> HWY_INLINE Floats<N> min(Floats<N> a, Floats<N> b) { return {hn::Min(a.v, b.v)}; }
template <int N> HWY_INLINE Floats<N> max(Floats<N> a, Floats<N> b) { return {hn::Max(a.v, b.v)}; }
template <int N> HWY_INLINE Floats<N> abs(Floats<N> a) { return {hn::Abs(a.v)}; }
template <int N> HWY_INLINE Floats<N> sqrt(Floats<N> a) { return {hn::Sqrt(a.v)}; }
// Targets without a rounding instruction have stand-ins that lose the sign of zero.
template <int N>
HWY_INLINE Floats<N> rounded(Floats<N> result, Floats<N> of)
{
#if HWY_TARGET == HWY_EMU128 || HWY_TARGET == HWY_SSSE3
    return {hn::CopySign(result.v, of.v)};
#else
    (void)of;
    return result;
#endif
}
template <int N> HWY_INLINE Floats<N> floor(Floats<N> a) { return rounded(Floats<N>(hn::Floor(a.v)), a); }
template <int N> HWY_INLINE Floats<N> ceil(Floats<N> a) { return rounded(Floats<N>(hn::Ceil(a.v)), a); }
template <int N> HWY_INLINE Floats<N> trunc(Floats<N> a) { return rounded(Floats<N>(hn::Trunc(a.v)), a); }
template <int N> HWY_INLINE Floats<N> round(Floats<N> a) { return rounded(Floats<N>(hn::Round(a.v)), a); } // ties to even
template <int N> HWY_INLINE Floats<N> copysign(Floats<N> size, Floats<N> sign) { return {hn::CopySign(size.v, sign.v)}; }
template <int N> HWY_INLINE Floats<N> clamp(Floats<N> x, Floats<N> low, Floats<N> high) { return min(max(x, low), high); }

// Towards zero; beyond 32 bits the nearest end.
template <int N> HWY_INLINE Ints<N> to_ints(Floats<N> a) { return {hn::ConvertTo(IntTag<N>(), a.v)}; }
// To the nearest, ties to even.
template <int N>
HWY_INLINE Ints<N> to_nearest_ints(Floats<N> a)
{
#if HWY_TARGET == HWY_EMU128 || HWY_TARGET == HWY_SSSE3
    return to_ints(round(a)); // their own goes round from the largest to the smallest
#else
    return {hn::NearestInt(a.v)};
#endif
}
template <int N> HWY_INLINE Floats<N> to_floats(Ints<N> a) { return {hn::ConvertTo(FloatTag<N>(), a.v)}; }
template <int N> HWY_INLINE Ints<N> bits_of(Floats<N> a) { return {hn::BitCast(IntTag<N>(), a.v)}; }
template <int N> HWY_INLINE Floats<N> floats_of(Ints<N> a) { return {hn::BitCast(FloatTag<N>(), a.v)}; }

// ---- one lane: plain numbers, which the compiler may vectorise over time where nothing is recursive. The same
// operations with the same results as the vectors', so both widths sound the same to the bit.

template <>
struct Mask<1> {
    bool m;

    friend HWY_INLINE Mask operator&(Mask a, Mask b) { return {a.m && b.m}; }
    friend HWY_INLINE Mask operator|(Mask a, Mask b) { return {a.m || b.m}; }
    friend HWY_INLINE Mask operator^(Mask a, Mask b) { return {a.m != b.m}; }
    friend HWY_INLINE Mask operator~(Mask a) { return {!a.m}; }
    HWY_INLINE bool any() const { return m; }
    HWY_INLINE bool all() const { return m; }
    HWY_INLINE std::uint32_t bits() const { return m ? 1U : 0U; }
    static HWY_INLINE Mask of_bits(std::uint32_t bits) { return {(bits & 1U) != 0}; }
};

template <>
struct Floats<1> {
    float v;

    Floats() = default;
    HWY_INLINE Floats(float all) : v(all) {}

    static HWY_INLINE Floats load(const float *from) { return {*from}; }
    HWY_INLINE void store(float *to) const { *to = v; }

    friend HWY_INLINE Floats operator+(Floats a, Floats b) { return {a.v + b.v}; }
    friend HWY_INLINE Floats operator-(Floats a, Floats b) { return {a.v - b.v}; }
    friend HWY_INLINE Floats operator*(Floats a, Floats b) { return {a.v * b.v}; }
    friend HWY_INLINE Floats operator/(Floats a, Floats b) { return {a.v / b.v}; }
    friend HWY_INLINE Floats operator-(Floats a) { return {-a.v}; }
    HWY_INLINE Floats &operator+=(Floats b) { return *this = *this + b; }
    HWY_INLINE Floats &operator-=(Floats b) { return *this = *this - b; }
    HWY_INLINE Floats &operator*=(Floats b) { return *this = *this * b; }
    friend HWY_INLINE Mask<1> operator<(Floats a, Floats b) { return {a.v < b.v}; }
    friend HWY_INLINE Mask<1> operator<=(Floats a, Floats b) { return {a.v <= b.v}; }
    friend HWY_INLINE Mask<1> operator>(Floats a, Floats b) { return {a.v > b.v}; }
    friend HWY_INLINE Mask<1> operator>=(Floats a, Floats b) { return {a.v >= b.v}; }
    friend HWY_INLINE Mask<1> operator==(Floats a, Floats b) { return {a.v == b.v}; }
    friend HWY_INLINE Mask<1> operator!=(Floats a, Floats b) { return {a.v != b.v}; }
};

template <>
struct Ints<1> {
    std::int32_t v;

    Ints() = default;
    HWY_INLINE Ints(std::int32_t all) : v(all) {}

    static HWY_INLINE Ints load(const std::int32_t *from) { return {*from}; }
    HWY_INLINE void store(std::int32_t *to) const { *to = v; }

    // Through unsigned numbers, which wrap as the vectors' do; signed ones may not.
    static HWY_INLINE Ints of(std::uint32_t bits) { return {static_cast<std::int32_t>(bits)}; }
    HWY_INLINE std::uint32_t u() const { return static_cast<std::uint32_t>(v); }
    friend HWY_INLINE Ints operator+(Ints a, Ints b) { return of(a.u() + b.u()); }
    friend HWY_INLINE Ints operator-(Ints a, Ints b) { return of(a.u() - b.u()); }
    friend HWY_INLINE Ints operator*(Ints a, Ints b) { return of(a.u() * b.u()); }
    friend HWY_INLINE Ints operator&(Ints a, Ints b) { return of(a.u() & b.u()); }
    friend HWY_INLINE Ints operator|(Ints a, Ints b) { return of(a.u() | b.u()); }
    friend HWY_INLINE Ints operator^(Ints a, Ints b) { return of(a.u() ^ b.u()); }
    HWY_INLINE Ints &operator+=(Ints b) { return *this = *this + b; }
    HWY_INLINE Ints &operator-=(Ints b) { return *this = *this - b; }
    friend HWY_INLINE Mask<1> operator<(Ints a, Ints b) { return {a.v < b.v}; }
    friend HWY_INLINE Mask<1> operator>(Ints a, Ints b) { return {a.v > b.v}; }
    friend HWY_INLINE Mask<1> operator==(Ints a, Ints b) { return {a.v == b.v}; }
};

template <int Bits> HWY_INLINE Ints<1> shift_left(Ints<1> a) { return Ints<1>::of(a.u() << Bits); }
template <int Bits> HWY_INLINE Ints<1> shift_right(Ints<1> a) { return {a.v >> Bits}; }
template <int Bits> HWY_INLINE Ints<1> shift_right_unsigned(Ints<1> a) { return Ints<1>::of(a.u() >> Bits); }
HWY_INLINE Floats<1> select(Mask<1> m, Floats<1> yes, Floats<1> no) { return m.m ? yes : no; }
HWY_INLINE Ints<1> select(Mask<1> m, Ints<1> yes, Ints<1> no) { return m.m ? yes : no; }
// As the vectors': the second where one is not a number.
HWY_INLINE Floats<1> min(Floats<1> a, Floats<1> b) { return {a.v < b.v ? a.v : b.v}; }
HWY_INLINE Floats<1> max(Floats<1> a, Floats<1> b) { return {a.v > b.v ? a.v : b.v}; }
HWY_INLINE Floats<1> abs(Floats<1> a) { return {std::fabs(a.v)}; }
HWY_INLINE Floats<1> sqrt(Floats<1> a) { return {std::sqrt(a.v)}; }
HWY_INLINE Floats<1> floor(Floats<1> a) { return {std::floor(a.v)}; }
HWY_INLINE Floats<1> ceil(Floats<1> a) { return {std::ceil(a.v)}; }
HWY_INLINE Floats<1> trunc(Floats<1> a) { return {std::trunc(a.v)}; }
HWY_INLINE Floats<1> round(Floats<1> a) { return {std::nearbyint(a.v)}; }
HWY_INLINE Floats<1> copysign(Floats<1> size, Floats<1> sign) { return {std::copysign(size.v, sign.v)}; }
HWY_INLINE Floats<1> clamp(Floats<1> x, Floats<1> low, Floats<1> high) { return min(max(x, low), high); }
// Held to the range before the conversion, which is undefined outside it.
HWY_INLINE Ints<1> to_ints(Floats<1> a)
{
    if (a.v >= 0x1p31F) {
        return {INT32_MAX};
    }
    return {a.v >= -0x1p31F ? static_cast<std::int32_t>(a.v) : INT32_MIN};
}
HWY_INLINE Ints<1> to_nearest_ints(Floats<1> a) { return to_ints(Floats<1>(std::nearbyint(a.v))); }
HWY_INLINE Floats<1> to_floats(Ints<1> a) { return {static_cast<float>(a.v)}; }
HWY_INLINE Ints<1> bits_of(Floats<1> a) { return {std::bit_cast<std::int32_t>(a.v)}; }
HWY_INLINE Floats<1> floats_of(Ints<1> a) { return {std::bit_cast<float>(a.v)}; }

// The sine of a phase in turns, scaled to the whole of 32 bits so that it wraps by itself. An odd polynomial of
// degree 9 on a quarter turn (minimax in the relative error, found by Remez exchange); within 2e-7.
template <int N>
HWY_INLINE Floats<N> sine(Ints<N> phase)
{
    // Fold the half turn around +-1/4: s is in turns * 4, from -1 to 1.
    const Ints<N> folded = select(((phase ^ shift_left<1>(phase)) < Ints<N>(0)),
                                  Ints<N>(std::int32_t(0x80000000)) - phase, phase);
    const Floats<N> s = to_floats(folded) * Floats<N>(0x1p-30F);
    const Floats<N> q = s * s;
    Floats<N> sum = Floats<N>(1.5148419e-4F);
    sum = sum * q + Floats<N>(-4.6737666e-3F);
    sum = sum * q + Floats<N>(7.9689679e-2F);
    sum = sum * q + Floats<N>(-6.4596367e-1F);
    sum = sum * q + Floats<N>(1.5707963F);
    return s * sum;
}

} // namespace HWY_NAMESPACE
} // namespace audionative
HWY_AFTER_NAMESPACE();

#endif
