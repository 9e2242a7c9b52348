// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace framescope {

/// Tells whether a file is still the one that was seen, with what was in it.
struct FileState
{
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t modified = 0; ///< ns since the epoch

    /// Of what `path` leads to; nothing where that can't be told.
    static std::optional<FileState> of(const std::string& path);
    static std::optional<FileState> of(int descriptor);

    bool operator==(const FileState&) const = default;
};

} // namespace framescope
