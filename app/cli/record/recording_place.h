// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>

namespace framescope::cli {

/// Whether a regular file of that name exists. Anything else is an error: a folder, a device or the
/// target of a symbolic link must not be replaced.
Result<bool> regularFileExists(const std::string& path);

/// The path that a recording is written to, and its final path. A recording that replaces a file is
/// written beside it: the old file stays until the new one is complete, and both stay if the
/// program is killed.
class RecordingPlace
{
public:
    /// Creates nothing. Without `replace`, an existing target is an error.
    static Result<RecordingPlace> choose(const std::string& target, bool replace);

    /// The file to record into: the target, or one beside it.
    const std::string& path() const { return path_; }
    const std::string& target() const { return target_; }
    bool isBeside() const { return path_ != target_; }
    /// Moves the recording to its target.
    Result<void> replaceTarget();

private:
    RecordingPlace(std::string target, std::string path);

    std::string target_;
    std::string path_;
};

} // namespace framescope::cli
