// SPDX-License-Identifier: MIT
//
// Disks that are full, and paths that cannot be written.
#include "sound_file_testing.h"

#include "support/status.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace audionative::testing {
namespace {

void put_text(const char *path, const std::string &text)
{
    const int file = open(path, O_WRONLY | O_CLOEXEC);
    require(file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()),
            std::string("cannot write ") + path + ": " + std::strerror(errno));
    close(file);
}

// Mounts a disk of its own in a child that nobody else sees: as root, or else as root of a user namespace.
void mount_small_disk(const std::filesystem::path &folder, const char *options)
{
    const uid_t user = getuid();
    const gid_t group = getgid();
    if (unshare(CLONE_NEWNS) != 0) {
        require(unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0, std::string("no mount namespace: ") + std::strerror(errno));
        put_text("/proc/self/setgroups", "deny");
        put_text("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
        put_text("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
    }
    require(mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0, "cannot make the mounts private");
    require(mount("tmpfs", folder.c_str(), "tmpfs", 0, options) == 0,
            std::string("cannot mount a small disk: ") + std::strerror(errno));
}

void fill_disk(const std::string &path)
{
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    require(file >= 0, "cannot make the filler");
    const std::vector<char> zeros(4096);
    while (write(file, zeros.data(), zeros.size()) > 0) {
    }
    require(errno == ENOSPC, "the disk does not fill");
    close(file);
}

// Calls body, which must fail for want of room and say so.
template <typename Body>
void require_disk_full(const Body &body, const std::string &what)
{
    try {
        body();
    } catch (const Error &error) {
        require(error.status() == AN_DISK_FULL, what + ": status " + std::to_string(error.status()));
        require(std::string(error.what()).find("No space left on device") != std::string::npos, error.what());
        return;
    }
    throw std::runtime_error(what + ": no error");
}

void require_same_as_written(const std::string &path, const SoundFileFormat &format, std::int64_t frames)
{
    const ReadBack found = read_back(path);
    require(found.frames == frames, name_of(format) + ": the writer tells of " + std::to_string(frames) +
                                        " frames, the file holds " + std::to_string(found.frames));
    require(found.info.frames == frames || frames == 0, name_of(format) + ": the header is wrong");
    if (format.container != AN_CONTAINER_OGG) {
        require(found.samples == exact_frames(0, frames, format.channels), name_of(format) + ": other samples");
    }
}

void record_till_full(const std::string &path, const SoundFileFormat &format)
{
    const auto writer = make_sound_file_writer(path, format);
    const std::vector<float> samples = exact_frames(0, 400000, format.channels); // more than the disk holds
    require_disk_full(
        [&] {
            for (std::int64_t at = 0; at < 20 * 400000; at += 1000) { // Ogg takes some of them again
                writer->write(samples.data() + at % 400000 * format.channels, 1000);
            }
        },
        name_of(format));
    const std::int64_t frames = writer->frames();
    require(frames > 1000, name_of(format) + ": " + std::to_string(frames) + " frames");
    require_same_as_written(path, format, frames); // not closed yet
    require_disk_full([&] { writer->write(samples.data(), 1); }, name_of(format) + ", once more");
    writer->close();
    require(writer->frames() == frames, name_of(format) + ": closing changes the length");
    require_same_as_written(path, format, frames);
}

TEST(SoundFileDiskTest, AFullDiskIsAnErrorAndTheFileSoFarStaysValid)
{
    const TemporaryFolder folder;
    EXPECT_EQ(in_child([&] {
                  mount_small_disk(folder.path(), "size=304k");
                  for (const int channels : {1, 3}) {
                      for (const SoundFileFormat &format : every_format(channels)) {
                          record_till_full(folder.file("sound"), format);
                          std::filesystem::remove(folder.file("sound"));
                      }
                  }
              }),
              "");
}

TEST(SoundFileDiskTest, ADiskThatIsFullAlreadyLeavesNoFile)
{
    const TemporaryFolder folder;
    EXPECT_EQ(in_child([&] {
                  mount_small_disk(folder.path(), "size=64k");
                  fill_disk(folder.file("filler"));
                  for (const SoundFileFormat &format : every_format(2)) {
                      require_disk_full([&] { make_sound_file_writer(folder.file("sound"), format); }, name_of(format));
                      require(!std::filesystem::exists(folder.file("sound")), name_of(format) + " leaves a file");
                  }
              }),
              "");
}

// What the codecs hold back comes only when the file is closed.
TEST(SoundFileDiskTest, ADiskThatFillsBeforeTheCloseLosesOnlyTheCodecsLastBlock)
{
    const TemporaryFolder folder;
    EXPECT_EQ(in_child([&] {
                  mount_small_disk(folder.path(), "size=400k");
                  for (const int container : {AN_CONTAINER_FLAC, AN_CONTAINER_OGG}) {
                      for (const std::int64_t frames : {100, 40000}) {
                          SoundFileFormat format;
                          format.container = container;
                          const auto writer = make_sound_file_writer(folder.file("sound"), format);
                          const std::vector<float> samples = exact_frames(0, frames, 2);
                          writer->write(samples.data(), frames);
                          fill_disk(folder.file("filler"));
                          // A tail that ends inside the file's last page of the disk still fits.
                          try {
                              writer->close();
                          } catch (const Error &error) {
                              require(error.status() == AN_DISK_FULL, error.what());
                              require(writer->frames() < frames, name_of(format) + ": nothing is missing");
                          }
                          require(writer->frames() >= frames - 16000, name_of(format) + ": too much is missing");
                          require_same_as_written(folder.file("sound"), format, writer->frames());
                          std::filesystem::remove(folder.file("filler"));
                      }
                  }
              }),
              "");
}

an_status status_of_writing(const std::string &path)
{
    try {
        make_sound_file_writer(path, SoundFileFormat());
        return AN_OK;
    } catch (const Error &error) {
        EXPECT_NE(std::string(error.what()).find(path), std::string::npos) << error.what();
        return error.status();
    }
}

TEST(SoundFileDiskTest, APathThatCannotBeWrittenSaysWhy)
{
    const TemporaryFolder folder;
    put_bytes(folder.file("file"), {'x'});
    ASSERT_EQ(mkfifo(folder.file("pipe").c_str(), 0666), 0);
    EXPECT_EQ(status_of_writing(folder.file("missing/sound.wav")), AN_FILE_NOT_FOUND);
    EXPECT_EQ(status_of_writing(folder.file("file/sound.wav")), AN_FILE_NOT_FOUND);
    EXPECT_EQ(status_of_writing(folder.path().string()), AN_FILE_ACCESS);
    EXPECT_EQ(status_of_writing(folder.file("pipe")), AN_FILE_ACCESS); // and does not wait for a reader
    EXPECT_EQ(status_of_writing("/dev/null"), AN_FILE_ACCESS);
    EXPECT_EQ(status_of_writing(folder.file(std::string(300, 'x'))), AN_FILE_ACCESS);
    EXPECT_EQ(status_of_writing(""), AN_FILE_NOT_FOUND);
    EXPECT_EQ(bytes_of(folder.file("file")).size(), 1U);
}

// A bad format leaves what lies at the path alone.
TEST(SoundFileDiskTest, ARefusedFormatTouchesNothing)
{
    const TemporaryFolder folder;
    put_bytes(folder.file("file"), {'x'});
    SoundFileFormat format;
    format.container = AN_CONTAINER_FLAC;
    format.sample_type = AN_FILE_FLOAT32;
    EXPECT_THROW(make_sound_file_writer(folder.file("file"), format), Error);
    EXPECT_EQ(bytes_of(folder.file("file")).size(), 1U);
}

TEST(SoundFileDiskTest, AReadOnlyDiskIsAnAccessError)
{
    const TemporaryFolder folder;
    EXPECT_EQ(in_child([&] {
                  mount_small_disk(folder.path(), "size=64k,ro");
                  require(status_of_writing(folder.file("sound.wav")) == AN_FILE_ACCESS, "another status");
              }),
              "");
}

TEST(SoundFileDiskTest, AFolderWithoutPermissionIsAnAccessError)
{
    const TemporaryFolder folder;
    put_bytes(folder.file("sound.wav"), {'x'});
    ASSERT_EQ(chmod(folder.file("sound.wav").c_str(), 0000), 0);
    ASSERT_EQ(chmod(folder.path().c_str(), 0555), 0);
    EXPECT_EQ(in_child([&] {
                  if (getuid() == 0) { // root may write everywhere
                      require(setgid(65534) == 0 && setuid(65534) == 0, "cannot become nobody");
                  }
                  require(status_of_writing(folder.file("new.wav")) == AN_FILE_ACCESS, "a new file");
                  require(status_of_writing(folder.file("sound.wav")) == AN_FILE_ACCESS, "an old file");
                  try {
                      make_sound_file_reader(folder.file("sound.wav"), 0);
                      require(false, "could be read");
                  } catch (const Error &error) {
                      require(error.status() == AN_FILE_ACCESS, error.what());
                      require(std::string(error.what()).find("Permission denied") != std::string::npos, error.what());
                  }
              }),
              "");
    chmod(folder.path().c_str(), 0777);
}

} // namespace
} // namespace audionative::testing
