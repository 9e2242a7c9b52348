// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/file.h"

#include "base/file/file_lock.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope::recording {

namespace {

constexpr mode_t OwnerOnly = S_IRUSR | S_IWUSR;

/// Returns the file's status; fails if it has fewer than `least` bytes.
Result<struct stat> examined(int descriptor, const std::string& path, std::uint64_t least = 0,
                             const char* done = "", const char* hint = "")
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return systemFailure("cannot be examined", path);
    if (static_cast<std::uint64_t>(status.st_size) < least)
        return failure("was cut to " + std::to_string(status.st_size) + " of " +
                           std::to_string(least) + " bytes by another program while it was " + done,
                       path, hint);
    return status;
}

/// Whether `path` is now another file.
bool isElsewhere(const std::string& path, const struct stat& status)
{
    struct stat named = {};
    return ::stat(path.c_str(), &named) == 0 &&
           (named.st_dev != status.st_dev || named.st_ino != status.st_ino);
}

/// A sentence why the open file can't be a capture; empty if it can.
std::string notAFile(const struct stat& status)
{
    if (S_ISREG(status.st_mode))
        return {};
    if (S_ISDIR(status.st_mode))
        return "is a folder";
    return "is not a regular file";
}

tl::unexpected<Error> writeFailure(const std::string& path)
{
    const bool full = errno == ENOSPC || errno == EDQUOT;
    const bool large = errno == EFBIG;
    return systemFailure("cannot write the recording", path,
                         full    ? "free some space on the disk"
                         : large ? "the file system or a limit of the user allows no larger file"
                                 : "");
}

/// Unlinks the file at `path`. Programs that have it open keep its content.
Result<void> removeExisting(const std::string& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return {};
    if (const std::string reason = notAFile(status); !reason.empty())
        return failure(reason, path);
    if (isLockedForWriting(path))
        return failure("is being recorded by another program", path,
                       "choose another name, or end that recording first");
    if (::unlink(path.c_str()) != 0)
        return systemFailure("cannot be replaced", path);
    return {};
}

} // namespace

File::File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

File::~File()
{
    if (!isInMemory())
        ::close(descriptor_);
}

std::shared_ptr<File> File::inMemory()
{
    return std::shared_ptr<File>(new File(-1, {}));
}

Result<std::shared_ptr<const File>> File::open(const std::string& path)
{
    // O_NONBLOCK: opening a pipe without a writer would block before it can be refused.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        if (errno == ENOENT)
            return failure("no such file", path);
        return systemFailure("cannot be opened", path);
    }
    const std::shared_ptr<File> file(new File(descriptor, path));
    const auto status = examined(descriptor, path);
    if (!status)
        return tl::unexpected(status.error());
    if (const std::string reason = notAFile(*status); !reason.empty())
        return failure(reason, path);
    file->openedSize_ = static_cast<std::uint64_t>(status->st_size);
    file->openedChange_ = status->st_mtim;
    auto end = file->endAt(file->openedSize_);
    if (!end)
        return tl::unexpected(std::move(end).error());
    file->openedEnd_ = *std::move(end);
    return file;
}

Result<std::shared_ptr<File>> File::create(const std::string& path, bool replace)
{
    if (replace) {
        if (auto removed = removeExisting(path); !removed)
            return tl::unexpected(removed.error());
    }
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, OwnerOnly);
    if (descriptor < 0) {
        if (errno == EEXIST)
            return failure("exists already", path, "choose another name, or allow to replace it");
        if (errno == ENOENT)
            return failure("cannot be created: there is no such folder", path);
        return systemFailure("cannot be created", path);
    }
    const std::shared_ptr<File> file(new File(descriptor, path));
    if (!lockForWriting(descriptor))
        return failure("is being recorded by another program", path, "choose another name");
    return file;
}

Result<std::uint64_t> File::size() const
{
    if (isInMemory())
        return appended();
    return examined(descriptor_, path_).map([](const struct stat& status) {
        return static_cast<std::uint64_t>(status.st_size);
    });
}

Result<Bytes> File::endAt(std::uint64_t size) const
{
    constexpr std::uint64_t Compared = 256;
    const std::uint64_t count = std::min(size, Compared);
    Bytes bytes(static_cast<std::size_t>(count));
    const auto got = read(FileOffset{size - count}, bytes);
    if (!got)
        return tl::unexpected(got.error());
    bytes.resize(*got);
    return bytes;
}

Result<void> File::unchanged() const
{
    constexpr const char* Hint = "what was read of it may be damaged or not whole; read it again";
    const auto status = examined(descriptor_, path_, openedSize_, "read", Hint);
    if (!status)
        return tl::unexpected(status.error());
    const auto end = endAt(openedSize_);
    const bool written = static_cast<std::uint64_t>(status->st_size) == openedSize_ &&
                         (status->st_mtim.tv_sec != openedChange_.tv_sec ||
                          status->st_mtim.tv_nsec != openedChange_.tv_nsec);
    if (!end || *end != openedEnd_ || written)
        return failure("was written over by another program while it was read", path_, Hint);
    if (isElsewhere(path_, *status))
        return failure("was replaced by another program while it was read", path_,
                       "what was read is of the file that stood there before; read it again");
    return {};
}

Result<std::size_t> File::read(FileOffset at, MutableByteView into) const
{
    if (isInMemory()) {
        const std::lock_guard lock(mutex_);
        const ByteView rest =
            ByteView(memory_).subspan(std::min<std::size_t>(at.value, memory_.size()));
        const std::size_t count = std::min(rest.size(), into.size());
        std::copy_n(rest.begin(), count, into.begin());
        return count;
    }
    std::size_t done = 0;
    while (done < into.size()) {
        const ssize_t count = ::pread(descriptor_, into.data() + done, into.size() - done,
                                      static_cast<off_t>(at.value + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure("cannot be read", path_);
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Result<void> File::readExactly(FileOffset at, MutableByteView into) const
{
    const auto count = read(at, into);
    if (!count)
        return tl::unexpected(count.error());
    if (*count != into.size())
        return failure("ends before offset " + std::to_string(at.value + into.size()), path_);
    return {};
}

Result<void> File::appendInMemory(ByteView bytes)
{
    if (appended() + bytes.size() > LargestInMemory)
        return failure("the recording in memory is full", path_, "record it in a file");
    const std::lock_guard lock(mutex_);
    framescope::append(memory_, bytes);
    end_.store(memory_.size(), std::memory_order_release);
    return {};
}

Result<void> File::append(ByteView bytes)
{
    if (isInMemory())
        return appendInMemory(bytes);
    const std::uint64_t start = end_.load(std::memory_order_relaxed);
    // Writing after the end of a truncated file would leave a hole instead of a torn tail.
    struct stat status = {};
    if (::fstat(descriptor_, &status) == 0 && static_cast<std::uint64_t>(status.st_size) < start)
        return intact();
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                       static_cast<off_t>(start + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            const auto error = writeFailure(path_);
            // If this fails as well, a torn tail is left, which readers ignore.
            [[maybe_unused]] const int cut = ::ftruncate(descriptor_, static_cast<off_t>(start));
            return error;
        }
        done += static_cast<std::size_t>(count);
    }
    end_.store(start + done, std::memory_order_release);
    return {};
}

void File::release()
{
    if (!isInMemory())
        unlockForWriting(descriptor_);
}

Result<void> File::sync()
{
    if (isInMemory())
        return {};
    if (::fdatasync(descriptor_) != 0)
        return systemFailure("cannot be synced to the disk", path_);
    return intact();
}

Result<void> File::intact() const
{
    // `appended` is read before the size, as another thread appends.
    const auto status = examined(descriptor_, path_, appended(), "recorded",
                                 "what was cut off is lost; record again");
    if (!status)
        return tl::unexpected(status.error());
    if (status->st_nlink == 0)
        return failure("was deleted or replaced by another program while it was recorded", path_,
                       "what was recorded is lost; record again");
    if (isElsewhere(path_, *status))
        return failure("was moved, and another file took its name while it was recorded", path_,
                       "look for the recording where it was moved to");
    return {};
}

} // namespace framescope::recording
