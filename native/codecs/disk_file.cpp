// SPDX-License-Identifier: MIT
#include "codecs/disk_file.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace audionative {

std::string words_of(int error) { return std::generic_category().message(error); }

an_status status_of_open(int error) noexcept
{
    switch (error) {
    case ENOENT:
    case ENOTDIR: return AN_FILE_NOT_FOUND;
    case ENOSPC:
    case EDQUOT: return AN_DISK_FULL;
    case ENOMEM: return AN_OUT_OF_MEMORY;
    default: return AN_FILE_ACCESS;
    }
}

an_status status_of_write(int error) noexcept
{
    switch (error) {
    case ENOSPC:
    case EDQUOT: return AN_DISK_FULL;
    case ENOMEM: return AN_OUT_OF_MEMORY;
    default: return AN_FILE_IO;
    }
}

DiskFile::DiskFile(std::string path) : path_(std::move(path))
{
    // Not O_TRUNC: first see what it is. O_NONBLOCK: a pipe that nobody reads must not hold us here.
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
    if (descriptor_ < 0) {
        const int error = errno;
        throw Error(status_of_open(error), "cannot create '" + path_ + "': " + words_of(error));
    }
    struct stat about = {};
    int error = ::fstat(descriptor_, &about) == 0 ? 0 : errno;
    if (error == 0 && !S_ISREG(about.st_mode)) {
        ::close(descriptor_);
        throw Error(AN_FILE_ACCESS, "cannot write '" + path_ +
                                        "': it is not a regular file, and a header could not "
                                        "be kept right in it");
    }
    if (error == 0) {
        error = truncate(0);
    }
    if (error != 0) {
        ::close(descriptor_);
        throw Error(status_of_open(error), "cannot replace '" + path_ + "': " + words_of(error));
    }
}

DiskFile::~DiskFile() { close(); }

int DiskFile::write_at(std::int64_t offset, const void *data, std::size_t bytes) noexcept
{
    const char *next = static_cast<const char *>(data);
    while (bytes > 0) {
        const ssize_t written = ::pwrite(descriptor_, next, bytes, static_cast<off_t>(offset));
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno;
        }
        if (written == 0) {
            return EIO;
        }
        next += written;
        offset += written;
        bytes -= static_cast<std::size_t>(written);
    }
    return 0;
}

int DiskFile::truncate(std::int64_t length) noexcept
{
    while (::ftruncate(descriptor_, static_cast<off_t>(length)) != 0) {
        if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

int DiskFile::close() noexcept
{
    if (descriptor_ < 0) {
        return 0;
    }
    // Linux has let go of the descriptor even when close was interrupted: never try twice.
    const int result = ::close(std::exchange(descriptor_, -1));
    return result == 0 || errno == EINTR ? 0 : errno;
}

void DiskFile::remove() noexcept { ::unlink(path_.c_str()); }

} // namespace audionative
