// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"

#include <atomic>
#include <cstdint>
#include <ctime>
#include <memory>
#include <mutex>
#include <string>

namespace framescope::recording {

/// An open file that any number of threads can read at once by position (`pread`).
class File
{
public:
    /// Opens a regular file; a folder, a device or a pipe is an error.
    static Result<std::shared_ptr<const File>> open(const std::string& path);
    /// Creates a file with mode 0600, which is appended to and can be read. Fails if `path` exists,
    /// unless `replace`: then a regular file is unlinked, and programs that have it open keep its
    /// content. Also fails if another program is recording into it; until `release` no other can.
    static Result<std::shared_ptr<File>> create(const std::string& path, bool replace);
    /// A file without a name, for a recording that nobody keeps. It has at most LargestInMemory
    /// bytes.
    static std::shared_ptr<File> inMemory();
    static constexpr std::uint64_t LargestInMemory = std::uint64_t{2} << 30;
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    const std::string& path() const { return path_; }
    bool isInMemory() const { return descriptor_ < 0; }
    /// Fails if another program has truncated, replaced or overwritten the file since it was
    /// opened. If the file has grown, only its former end is compared.
    Result<void> unchanged() const;
    Result<std::uint64_t> size() const;

    /// Reads up to `into.size()` bytes; fewer only at the end of the file.
    Result<std::size_t> read(FileOffset at, MutableByteView into) const;
    /// Reads exactly `into.size()` bytes or fails.
    Result<void> readExactly(FileOffset at, MutableByteView into) const;

    /// Appends all of `bytes`, with one `write` if the system takes them at once; if it fails, the
    /// file is unchanged. Only for a file made by `create`, and one writer.
    Result<void> append(ByteView bytes);
    /// The number of bytes appended. Thread-safe.
    std::uint64_t appended() const { return end_.load(std::memory_order_acquire); }
    /// Ends the writing: other programs may write to the file again.
    void release();
    /// Calls `fdatasync`. Also fails if another program has truncated, deleted or replaced the
    /// file. May run at the same time as `append`.
    Result<void> sync();

private:
    Result<void> intact() const;
    Result<Bytes> endAt(std::uint64_t size) const;
    Result<void> appendInMemory(ByteView bytes);

    File(int descriptor, std::string path);
    int descriptor_;
    std::string path_;
    mutable std::mutex mutex_;
    Bytes memory_; ///< under `mutex_`: the content, if it is in memory
    std::atomic<std::uint64_t> end_{0};
    std::uint64_t openedSize_ = 0;
    Bytes openedEnd_; ///< the last bytes of the file when it was opened
    timespec openedChange_ = {};
};

} // namespace framescope::recording
