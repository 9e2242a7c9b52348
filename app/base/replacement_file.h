// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/file_state.h"

#include <cstdint>
#include <string>

namespace framescope {

/// A file that takes the place of another in one step when it is complete; until then it stands
/// beside it under another name, and is gone with this object. Readable by its owner alone.
class ReplacementFile
{
public:
    static Result<ReplacementFile> create(const std::string& target);
    ~ReplacementFile();
    ReplacementFile(ReplacementFile&& other) noexcept;
    ReplacementFile& operator=(ReplacementFile&&) = delete;

    Result<void> write(ByteView bytes);
    /// Who may read and write the target may do so afterwards.
    Result<void> takeModeOfTarget();
    /// As it is now, and in its place later on.
    Result<FileState> state() const;
    /// Puts it in its place, on the disk. Nothing may be called after it.
    Result<void> commit();

private:
    explicit ReplacementFile(const std::string& target);
    tl::unexpected<Error> failed() const;

    std::string target_;
    std::string path_;
    int descriptor_ = -1;
};

} // namespace framescope
