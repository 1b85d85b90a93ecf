// SPDX-License-Identifier: MIT
#include "support/realtime.h"

namespace audionative {

namespace {
#if defined(__linux__)
__attribute__((tls_model("initial-exec")))
#endif
thread_local bool in_audio_callback = false;
} // namespace

bool on_audio_thread() noexcept { return in_audio_callback; }

// Initial-exec storage is a fixed offset from the thread pointer: no look-up, nothing to allocate.
AN_TRUSTED_BEGIN
AudioThreadScope::AudioThreadScope() noexcept AN_NONBLOCKING : previous_(in_audio_callback)
{
    in_audio_callback = true;
}

AudioThreadScope::~AudioThreadScope() AN_NONBLOCKING { in_audio_callback = previous_; }
AN_TRUSTED_END

} // namespace audionative
