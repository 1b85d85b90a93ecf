// SPDX-License-Identifier: MIT
//
// No device, but a clock: a thread of ours that wakes once a buffer. What is rendered goes nowhere, inputs are
// silent; everything else is as on a device, lateness included.
#include "drivers/driver.h"

#include "support/monotonic.h"
#include "support/status.h"
#include "support/thread_priority.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace audionative {

namespace {

class DummyDriver final : public Driver {
public:
    ~DummyDriver() override { stop(); }

    DriverInfo open(const DriverConfig &config, DriverHost &host) override
    {
        host_ = &host;
        DriverInfo info;
        info.sample_rate = config.sample_rate > 0 ? config.sample_rate : 44100;
        info.buffer_frames = config.buffer_frames > 0 ? config.buffer_frames : 256;
        info.output_channels = config.output_channels;
        info.input_channels = config.input_channels;
        info.output_latency = info.buffer_frames / info.sample_rate;
        info.input_latency = info.input_channels > 0 ? info.output_latency : 0;
        info.output_name = "dummy";
        info.input_name = info.input_channels > 0 ? "dummy" : "";
        frames_ = static_cast<std::uint32_t>(info.buffer_frames);
        period_ = std::chrono::nanoseconds(
            std::max<std::int64_t>(1, static_cast<std::int64_t>(info.buffer_frames * 1e9 / info.sample_rate)));
        exact_period_ns_ = info.buffer_frames * 1e9 / info.sample_rate;
        storage_.assign(static_cast<std::size_t>(info.output_channels + 1) * frames_, 0.0F);
        in_.assign(static_cast<std::size_t>(info.input_channels), storage_.data());
        out_.clear();
        for (int channel = 0; channel < info.output_channels; ++channel) {
            out_.push_back(storage_.data() + static_cast<std::size_t>(channel + 1) * frames_);
        }
        return info;
    }

    void start() override
    {
        stopping_ = false;
        started_ = false;
        thread_ = std::thread([this] { run(); });
        std::unique_lock lock(mutex_);
        turn_.wait(lock, [this] { return started_; }); // so that is_realtime is known
    }

    void stop() noexcept override
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        turn_.notify_all();
        if (thread_.joinable()) {
            thread_.join();
        }
    }

    void close() noexcept override { stop(); }
    bool is_realtime() const noexcept override { return realtime_.load(); }

private:
    void run() noexcept
    {
        name_thread("an-dummy");
        realtime_.store(raise_to_realtime());
        std::unique_lock lock(mutex_);
        started_ = true;
        turn_.notify_all();
        auto origin = std::chrono::steady_clock::now();
        std::int64_t turns = 0;
        while (!stopping_) {
            // From the origin each time: a period rounded to nanoseconds and added up would drift.
            auto due = origin + std::chrono::nanoseconds(static_cast<std::int64_t>(exact_period_ns_ * static_cast<double>(turns)));
            if (turn_.wait_until(lock, due, [this] { return stopping_; })) {
                break;
            }
            ++turns;
            lock.unlock();
            const auto late = std::chrono::steady_clock::now() - due;
            if (late > period_) {
                // A device would have played on without us. Begin again from now, as it would go on from there.
                host_->report_xrun();
                origin = std::chrono::steady_clock::now();
                turns = 1;
            }
            host_->process(in_.empty() ? nullptr : in_.data(), out_.data(), frames_, monotonic_ns());
            lock.lock();
        }
    }

    DriverHost *host_ = nullptr;
    std::uint32_t frames_ = 0;
    std::chrono::nanoseconds period_{1};
    double exact_period_ns_ = 1;
    std::vector<float> storage_; // the first plane is the silent input
    std::vector<const float *> in_;
    std::vector<float *> out_;
    std::mutex mutex_;
    std::condition_variable turn_;
    bool stopping_ = false;
    bool started_ = false;
    std::atomic<bool> realtime_{false};
    std::thread thread_;
};

} // namespace

std::unique_ptr<Driver> make_dummy_driver() { return std::make_unique<DummyDriver>(); }

} // namespace audionative
