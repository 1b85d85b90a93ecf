// SPDX-License-Identifier: MIT
//
// Stands in front of the C library's allocator, in this executable only. operator new comes through here, too.
#include "allocation_counter.h"

#include "support/realtime.h"

#include <atomic>
#include <cerrno>
#include <cstddef>

#if defined(__GLIBC__) && !defined(AN_SANITIZE_ADDRESS_UNDEFINED) && !defined(AN_SANITIZE_THREAD) &&                   \
    !defined(AN_SANITIZE_REALTIME)
#define AN_COUNTS_ALLOCATIONS 1
#endif

namespace audionative::testing {

namespace {
std::atomic<std::int64_t> counted_calls{0};

#if defined(AN_COUNTS_ALLOCATIONS)
// Initial-exec thread-local storage behind on_audio_thread(): asking never allocates.
void count() noexcept
{
    if (on_audio_thread()) {
        counted_calls.fetch_add(1, std::memory_order_relaxed);
    }
}
#endif
} // namespace

bool counts_audio_allocations() noexcept
{
#if defined(AN_COUNTS_ALLOCATIONS)
    return true;
#else
    return false;
#endif
}

std::int64_t audio_allocations() noexcept { return counted_calls.load(); }

} // namespace audionative::testing

#if defined(AN_COUNTS_ALLOCATIONS)

using audionative::testing::count;

extern "C" {

void *__libc_malloc(std::size_t);
void *__libc_calloc(std::size_t, std::size_t);
void *__libc_realloc(void *, std::size_t);
void *__libc_memalign(std::size_t, std::size_t);
void __libc_free(void *);

__attribute__((visibility("default"))) void *malloc(std::size_t size)
{
    count();
    return __libc_malloc(size);
}

__attribute__((visibility("default"))) void *calloc(std::size_t items, std::size_t size)
{
    count();
    return __libc_calloc(items, size);
}

__attribute__((visibility("default"))) void *realloc(void *memory, std::size_t size)
{
    count();
    return __libc_realloc(memory, size);
}

__attribute__((visibility("default"))) void *memalign(std::size_t alignment, std::size_t size)
{
    count();
    return __libc_memalign(alignment, size);
}

__attribute__((visibility("default"))) void *aligned_alloc(std::size_t alignment, std::size_t size)
{
    count();
    return __libc_memalign(alignment, size);
}

__attribute__((visibility("default"))) int posix_memalign(void **memory, std::size_t alignment, std::size_t size)
{
    count();
    *memory = __libc_memalign(alignment, size);
    return *memory != nullptr ? 0 : ENOMEM;
}

__attribute__((visibility("default"))) void free(void *memory)
{
    if (memory != nullptr) {
        count();
    }
    __libc_free(memory);
}

} // extern "C"

#endif
