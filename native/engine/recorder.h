// SPDX-License-Identifier: MIT
//
// A recording: the tap that the audio thread fills, and the disk thread that empties it into a file.
#pragma once

#include "codecs/sound_file.h"
#include "engine/tap.h"

#include <audionative/audionative.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace audionative {

class Server;

class Recorder {
public:
    // Opens the file and starts the disk thread; the tap is then added to the engine by the caller. progressed
    // is called by the disk thread after each turn and when it ends. Throws Error.
    Recorder(const an_recorder_config &config, const SoundFileFormat &format, std::function<void()> progressed);
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    std::int64_t id() const noexcept { return id_; }
    // The engine's share; it may outlive the recorder in the engine's lists, and the disk thread the handle.
    const std::shared_ptr<Tap> &tap() const noexcept { return tap_; }

    // The server it records; the control side's own. Cleared when the engine has let go of the tap.
    struct Membership {
        std::mutex mutex;
        Server *server = nullptr;
    };
    Membership &membership() noexcept { return membership_; }

    // Waits until the file is closed: all that the tap still gets if it is finished, else what there is now.
    void close() noexcept;
    bool is_running() const noexcept;
    an_recorder_status status() const noexcept;

private:
    void run() noexcept;
    bool write_available(std::vector<float> &interleaved);
    void keep_failure(an_status status, const char *text) noexcept;

    Membership membership_;
    const std::int64_t id_;
    const std::string path_;
    const std::shared_ptr<Tap> tap_;
    const std::function<void()> progressed_;
    std::unique_ptr<SoundFileWriter> file_; // the disk thread's own once it runs
    mutable std::mutex mutex_;              // guards what follows
    std::condition_variable turn_;
    an_recorder_status status_{};
    bool closing_ = false;
    std::mutex join_mutex_; // a handle and its server may close it at once, and a thread is joined once
    std::thread thread_;
};

} // namespace audionative
