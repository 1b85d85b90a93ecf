// SPDX-License-Identifier: MIT
//
// The file under a writer. It knows at every moment how much of itself is good, so that whatever fails, it can
// be cut back to that.
#pragma once

#include <audionative/audionative.h>

#include "support/status.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace audionative {

// The status that fits an errno value met while opening.
an_status status_of_open(int error) noexcept;

// The same, met while writing.
an_status status_of_write(int error) noexcept;

// The operating system's words for an errno value. [any thread]
std::string words_of(int error);

class DiskFile {
public:
    // Creates or empties the file (mode 0666 less the umask). Refuses what is not a regular file, which could
    // not be written out of order. Throws Error.
    explicit DiskFile(std::string path);
    ~DiskFile();
    DiskFile(const DiskFile &) = delete;
    DiskFile &operator=(const DiskFile &) = delete;

    // Writes all of the bytes at offset and returns 0, or returns errno having written some of them or none.
    int write_at(std::int64_t offset, const void *data, std::size_t bytes) noexcept;

    // Returns 0 or errno.
    int truncate(std::int64_t length) noexcept;

    // Returns 0 or errno: network file systems report a full disk only here.
    int close() noexcept;

    // Takes the name away, where not even a header could be written.
    void remove() noexcept;

    const std::string &path() const noexcept { return path_; }

private:
    std::string path_;
    int descriptor_ = -1;
};

} // namespace audionative
