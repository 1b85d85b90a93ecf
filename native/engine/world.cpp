// SPDX-License-Identifier: MIT
#include "engine/world.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace audionative {

namespace {

float *allocate_aligned(std::size_t count)
{
    auto *memory = static_cast<float *>(std::aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64));
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    std::fill_n(memory, count, 0.0F);
    return memory;
}

} // namespace

AudioBuses::AudioBuses(int count, int frames, int lanes)
    : count_(count), frames_(frames), lane_count_(lanes), touched_(static_cast<std::size_t>(count)),
      plain_(static_cast<std::size_t>(count) * static_cast<std::size_t>(frames)),
      lanes_(allocate_aligned(static_cast<std::size_t>(count) * static_cast<std::size_t>(frames * lanes)), std::free)
{
}

float *AudioBuses::plain_for_adding(int bus) noexcept AN_NONBLOCKING
{
    Touched &touched = touched_[static_cast<std::size_t>(bus)];
    float *plain = plain_.data() + static_cast<std::ptrdiff_t>(bus) * frames_;
    if (touched.plain != block_) {
        std::fill_n(plain, frames_, 0.0F);
        touched.plain = block_;
    }
    return plain;
}

float *AudioBuses::lanes_for_adding(int bus) noexcept AN_NONBLOCKING
{
    Touched &touched = touched_[static_cast<std::size_t>(bus)];
    float *lanes = lanes_.get() + static_cast<std::ptrdiff_t>(bus) * frames_ * lane_count_;
    if (touched.lanes != block_) {
        std::fill_n(lanes, frames_ * lane_count_, 0.0F);
        touched.lanes = block_;
    }
    return lanes;
}

float *AudioBuses::plain_for_replacing(int bus) noexcept AN_NONBLOCKING
{
    Touched &touched = touched_[static_cast<std::size_t>(bus)];
    touched.plain = block_;
    touched.lanes = -1;
    return plain_.data() + static_cast<std::ptrdiff_t>(bus) * frames_;
}

const float *AudioBuses::written(int bus) noexcept AN_NONBLOCKING
{
    const Touched &touched = touched_[static_cast<std::size_t>(bus)];
    if (touched.lanes == block_) {
        fold(bus);
    }
    return touched.plain == block_ ? plain_.data() + static_cast<std::ptrdiff_t>(bus) * frames_ : nullptr;
}

void AudioBuses::fold(int bus) noexcept AN_NONBLOCKING
{
    float *plain = plain_for_adding(bus);
    const float *lanes = lanes_.get() + static_cast<std::ptrdiff_t>(bus) * frames_ * lane_count_;
    for (int frame = 0; frame < frames_; ++frame) {
        float sum = plain[frame];
        for (int lane = 0; lane < lane_count_; ++lane) {
            sum += lanes[frame * lane_count_ + lane];
        }
        plain[frame] = sum;
    }
    touched_[static_cast<std::size_t>(bus)].lanes = -1;
}

} // namespace audionative
