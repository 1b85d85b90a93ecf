// SPDX-License-Identifier: MIT
#pragma once

#include <audionative/audionative.h>

#include <stdexcept>
#include <string>

namespace audionative {

// What went wrong on the control side. Thrown inside the library, turned into a status and a thread-local
// message at the ABI, and never thrown on the audio thread. The message says what was asked, what is so (in
// the host's own words where there are any) and what to do.
class Error : public std::runtime_error {
public:
    Error(an_status status, const std::string &message) : std::runtime_error(message), status_(status) {}
    an_status status() const noexcept { return status_; }

private:
    an_status status_;
};

// Keeps the words of this thread's last failure and returns the status, for `return fail(…)` at the ABI.
an_status fail(an_status status, const char *message) noexcept;

// The words of this thread's last failure. [any thread]
const char *last_error() noexcept;

// Copies text into a zero-terminated field of an ABI struct, cut at a whole UTF-8 character.
void copy_text(char *field, std::size_t field_bytes, const char *text) noexcept;

} // namespace audionative
