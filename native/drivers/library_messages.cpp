// SPDX-License-Identifier: MIT
#include "drivers/library_messages.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <vector>

namespace audionative {

namespace {

struct Listeners {
    std::mutex mutex;
    std::vector<DriverHost *> hosts;
};

// Never destroyed: a library's thread may speak while the process ends.
Listeners &listeners()
{
    static Listeners &all = *new Listeners;
    return all;
}

thread_local MessageCapture *capture = nullptr;

constexpr std::size_t longest_capture = 200; // an exception's message, advice and all, ends up in AN_TEXT_BYTES

} // namespace

void library_message(const char *library, an_log_level level, const char *text) noexcept
{
    if (on_audio_thread()) {
        return;
    }
    try {
        std::string line(text, std::strcspn(text, "\r\n"));
        while (!line.empty() && line.back() == ' ') {
            line.pop_back();
        }
        if (line.empty()) {
            return;
        }
        if (capture != nullptr) {
            capture->add(line);
            level = AN_LOG_DEBUG;
        }
        line.insert(0, std::string(library) + ": ");
        Listeners &all = listeners();
        const std::lock_guard lock(all.mutex);
        for (DriverHost *host : all.hosts) {
            host->log(level, line);
        }
    } catch (...) { // NOLINT: out of memory, and the caller is a C library: the line is lost
    }
}

MessageListener::MessageListener(DriverHost &host) : host_(host)
{
    Listeners &all = listeners();
    const std::lock_guard lock(all.mutex);
    all.hosts.push_back(&host);
}

MessageListener::~MessageListener()
{
    Listeners &all = listeners();
    const std::lock_guard lock(all.mutex);
    all.hosts.erase(std::find(all.hosts.begin(), all.hosts.end(), &host_));
}

MessageCapture::MessageCapture() noexcept : outer_(capture) { capture = this; }

MessageCapture::~MessageCapture() { capture = outer_; }

void MessageCapture::add(const std::string &line)
{
    // libjack's remark on an object it never made follows each refusal and explains none.
    const bool says_nothing = line.find("Init not done") != std::string::npos;
    if (says_nothing || text_.find(line) != std::string::npos || text_.size() + line.size() > longest_capture) {
        return;
    }
    text_ += text_.empty() ? line : "; " + line;
}

} // namespace audionative
