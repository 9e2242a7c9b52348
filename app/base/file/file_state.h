// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace framescope {

/// Identity and last change of a file. Equal states mean the same file with the same content.
struct FileState
{
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t modified = 0; ///< ns since the epoch

    /// State of the file at `path` (follows symbolic links); nullopt if it can't be read.
    static std::optional<FileState> of(const std::string& path);
    static std::optional<FileState> of(int descriptor);

    bool operator==(const FileState&) const = default;
};

} // namespace framescope
