// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace framescope::library {

/// A file that is locked while this object lives, and removed with it. The system releases the lock
/// whenever the process ends; the file may remain then.
class LockFile
{
public:
    enum class Open { Existing, New, Either };

    /// Returns nullopt if another process or object holds the lock, or the file can't be opened
    /// (errno).
    static std::optional<LockFile> take(const QString& path, Open open = Open::Either);
    LockFile(LockFile&& other) noexcept;
    LockFile& operator=(LockFile&& other) noexcept;
    ~LockFile();

private:
    LockFile(QString path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

    QString path_;
    int descriptor_;
};

} // namespace framescope::library
