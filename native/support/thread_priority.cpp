// SPDX-License-Identifier: MIT
#include "support/thread_priority.h"

#if defined(__unix__) || defined(__APPLE__)
#include <pthread.h>
#include <sched.h>
#endif

#include <cstring>

namespace audionative {

bool raise_to_realtime() noexcept
{
#if defined(__unix__) || defined(__APPLE__)
    // Above JACK's clients (5 below its server's 10 or 80), below the kernel's watchdogs at 99.
    sched_param parameters{};
    parameters.sched_priority = 80;
    return pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters) == 0;
#else
    return false;
#endif
}

void name_thread(const char *name) noexcept
{
#if defined(__linux__)
    char kept[16] = {};
    std::strncpy(kept, name, sizeof kept - 1);
    pthread_setname_np(pthread_self(), kept);
#elif defined(__APPLE__)
    pthread_setname_np(name);
#else
    (void)name;
#endif
}

} // namespace audionative
