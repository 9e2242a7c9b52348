// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/recording_place.h"

#include "base/bytes.h"
#include "base/file/file_lock.h"
#include "base/text/utf8_validator.h"

#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

namespace framescope::cli {

namespace {

namespace fs = std::filesystem;

/// "hello.new.pcapng", "hello.new-2.pcapng": the first name that no file has. Creating the file may
/// still fail.
std::string freeNameBeside(const std::string& target)
{
    const fs::path path(target);
    std::error_code ignored;
    for (int number = 1;; ++number) {
        const std::string mark = number == 1 ? ".new" : ".new-" + std::to_string(number);
        fs::path beside = path;
        beside.replace_filename(path.stem().string() + mark + path.extension().string());
        if (!fs::exists(fs::symlink_status(beside, ignored))) {
            return beside.string();
        }
    }
}

} // namespace

Result<bool> regularFileExists(const std::string& path)
{
    std::error_code ignored;
    const auto type = fs::symlink_status(path, ignored).type();
    if (type == fs::file_type::symlink &&
        (!fs::exists(path, ignored) || fs::is_regular_file(path, ignored))) {
        return failure("is a symbolic link, and the target of a link is not replaced", path,
                       "give the name of the file itself");
    }
    if (fs::is_directory(path, ignored)) {
        return failure("is a folder", path, "give the name of a file");
    }
    if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
        return failure("is not a regular file", path, "give the name of a file");
    }
    return type == fs::file_type::regular;
}

RecordingPlace::RecordingPlace(std::string target, std::string path)
    : target_(std::move(target)), path_(std::move(path))
{
}

Result<RecordingPlace> RecordingPlace::choose(const std::string& target, bool replace)
{
    if (!isUtf8(asBytes(target))) {
        return failure("the name of the recording is not UTF-8", target, "choose another name");
    }
    if (target.empty()) {
        return failure("the name of the recording is empty", "-o", "give the name of a file");
    }
    if (target == "-") {
        return failure("a recording can't be written to standard output: it is read back meanwhile",
                       "-o -", "give the name of a file; --print prints the events");
    }
    const auto exists = regularFileExists(target);
    if (!exists) {
        return tl::unexpected(exists.error());
    }
    if (*exists && !replace) {
        return failure("the file already exists", target, "--force replaces it");
    }
    if (*exists && isLockedForWriting(target)) {
        return failure("is being recorded by another program", target,
                       "choose another name, or end that recording first");
    }
    return RecordingPlace(target, *exists ? freeNameBeside(target) : target);
}

Result<void> RecordingPlace::replaceTarget()
{
    if (std::rename(path_.c_str(), target_.c_str()) != 0) {
        return systemFailure("cannot be replaced", target_, "the new recording is " + path_);
    }
    path_ = target_;
    return {};
}

} // namespace framescope::cli
