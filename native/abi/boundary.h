// SPDX-License-Identifier: MIT
//
// The one way from C++ out of the library: an exception becomes a status and this thread's message.
#pragma once

#include "engine/server.h"
#include "support/status.h"

#include <audionative/audionative.h>

#include <algorithm>
#include <memory>
#include <new>
#include <vector>

struct an_server {
    audionative::Server server;
};

struct an_source {
    std::shared_ptr<audionative::Source> source;
};

struct an_recorder {
    std::shared_ptr<audionative::Recorder> recorder;
};

struct an_file {
    std::unique_ptr<audionative::SoundFileReader> reader;
};

namespace audionative {

template <typename Call>
an_status guard(Call &&call) noexcept
{
    try {
        call();
        return AN_OK;
    } catch (const Error &error) {
        return fail(error.status(), error.what());
    } catch (const std::bad_alloc &) {
        return fail(AN_OUT_OF_MEMORY, "not enough memory");
    } catch (const std::exception &error) {
        return fail(AN_INTERNAL, error.what());
    } catch (...) {
        return fail(AN_INTERNAL, "an unknown exception; this is a defect of AudioNative");
    }
}

inline void require_pointer(const void *pointer, const char *name)
{
    if (pointer == nullptr) {
        throw Error(AN_INVALID_ARGUMENT, std::string(name) + " is null");
    }
}

// For a list that is written into the caller's array as far as it goes.
template <typename Item>
void hand_out(const std::vector<Item> &items, Item *array, std::int32_t capacity, std::int32_t *count)
{
    require_pointer(count, "count");
    if (capacity < 0 || (capacity > 0 && array == nullptr)) {
        throw Error(AN_INVALID_ARGUMENT, "the capacity is negative, or the array is null");
    }
    const auto written = std::min(items.size(), static_cast<std::size_t>(capacity));
    std::copy_n(items.begin(), written, array);
    *count = static_cast<std::int32_t>(items.size());
}

} // namespace audionative
