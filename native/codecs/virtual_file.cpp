// SPDX-License-Identifier: MIT
#include "codecs/virtual_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <new>

namespace audionative {

SF_VIRTUAL_IO VirtualFile::callbacks() noexcept
{
    SF_VIRTUAL_IO table = {};
    table.get_filelen = [](void *self) -> sf_count_t { return static_cast<VirtualFile *>(self)->length_; };
    table.seek = [](sf_count_t offset, int whence, void *self) {
        return static_cast<VirtualFile *>(self)->seek(offset, whence);
    };
    table.read = [](void *, sf_count_t, void *) -> sf_count_t { return 0; };
    table.write = [](const void *data, sf_count_t bytes, void *self) {
        return static_cast<VirtualFile *>(self)->write(data, bytes);
    };
    table.tell = [](void *self) -> sf_count_t { return static_cast<VirtualFile *>(self)->position_; };
    return table;
}

sf_count_t VirtualFile::seek(sf_count_t offset, int whence) noexcept
{
    const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position_ : length_;
    position_ = std::max<sf_count_t>(0, base + offset);
    return position_;
}

sf_count_t VirtualFile::write(const void *data, sf_count_t bytes)
{
    if (bytes <= 0) {
        return 0;
    }
    const auto count = static_cast<std::size_t>(bytes);
    const auto *first = static_cast<const unsigned char *>(data);
    if (error_ == 0) {
        try {
            if (on_write) {
                on_write(position_, first, count);
            }
            if (position_ != pending_at_ + static_cast<std::int64_t>(pending_.size())) {
                flush();
                pending_at_ = position_;
            }
            pending_.insert(pending_.end(), first, first + count);
        } catch (const std::bad_alloc &) { // must not pass through C
            error_ = ENOMEM;
        }
    }
    position_ += bytes;
    length_ = std::max(length_, position_);
    return bytes;
}

void VirtualFile::forget() noexcept
{
    pending_.clear();
    pending_at_ = 0;
    position_ = 0;
    length_ = 0;
}

void VirtualFile::abandon() noexcept
{
    pending_.clear();
    error_ = ECANCELED;
}

int VirtualFile::flush() noexcept
{
    if (error_ == 0 && !pending_.empty()) {
        error_ = file_.write_at(pending_at_, pending_.data(), pending_.size());
    }
    pending_at_ += static_cast<std::int64_t>(pending_.size());
    pending_.clear();
    return error_;
}

} // namespace audionative
