// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/file_content.h"

#include "base/text/counted.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope::message {

Result<std::shared_ptr<FileContent>> FileContent::open(const std::string& path)
{
    // O_NONBLOCK: opening a pipe without a writer would block.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return systemFailure("cannot be read", path);
    }
    const std::shared_ptr<FileContent> content(new FileContent(path, descriptor));
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
        return systemFailure("cannot be read", path);
    }
    if (!S_ISREG(status.st_mode)) {
        return failure(S_ISDIR(status.st_mode) ? "is a folder" : "is not a regular file", path,
                       "give the name of a file");
    }
    content->size_ = static_cast<std::uint64_t>(status.st_size);
    if (char any = 0; status.st_size == 0 && ::pread(descriptor, &any, 1, 0) == 1) {
        return failure("its size is only known once it is read, like that of files in /proc", path,
                       "copy what it holds to another file");
    }
    return content;
}

FileContent::~FileContent()
{
    ::close(descriptor_);
}

Result<std::size_t> FileContent::read(MutableByteView into)
{
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - at_));
    std::size_t done = 0;
    while (done < wanted) {
        const ssize_t count =
            ::pread(descriptor_, into.data() + done, wanted - done, static_cast<off_t>(at_ + done));
        if (count == 0) {
            return failure("the file became shorter while it was sent: " +
                               counted(size_ - at_ - done, "byte") + " are missing",
                           path_);
        }
        if (count < 0 && errno != EINTR) {
            return systemFailure("cannot be read", path_);
        }
        done += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    }
    at_ += done;
    return done;
}

} // namespace framescope::message
