// SPDX-License-Identifier: MIT
#include "support/status.h"

#include <cstring>

namespace audionative {

namespace {
// A fixed array: keeping the words for "out of memory" must not need memory.
thread_local char last_message[AN_TEXT_BYTES] = "";
} // namespace

an_status fail(an_status status, const char *message) noexcept
{
    copy_text(last_message, sizeof last_message, message);
    return status;
}

const char *last_error() noexcept { return last_message; }

void copy_text(char *field, std::size_t field_bytes, const char *text) noexcept
{
    std::size_t length = std::strlen(text);
    if (length >= field_bytes) {
        length = field_bytes - 1;
        // 10xxxxxx continues a character: step back to its first byte and leave the whole of it out.
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
            --length;
        }
    }
    std::memcpy(field, text, length);
    field[length] = '\0';
}

} // namespace audionative
