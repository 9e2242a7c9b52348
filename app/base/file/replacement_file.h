// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/file/file_state.h"

#include <cstdint>
#include <string>

namespace framescope {

/// A new file that replaces another one in a single step when it is complete. Until then it has a
/// temporary name in the same folder, and is deleted with this object. Only its owner can read it.
class ReplacementFile
{
public:
    /// Fails if the target is a folder, a device or anything else that is no regular file.
    static Result<ReplacementFile> create(const std::string& target);
    ~ReplacementFile();
    ReplacementFile(ReplacementFile&& other) noexcept;
    ReplacementFile& operator=(ReplacementFile&&) = delete;

    Result<void> write(ByteView bytes);
    /// Gives the new file the permissions of the target.
    Result<void> takeModeOfTarget();
    /// State of the new file, which `commit` does not change.
    Result<FileState> state() const;
    /// Syncs the file and replaces the target. Fails if the target is being recorded. No member may
    /// be called afterwards.
    Result<void> commit();

private:
    explicit ReplacementFile(const std::string& target);
    tl::unexpected<Error> failed() const;

    std::string target_;
    std::string path_;
    int descriptor_ = -1;
};

} // namespace framescope
