// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <exception>
#include <thread>

namespace audionative::testing {

// Runs two bodies side by side, neither of them before both threads are there, and waits for them.
template <typename First, typename Second>
void side_by_side(First &&first, Second &&second)
{
    std::atomic<int> here{0};
    const auto meet = [&here] {
        here.fetch_add(1);
        while (here.load() < 2) {
            std::this_thread::yield();
        }
    };
    std::thread other([&] {
        meet();
        second();
    });
    meet();
    first();
    other.join();
}

} // namespace audionative::testing
