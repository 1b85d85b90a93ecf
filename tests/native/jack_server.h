// SPDX-License-Identifier: MIT
#pragma once

#include "child_process.h"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>

namespace audionative::testing {

// A jackd of the test's own: dummy backend, two physical loop-back ports besides the two silent ones, ready when
// the constructor returns.
class JackServer {
public:
    explicit JackServer(int sample_rate = 48000, int period = 128, const std::string &name = unique_name("an_test"))
        : name_(name), sample_rate_(sample_rate), period_(period)
    {
        // libjack knows at most eight servers on a machine: with others testing at the same time, wait for a place.
        if (!wait_until([this] { return start(); }, std::chrono::seconds(120))) {
            throw std::runtime_error("jackd did not start:\n" + log());
        }
    }

    // A killed server keeps its place among the eight for ever, unless one of the same name comes and goes in good
    // order.
    ~JackServer()
    {
        process_->end(was_killed_ ? SIGKILL : SIGTERM);
        if (was_killed_ && start()) {
            process_->end(SIGTERM);
        }
        // Clients that outlived it have left semaphores behind.
        for (const auto &entry : std::filesystem::directory_iterator("/dev/shm")) {
            if (entry.path().filename().string().starts_with("jack_sem." + std::to_string(getuid()) + "_" + name_ +
                                                             "_")) {
                std::error_code ignored;
                std::filesystem::remove(entry.path(), ignored);
            }
        }
    }
    JackServer(const JackServer &) = delete;
    JackServer &operator=(const JackServer &) = delete;

    const std::string &name() const { return name_; }
    std::string log() const { return text_of_file(folder_ / "jackd.log"); }
    void signal(int number) const { process_->signal(number); }
    void end(int signal)
    {
        was_killed_ = signal == SIGKILL;
        process_->end(signal);
    }

private:
    // False if there was no place for it; throws if it does not start for another reason.
    bool start()
    {
        // Port-max keeps its shared memory below what a small container gives to /dev/shm.
        process_ = std::make_unique<ChildProcess>(
            std::vector<std::string>{"jackd", "-n", name_, "-p", "128", "-R", "-L", "2", "-d", "dummy", "-r",
                                     std::to_string(sample_rate_), "-p", std::to_string(period_)},
            folder_ / "jackd.log");
        // jack_wait is a client, and on a machine that is busy jackd may turn one away: the next one gets in.
        const bool is_up = wait_until(
            [this] {
                ChildProcess wait({"jack_wait", "-s", name_, "-w", "-t", "60"}, folder_ / "wait.log");
                wait_until([&] { return wait.has_ended() || process_->has_ended(); }, std::chrono::seconds(90));
                return process_->has_ended() || (wait.has_ended() && wait.exit_code() == 0);
            },
            std::chrono::seconds(60));
        if (is_up && !process_->has_ended()) {
            return true;
        }
        if (log().find("Too many servers") != std::string::npos) {
            return false;
        }
        throw std::runtime_error("jackd did not start:\n" + log() + "\njack_wait says:\n" +
                                 text_of_file(folder_ / "wait.log"));
    }

    ScratchFolder folder_;
    std::string name_;
    int sample_rate_;
    int period_;
    bool was_killed_ = false;
    std::unique_ptr<ChildProcess> process_;
};

} // namespace audionative::testing
