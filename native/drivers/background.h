// SPDX-License-Identifier: MIT
#pragma once

#include "support/thread_priority.h"

#include <future>
#include <thread>
#include <type_traits>
#include <utility>

namespace audionative {

// Runs a call that a dead device or server may never finish on a detached thread, so that its caller can wait as
// long as it likes and no longer. call must own everything it touches; it is destroyed on that thread. Throws
// std::system_error where there is no thread to be had.
template <typename Call>
auto in_background(const char *thread_name, Call call)
{
    using Result = std::invoke_result_t<Call &>;
    std::packaged_task<Result()> task([thread_name, call = std::move(call)]() mutable {
        name_thread(thread_name);
        return call();
    });
    std::future<Result> result = task.get_future();
    std::thread(std::move(task)).detach();
    return result;
}

} // namespace audionative
