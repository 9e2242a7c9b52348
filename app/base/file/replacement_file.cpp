// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/replacement_file.h"

#include "base/file/file_lock.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope {

ReplacementFile::ReplacementFile(const std::string& target)
    : target_(target), path_(target + ".XXXXXX"), descriptor_(::mkostemp(path_.data(), O_CLOEXEC))
{
}

Result<ReplacementFile> ReplacementFile::create(const std::string& target)
{
    struct stat present = {};
    if (::stat(target.c_str(), &present) == 0 && !S_ISREG(present.st_mode)) {
        return failure("is not a regular file, and is not replaced", target,
                       "give the name of a file");
    }
    ReplacementFile file(target);
    if (file.descriptor_ < 0) {
        return file.failed();
    }
    return file;
}

ReplacementFile::ReplacementFile(ReplacementFile&& other) noexcept
    : target_(std::move(other.target_)), path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1))
{
}

ReplacementFile::~ReplacementFile()
{
    if (descriptor_ >= 0) {
        ::close(descriptor_);
        ::unlink(path_.c_str());
    }
}

Result<void> ReplacementFile::write(ByteView bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return failed();
        }
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return {};
}

Result<void> ReplacementFile::takeModeOfTarget()
{
    struct stat status = {};
    const bool taken =
        ::stat(target_.c_str(), &status) == 0 && ::fchmod(descriptor_, status.st_mode & 07777) == 0;
    return taken ? Result<void>() : failed();
}

Result<FileState> ReplacementFile::state() const
{
    if (const auto state = FileState::of(descriptor_)) {
        return *state;
    }
    return failed();
}

Result<void> ReplacementFile::commit()
{
    if (isLockedForWriting(target_)) {
        return failure("is being recorded, and was not replaced", target_, "choose another name");
    }
    if (::fsync(descriptor_) != 0 || ::rename(path_.c_str(), target_.c_str()) != 0) {
        return failed();
    }
    ::close(std::exchange(descriptor_, -1));
    return {};
}

tl::unexpected<Error> ReplacementFile::failed() const
{
    return systemFailure("cannot be written", target_);
}

} // namespace framescope
