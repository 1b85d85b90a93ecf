// SPDX-License-Identifier: MIT
//
// Decaying filters end in denormal numbers, which cost a hundred times an ordinary one. They are flushed to
// zero while a callback runs, and the mode that was there before is put back: the thread belongs to the host
// (JACK, PortAudio, or a .NET thread that renders offline), and its arithmetic is not ours to change.
#pragma once

#include "support/realtime.h"

#include <cstdint>

#if defined(__SSE2__) || defined(_M_X64)
#include <immintrin.h>
#endif

namespace audionative {

class DenormalGuard {
public:
    DenormalGuard() noexcept AN_NONBLOCKING : saved_(read())
    {
        write(saved_ | flush_bits);
    }
    ~DenormalGuard() AN_NONBLOCKING { write(saved_); }
    DenormalGuard(const DenormalGuard &) = delete;
    DenormalGuard &operator=(const DenormalGuard &) = delete;

private:
#if defined(__SSE2__) || defined(_M_X64)
    static constexpr std::uint64_t flush_bits = 0x8040; // MXCSR: flush to zero, denormals are zero
    static std::uint64_t read() noexcept AN_NONBLOCKING { return _mm_getcsr(); }
    static void write(std::uint64_t mode) noexcept AN_NONBLOCKING { _mm_setcsr(static_cast<unsigned>(mode)); }
#elif defined(__aarch64__)
    static constexpr std::uint64_t flush_bits = std::uint64_t{1} << 24; // FPCR.FZ
    static std::uint64_t read() noexcept AN_NONBLOCKING
    {
        std::uint64_t mode;
        __asm__ __volatile__("mrs %0, fpcr" : "=r"(mode));
        return mode;
    }
    static void write(std::uint64_t mode) noexcept AN_NONBLOCKING
    {
        __asm__ __volatile__("msr fpcr, %0" : : "r"(mode));
    }
#else
    static constexpr std::uint64_t flush_bits = 0;
    static std::uint64_t read() noexcept AN_NONBLOCKING { return 0; }
    static void write(std::uint64_t) noexcept AN_NONBLOCKING {}
#endif
    std::uint64_t saved_;
};

} // namespace audionative
