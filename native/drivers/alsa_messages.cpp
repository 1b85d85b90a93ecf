// SPDX-License-Identifier: MIT
#include "drivers/alsa_messages.h"

#ifdef AN_HAVE_ALSA

#include "drivers/library_messages.h"

#include <alsa/asoundlib.h>

#include <cstdarg>
#include <cstdio>

namespace audionative {

namespace {

__attribute__((format(printf, 5, 6))) void on_alsa_error(const char *file, int line, const char *function, int error,
                                                         const char *format, ...)
{
    char text[512];
    std::va_list arguments;
    va_start(arguments, format);
    int used = std::vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (used < 0) {
        return;
    }
    const char *reason = error != 0 ? snd_strerror(error) : nullptr;
    char whole[1024];
    std::snprintf(whole, sizeof whole, "%s%s%s (%s, %s:%d)", text, reason != nullptr ? ": " : "",
                  reason != nullptr ? reason : "", function, file, line);
    library_message("ALSA", AN_LOG_DEBUG, whole);
}

} // namespace

void route_alsa_messages() noexcept { snd_lib_error_set_handler(on_alsa_error); }

} // namespace audionative

#else

namespace audionative {
void route_alsa_messages() noexcept {}
} // namespace audionative

#endif
