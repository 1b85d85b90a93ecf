// SPDX-License-Identifier: MIT
#include "drivers/driver.h"

#include "support/status.h"

namespace audionative {

void append_line(std::string &text, const std::string &line)
{
    if (!line.empty()) {
        text += (text.empty() ? "" : "\n") + line;
    }
}

namespace {
[[noreturn]] void refuse_ports()
{
    throw Error(AN_INVALID_STATE,
                "Only the JACK backend has ports to list or connect; this server runs on another one. "
                "Boot it with the JACK backend.");
}
} // namespace

std::vector<Port> Driver::ports() const { refuse_ports(); }

void Driver::connect(const std::string &, const std::string &) { refuse_ports(); }

void Driver::disconnect(const std::string &, const std::string &) { refuse_ports(); }

#ifndef AN_HAVE_PORTAUDIO
std::unique_ptr<Driver> make_portaudio_driver()
{
    throw Error(AN_NOT_SUPPORTED, "This build of AudioNative has no PortAudio (AUDIONATIVE_WITH_PORTAUDIO is off). Use "
                                  "the JACK, dummy or offline backend, or a build with PortAudio.");
}
#endif

#ifndef AN_HAVE_JACK
std::unique_ptr<Driver> make_jack_driver()
{
    throw Error(AN_NOT_SUPPORTED, "This build of AudioNative has no JACK (AUDIONATIVE_WITH_JACK is off). Use the "
                                  "PortAudio, dummy or offline backend, or a build with JACK.");
}

JackServerInfo probe_jack(const std::string &)
{
    throw Error(AN_SERVER_NOT_RUNNING, "No JACK server can answer: this build of AudioNative has no JACK "
                                       "(AUDIONATIVE_WITH_JACK is off).");
}
#endif

} // namespace audionative
