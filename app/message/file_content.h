// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/content.h"

#include <memory>
#include <string>

namespace framescope::message {

/// The content of a file, read while it is sent. It is as long as the file was when it was opened:
/// what is appended later is not sent, and a file that became shorter is an error.
class FileContent final : public Content
{
public:
    /// Opens a regular file; does not wait for anything.
    static Result<std::shared_ptr<FileContent>> open(const std::string& path);
    ~FileContent() override;
    FileContent(const FileContent&) = delete;
    FileContent& operator=(const FileContent&) = delete;

    std::uint64_t size() const override { return size_; }
    Result<std::size_t> read(MutableByteView into) override;

private:
    FileContent(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor)
    {
    }

    std::string path_;
    int descriptor_;
    std::uint64_t size_ = 0;
    std::uint64_t at_ = 0;
};

} // namespace framescope::message
