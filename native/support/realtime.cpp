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

AudioThreadScope::AudioThreadScope() noexcept AN_NONBLOCKING : previous_(in_audio_callback)
{
    in_audio_callback = true;
}

AudioThreadScope::~AudioThreadScope() AN_NONBLOCKING { in_audio_callback = previous_; }

} // namespace audionative
