// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"

#include <atomic>
#include <cstdint>
#include <ctime>
#include <memory>
#include <string>

namespace framescope::recording {

/// An open file, read by position from any number of threads at once (`pread`).
class File
{
public:
    /// Regular files only; a folder, a device or a pipe is an error.
    static Result<std::shared_ptr<const File>> open(const std::string& path);
    /// A new file with mode 0600 that is written at its end and can be read too. Fails where
    /// `path` exists, unless `replace`: then a regular file makes way, and whoever has it open
    /// keeps what was in it. Fails as well where another program records into it; nobody else
    /// does until `release`.
    static Result<std::shared_ptr<File>> create(const std::string& path, bool replace);
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    const std::string& path() const { return path_; }
    /// Of a file that was opened: fails where another program has cut it since, has put another in
    /// its place, or has written over it. It may have grown; then only what was its end is
    /// compared.
    Result<void> unchanged() const;
    Result<std::uint64_t> size() const;

    /// Reads up to `into.size()` bytes; fewer only at the end of the file.
    Result<std::size_t> read(FileOffset at, MutableByteView into) const;
    /// Reads exactly that many bytes or fails.
    Result<void> readExactly(FileOffset at, MutableByteView into) const;

    /// Writes all of `bytes` at the end, with one `write` where the system takes it whole, or
    /// fails and leaves the file as it was. For a file that was created here, and one writer.
    Result<void> append(ByteView bytes);
    /// How much was appended; any thread may ask.
    std::uint64_t appended() const { return end_.load(std::memory_order_acquire); }
    /// Nothing will be appended any more: others may write to it again.
    void release();
    /// `fdatasync`. Fails too where another program has cut the file or taken it away. May run
    /// beside `append`.
    Result<void> sync();

private:
    Result<void> intact() const;
    Result<Bytes> endAt(std::uint64_t size) const;

    File(int descriptor, std::string path);
    int descriptor_;
    std::string path_;
    std::atomic<std::uint64_t> end_{0};
    std::uint64_t openedSize_ = 0;
    Bytes openedEnd_; ///< the last bytes that it had when it was opened
    timespec openedChange_ = {};
};

} // namespace framescope::recording
