// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>

namespace framescope::cli {

/// Whether a regular file of that name is there. What else may be there is an error: nobody means
/// to have a folder or a device replaced, nor what a symbolic link leads to.
Result<bool> regularFileExists(const std::string& path);

/// Where a recording is made, and where it stands at last. One that is to replace another is made
/// beside it: what was there stays until the new one is worth having, and both do if the program
/// is killed.
class RecordingPlace
{
public:
    /// Nothing is created. Without `replace` no file may be there.
    static Result<RecordingPlace> choose(const std::string& target, bool replace);

    /// The file to record into: the target, or one beside it.
    const std::string& path() const { return path_; }
    const std::string& target() const { return target_; }
    bool isBeside() const { return path_ != target_; }
    /// The recording takes the place of its target.
    Result<void> replaceTarget();

private:
    RecordingPlace(std::string target, std::string path);

    std::string target_;
    std::string path_;
};

} // namespace framescope::cli
