// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/file_state.h"

#include <sys/stat.h>

namespace framescope {

namespace {

FileState stateOf(const struct stat& status)
{
    constexpr std::int64_t Second = 1'000'000'000;
    return {status.st_dev, status.st_ino, status.st_size,
            status.st_mtim.tv_sec * Second + status.st_mtim.tv_nsec};
}

} // namespace

std::optional<FileState> FileState::of(const std::string& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? std::optional(stateOf(status)) : std::nullopt;
}

std::optional<FileState> FileState::of(int descriptor)
{
    struct stat status = {};
    return ::fstat(descriptor, &status) == 0 ? std::optional(stateOf(status)) : std::nullopt;
}

} // namespace framescope
