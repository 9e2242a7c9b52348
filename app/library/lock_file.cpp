// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/lock_file.h"

#include <QFile>

#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope::library {

std::optional<LockFile> LockFile::take(const QString& path, Open open)
{
    const int creation = open == Open::New ? O_CREAT | O_EXCL : open == Open::Either ? O_CREAT : 0;
    for (;;) {
        const int descriptor =
            ::open(QFile::encodeName(path).constData(), creation | O_RDWR | O_CLOEXEC | O_NOFOLLOW,
                   S_IRUSR | S_IWUSR);
        if (descriptor < 0) {
            return std::nullopt;
        }
        struct stat status = {};
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || ::fstat(descriptor, &status) != 0) {
            ::close(descriptor);
            return std::nullopt;
        }
        if (status.st_nlink > 0) {
            return LockFile(path, descriptor);
        }
        ::close(descriptor); // the last holder removed it in between
    }
}

LockFile::LockFile(LockFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1))
{
}

LockFile& LockFile::operator=(LockFile&& other) noexcept
{
    std::swap(path_, other.path_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

LockFile::~LockFile()
{
    if (descriptor_ >= 0) {
        QFile::remove(path_);
        ::close(descriptor_);
    }
}

} // namespace framescope::library
