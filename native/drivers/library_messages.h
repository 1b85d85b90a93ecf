// SPDX-License-Identifier: MIT
//
// What ALSA, JACK and PortAudio say of their own accord. Left alone they print it on stderr, dozens of lines on a
// machine without a sound card; here it goes to the log of every open driver, and to whoever is listening on the
// same thread for the words of a failure.
#pragma once

#include "drivers/driver.h"

#include <string>

namespace audionative {

// A line from a library; cut at the newline. Without anybody listening it is dropped. [any thread; not from a callback]
void library_message(const char *library, an_log_level level, const char *text) noexcept;

// While it lives, messages go to this host's log too.
class MessageListener {
public:
    explicit MessageListener(DriverHost &host);
    // When it returns, the host is not being called and will not be.
    ~MessageListener();
    MessageListener(const MessageListener &) = delete;
    MessageListener &operator=(const MessageListener &) = delete;

private:
    DriverHost &host_;
};

// While it lives, this thread's messages are kept: they say why the call that follows failed. They are expected,
// so the log gets them at debug level.
class MessageCapture {
public:
    MessageCapture() noexcept;
    ~MessageCapture();
    MessageCapture(const MessageCapture &) = delete;
    MessageCapture &operator=(const MessageCapture &) = delete;

    // The distinct lines so far, joined by "; ". Empty if there was none.
    const std::string &text() const noexcept { return text_; }

private:
    friend void library_message(const char *library, an_log_level level, const char *text) noexcept;
    void add(const std::string &line);

    std::string text_;
    MessageCapture *outer_;
};

} // namespace audionative
