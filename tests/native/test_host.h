// SPDX-License-Identifier: MIT
#pragma once

#include "child_process.h"
#include "drivers/driver.h"
#include "support/status.h"

#include <array>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numbers>
#include <string>
#include <vector>

namespace audionative::testing {

// A DriverHost that plays a 24-bit counter on the first output and a sine on the second, keeps what comes in on the
// first two inputs, and remembers what is reported.
class TestHost final : public DriverHost {
public:
    explicit TestHost(std::size_t capture_frames = 0)
    {
        for (auto &channel : captured_) {
            channel.assign(capture_frames, 0.0F);
        }
    }

    // Exact in a float, and no two frames of 300 seconds alike.
    static float ramp(std::uint64_t frame) { return static_cast<float>(frame & 0xFFFFFFU) / 16777216.0F; }
    static float sine(std::uint64_t frame)
    {
        return static_cast<float>(std::sin(2 * std::numbers::pi * static_cast<double>(frame % 48000) * 997 / 48000));
    }

    void process(const float *const *in, float *const *out, std::uint32_t frames,
                 std::int64_t now_ns) noexcept AN_NONBLOCKING override
    {
        const std::uint64_t first = frames_.load(std::memory_order_relaxed);
        for (std::uint32_t i = 0; i < frames; ++i) {
            AN_TRUSTED_BEGIN // sin() computes and nothing else
                for (int channel = 0; channel < outputs_; ++channel)
            {
                out[channel][i] = channel == 0 ? ramp(first + i + 1) : sine(first + i + 1);
            }
            AN_TRUSTED_END
            for (std::size_t channel = 0; in != nullptr && channel < static_cast<std::size_t>(inputs_) && channel < 2;
                 ++channel) {
                if (first + i < captured_[channel].size()) {
                    captured_[channel][first + i] = in[channel][i];
                }
            }
        }
        largest_ = frames > largest_ ? frames : largest_.load();
        late_clock_ = late_clock_ || now_ns < last_ns_;
        last_ns_ = now_ns;
        calls_.fetch_add(1, std::memory_order_relaxed);
        frames_.store(first + frames, std::memory_order_release);
    }
    void report_xrun() noexcept AN_NONBLOCKING override { xruns_.fetch_add(1); }
    void report_lost(const char *why) noexcept override
    {
        const std::lock_guard lock(mutex_);
        lost_ = why;
        ++times_lost_;
    }
    void report_buffer_frames(int frames) noexcept override { buffer_frames_ = frames; }
    void report_sample_rate(double rate) noexcept override { sample_rate_ = rate; }
    void log(an_log_level level, const std::string &line) noexcept override
    {
        const std::lock_guard lock(mutex_);
        log_ += std::to_string(level) + " " + line + "\n";
    }

    // Before start.
    void use(const DriverInfo &info)
    {
        outputs_ = info.output_channels;
        inputs_ = info.input_channels;
    }

    std::uint64_t frames() const { return frames_.load(std::memory_order_acquire); }
    bool wait_for_frames(std::uint64_t count) const
    {
        return wait_until([&] { return frames() >= count; });
    }
    std::string lost() const
    {
        const std::lock_guard lock(mutex_);
        return lost_;
    }
    int times_lost() const
    {
        const std::lock_guard lock(mutex_);
        return times_lost_;
    }
    std::string log_text() const
    {
        const std::lock_guard lock(mutex_);
        return log_;
    }
    const std::vector<float> &captured(std::size_t channel) const { return captured_[channel]; }
    std::uint64_t xruns() const { return xruns_; }
    int buffer_frames() const { return buffer_frames_; }
    std::uint32_t largest_call() const { return largest_; }
    bool clock_went_back() const { return late_clock_; }
    std::uint64_t calls() const { return calls_; }

private:
    int outputs_ = 0;
    int inputs_ = 0;
    std::array<std::vector<float>, 2> captured_;
    std::atomic<std::uint64_t> frames_{0};
    std::atomic<std::uint64_t> calls_{0};
    std::atomic<std::uint64_t> xruns_{0};
    std::atomic<std::uint32_t> largest_{0};
    std::atomic<bool> late_clock_{false};
    std::atomic<std::int64_t> last_ns_{0};
    std::atomic<int> buffer_frames_{0};
    std::atomic<double> sample_rate_{0};
    mutable std::mutex mutex_;
    std::string lost_;
    std::string log_;
    int times_lost_ = 0;
};

// Where the first frame played turns up in what was captured; -1 if it never does.
inline std::int64_t find_start(const std::vector<float> &captured)
{
    for (std::size_t i = 0; i < captured.size(); ++i) {
        if (captured[i] == TestHost::ramp(1)) {
            return static_cast<std::int64_t>(i);
        }
    }
    return -1;
}

// How many of the frames from start up to end are exactly what was played, in order and none missing.
inline std::int64_t exact_frames(const std::vector<float> &captured, std::int64_t start, std::int64_t end,
                                 float (*played)(std::uint64_t) = TestHost::ramp)
{
    std::int64_t count = 0;
    while (start + count < end &&
           captured[static_cast<std::size_t>(start + count)] == played(static_cast<std::uint64_t>(count) + 1)) {
        ++count;
    }
    return count;
}

// The status and words of a call that must fail.
struct Failure {
    an_status status = AN_OK;
    std::string words;
    bool says(const std::string &part) const { return words.find(part) != std::string::npos; }
};

template <typename Call>
Failure failure_of(Call call)
{
    try {
        call();
    } catch (const Error &error) {
        return {error.status(), error.what()};
    }
    return {};
}

} // namespace audionative::testing
