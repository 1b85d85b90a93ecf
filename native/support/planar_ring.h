// SPDX-License-Identifier: MIT
//
// A lock-free ring of sample frames from one writer to one reader, one plane a channel. Planes rather than
// interleaved frames: the control side, which has time, takes them apart once, and the audio thread then adds
// whole contiguous runs.
#pragma once

#include "support/realtime.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace audionative {

class PlanarRing {
public:
    // Exactly capacity frames fit. Throws std::bad_alloc.
    PlanarRing(int channels, std::int64_t capacity)
        : channels_(channels), capacity_(capacity),
          size_(static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(capacity)))),
          // A cache line more than the power of two: planes exactly 4 KiB apart would share cache sets.
          stride_(size_ + 16), storage_(allocate(channels, stride_))
    {
    }

    int channels() const noexcept AN_NONBLOCKING { return channels_; }
    std::int64_t capacity() const noexcept AN_NONBLOCKING { return capacity_; }

    // Frames since the ring was made. [any thread]
    std::int64_t written() const noexcept AN_NONBLOCKING { return written_.load(std::memory_order_acquire); }
    std::int64_t consumed() const noexcept AN_NONBLOCKING { return consumed_.load(std::memory_order_acquire); }

    // [writer]
    std::int64_t room() const noexcept AN_NONBLOCKING
    {
        return capacity_ - (written_.load(std::memory_order_relaxed) - consumed());
    }

    // [reader]
    std::int64_t available() const noexcept AN_NONBLOCKING
    {
        return written() - consumed_.load(std::memory_order_relaxed);
    }

    // Calls copy(channel, destination, first_frame, frames) for each contiguous run of the next frames, which
    // must fit in room(), then hands them to the reader. [writer]
    template <typename Copy>
    void write(std::int64_t frames, Copy &&copy)
    {
        const std::int64_t start = written_.load(std::memory_order_relaxed);
        for_each_run(start, frames, [&](int channel, std::int64_t at, std::int64_t first, std::int64_t count) {
            copy(channel, plane(channel) + at, first, count);
        });
        written_.store(start + frames, std::memory_order_release);
    }

    // The same from planes, on the audio thread. [writer]
    void write_planes(const float *const *planes, std::int64_t frames) noexcept AN_NONBLOCKING
    {
        const std::int64_t start = written_.load(std::memory_order_relaxed);
        const std::int64_t at = start & (size_ - 1);
        const std::int64_t first = std::min(frames, size_ - at);
        for (int channel = 0; channel < channels_; ++channel) {
            std::copy_n(planes[channel], first, plane(channel) + at);
            std::copy_n(planes[channel] + first, frames - first, plane(channel));
        }
        written_.store(start + frames, std::memory_order_release);
    }

    // A contiguous run that begins skip frames after the next one: at most frames, at most up to the ring's end.
    // skip + frames must be in available(). [reader]
    struct Run {
        std::int64_t at;
        std::int64_t frames;
    };
    Run run(std::int64_t skip, std::int64_t frames) const noexcept AN_NONBLOCKING
    {
        const std::int64_t at = (consumed_.load(std::memory_order_relaxed) + skip) & (size_ - 1);
        return {at, std::min(frames, size_ - at)};
    }
    const float *samples(int channel) const noexcept AN_NONBLOCKING { return storage_.get() + channel * stride_; }

    // Gives the next frames' room back to the writer. [reader]
    void consume(std::int64_t frames) noexcept AN_NONBLOCKING
    {
        consumed_.store(consumed_.load(std::memory_order_relaxed) + frames, std::memory_order_release);
    }

private:
    struct Free {
        void operator()(float *storage) const noexcept { ::operator delete[](storage, std::align_val_t{64}); }
    };

    static std::unique_ptr<float[], Free> allocate(int channels, std::int64_t stride)
    {
        const auto count = static_cast<std::size_t>(channels) * static_cast<std::size_t>(stride);
        auto *storage = static_cast<float *>(::operator new[](count * sizeof(float), std::align_val_t{64}));
        std::fill_n(storage, count, 0.0F); // touched now, so that the audio thread meets no page fault
        return std::unique_ptr<float[], Free>(storage);
    }

    float *plane(int channel) noexcept AN_NONBLOCKING { return storage_.get() + channel * stride_; }

    template <typename Visit>
    void for_each_run(std::int64_t start, std::int64_t frames, Visit &&visit)
    {
        const std::int64_t at = start & (size_ - 1);
        const std::int64_t first = std::min(frames, size_ - at);
        for (int channel = 0; channel < channels_; ++channel) {
            visit(channel, at, std::int64_t{0}, first);
            if (frames > first) {
                visit(channel, std::int64_t{0}, first, frames - first);
            }
        }
    }

    const int channels_;
    const std::int64_t capacity_;
    const std::int64_t size_;
    const std::int64_t stride_;
    const std::unique_ptr<float[], Free> storage_;
    alignas(64) std::atomic<std::int64_t> written_{0};
    alignas(64) std::atomic<std::int64_t> consumed_{0};
};

} // namespace audionative
