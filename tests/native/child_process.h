// SPDX-License-Identifier: MIT
//
// A server that a test starts for itself, and stops by its process id.
#pragma once

#include <fcntl.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace audionative::testing {

// Waits for what must come, looking often; a test that waits in vain fails, so the limit is far beyond the usual.
inline bool wait_until(const std::function<bool()> &condition, std::chrono::seconds limit = std::chrono::seconds(60))
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

// A folder of the test's own, removed with all it holds.
class ScratchFolder {
public:
    ScratchFolder()
    {
        char path[] = "/tmp/audionative-test-XXXXXX";
        if (mkdtemp(path) == nullptr) {
            throw std::runtime_error("mkdtemp failed");
        }
        path_ = path;
    }
    ~ScratchFolder()
    {
        const std::string command = "rm -rf '" + path_ + "'";
        static_cast<void>(std::system(command.c_str()) == 0);
    }
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;

    std::string operator/(const std::string &name) const { return path_ + "/" + name; }
    const std::string &path() const { return path_; }

private:
    std::string path_;
};

inline std::string text_of_file(const std::string &path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

class ChildProcess {
public:
    // Standard output goes to out, standard error to out + ".err"; both may be the same log: pass merge.
    ChildProcess(const std::vector<std::string> &command, const std::string &out, bool merge = true)
    {
        std::vector<char *> arguments;
        for (const std::string &word : command) {
            arguments.push_back(const_cast<char *>(word.c_str()));
        }
        arguments.push_back(nullptr);
        const std::string err = merge ? out : out + ".err";
        pid_ = fork();
        if (pid_ < 0) {
            throw std::runtime_error("fork failed");
        }
        if (pid_ == 0) {
#if defined(__linux__)
            // A test that crashes leaves no server behind.
            prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
            const int to = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
            const int errors = merge ? to : open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
            dup2(to, STDOUT_FILENO);
            dup2(errors, STDERR_FILENO);
            execvp(arguments[0], arguments.data());
            _exit(127);
        }
    }
    ~ChildProcess() { end(SIGTERM); }
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    pid_t pid() const { return pid_; }

    void signal(int number) const
    {
        if (pid_ > 0) {
            kill(pid_, number);
        }
    }

    // Sends the signal and waits for the end; a process that does not heed it within ten seconds is killed.
    void end(int number)
    {
        if (pid_ <= 0) {
            return;
        }
        kill(pid_, number);
        kill(pid_, SIGCONT);
        if (!wait_until([this] { return has_ended(); }, std::chrono::seconds(10))) {
            kill(pid_, SIGKILL);
            wait_until([this] { return has_ended(); });
        }
        pid_ = -1;
    }

    bool has_ended() { return status_known_ || (status_known_ = waitpid(pid_, &status_, WNOHANG) == pid_); }

    // 0 to 255, or -1 for a process that a signal ended. Only once it has ended.
    int exit_code() const { return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1; }

private:
    pid_t pid_ = -1;
    int status_ = 0;
    bool status_known_ = false;
};

// An environment variable for as long as it lives.
class ScopedVariable {
public:
    ScopedVariable(std::string name, const std::string &value) : name_(std::move(name))
    {
        if (const char *old = std::getenv(name_.c_str()); old != nullptr) {
            old_ = old;
            had_one_ = true;
        }
        setenv(name_.c_str(), value.c_str(), 1);
    }
    ~ScopedVariable()
    {
        if (had_one_) {
            setenv(name_.c_str(), old_.c_str(), 1);
        } else {
            unsetenv(name_.c_str());
        }
    }
    ScopedVariable(const ScopedVariable &) = delete;
    ScopedVariable &operator=(const ScopedVariable &) = delete;

private:
    std::string name_;
    std::string old_;
    bool had_one_ = false;
};

// Runs a test's body in a process of its own, for what cannot be undone in a process.
template <typename Body>
int exit_code_of(Body body)
{
    body();
    std::fflush(nullptr);
    std::_Exit(::testing::Test::HasFailure() ? 1 : 0);
}
#define AN_RUN_ALONE(body)                                                                                             \
    GTEST_FLAG_SET(death_test_style, "threadsafe");                                                                    \
    EXPECT_EXIT(exit_code_of(body), ::testing::ExitedWithCode(0), "")

// A name that no other test, process or run has.
inline std::string unique_name(const std::string &prefix)
{
    static int count = 0;
    return prefix + "_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

} // namespace audionative::testing
