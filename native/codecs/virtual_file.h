// SPDX-License-Identifier: MIT
//
// The DiskFile as libsndfile sees it. What libsndfile writes is gathered and reaches the disk in whole steps,
// so that a process killed between two of its many small writes leaves no half of a header. After an error all
// further writes are swallowed: libsndfile's own closing must not touch a file that has been cut back.
#pragma once

#include "codecs/disk_file.h"

#include <sndfile.h>

#include <functional>
#include <vector>

namespace audionative {

class VirtualFile {
public:
    explicit VirtualFile(DiskFile &file) : file_(file) {}

    // The table that sf_open_virtual takes, with this object as its user data.
    static SF_VIRTUAL_IO callbacks() noexcept;

    // Puts on the disk what has been gathered. Returns the first errno there was since the file was opened, or 0.
    int flush() noexcept;

    // Back to an empty file; for before the first flush.
    void forget() noexcept;

    // From now on everything is swallowed.
    void abandon() noexcept;

    int error() const noexcept { return error_; }
    std::int64_t length() const noexcept { return length_; }

    // Sees each write before it is gathered: offset, bytes, how many.
    std::function<void(std::int64_t, const unsigned char *, std::size_t)> on_write;

private:
    sf_count_t seek(sf_count_t offset, int whence) noexcept;
    sf_count_t write(const void *data, sf_count_t bytes);

    DiskFile &file_;
    std::int64_t position_ = 0;
    std::int64_t length_ = 0;
    std::int64_t pending_at_ = 0;
    std::vector<char> pending_; // follows on from pending_at_
    int error_ = 0;
};

} // namespace audionative
