// SPDX-License-Identifier: MIT
#pragma once

#include "child_process.h"

#include <stdexcept>
#include <string>

namespace audionative::testing {

// A PulseAudio of the test's own with one null sink; while it lives, ALSA's PCM "pulse" leads to it.
class PulseServer {
public:
    PulseServer()
        : runtime_("XDG_RUNTIME_DIR", folder_.path()), state_("PULSE_STATE_PATH", folder_ / "state"),
          pulse_runtime_("PULSE_RUNTIME_PATH", folder_ / "pulse"), server_("PULSE_SERVER", "unix:" + socket()),
          // Without norewinds the null sink rewrites what its monitor has already handed out.
          process_({"pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--realtime=yes",
                    "--high-priority=yes", "--use-pid-file=no", "-L",
                    "module-null-sink sink_name=test rate=48000 format=float32le channels=2 norewinds=1", "-L",
                    "module-native-protocol-unix auth-anonymous=1 socket=" + socket()},
                   folder_ / "pulse.log")
    {
        const bool is_up = wait_until([this] {
            if (process_.has_ended()) {
                return true;
            }
            ChildProcess ask({"pactl", "info"}, folder_ / "pactl.log");
            return wait_until([&] { return ask.has_ended(); }, std::chrono::seconds(10)) && ask.exit_code() == 0;
        });
        if (!is_up || process_.has_ended()) {
            throw std::runtime_error("pulseaudio did not start:\n" + text_of_file(folder_ / "pulse.log"));
        }
    }

    const ScratchFolder &folder() const { return folder_; }
    std::string monitor() const { return "test.monitor"; }
    void end(int signal) { process_.end(signal); }
    void signal(int number) const { process_.signal(number); }

private:
    std::string socket() const { return folder_ / "pulse.sock"; }

    ScratchFolder folder_;
    ScopedVariable runtime_;
    ScopedVariable state_;
    ScopedVariable pulse_runtime_;
    ScopedVariable server_;
    ChildProcess process_;
};

} // namespace audionative::testing
