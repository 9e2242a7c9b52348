// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/input_file.h"

#include "base/text/counted.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope {

namespace {

constexpr int LongestSilence = 10'000; ///< in ms

struct Descriptor
{
    explicit Descriptor(int number) : number(number) {}
    ~Descriptor() { ::close(number); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number;
};

/// Waits until there is more to read, or the end of the file is reached.
Result<void> waitFor(const Descriptor& file, const std::string& path)
{
    pollfd waiting{.fd = file.number, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&waiting, 1, LongestSilence);
    if (ready < 0 && errno != EINTR) {
        return systemFailure("cannot be read", path);
    }
    if (ready == 0) {
        return failure("no data came from it for 10 s", path);
    }
    return {};
}

Result<Bytes> readAll(const Descriptor& file, const std::string& path, std::uint64_t limit)
{
    constexpr std::uint64_t Step = 64 * 1024;
    Bytes bytes;
    for (;;) {
        const std::size_t before = bytes.size();
        const auto room = static_cast<std::size_t>(std::min(Step, limit + 1 - before));
        bytes.resize(before + room);
        const ssize_t count = ::read(file.number, bytes.data() + before, room);
        bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count == 0) {
            return bytes;
        }
        if (bytes.size() > limit) {
            return failure("is larger than " + limitText(limit), path);
        }
        if (count < 0 && errno == EAGAIN) {
            if (const auto ready = waitFor(file, path); !ready) {
                return tl::unexpected(ready.error());
            }
        } else if (count < 0 && errno != EINTR) {
            return systemFailure("cannot be read", path);
        }
    }
}

} // namespace

Result<Bytes> readInputFile(const std::string& path, std::uint64_t limit)
{
    // O_NONBLOCK: opening a pipe without a writer would block.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (file.number < 0 || ::fstat(file.number, &status) != 0) {
        return systemFailure("cannot be read", path);
    }
    if (S_ISDIR(status.st_mode)) {
        return failure("is a folder", path, "give the name of a file");
    }
    const bool isPipe = S_ISFIFO(status.st_mode);
    if (!isPipe && !S_ISREG(status.st_mode)) {
        return failure("is not a regular file", path, "give the name of a file, or of a pipe");
    }
    if (!isPipe && static_cast<std::uint64_t>(status.st_size) > limit) {
        return failure("is larger than " + limitText(limit), path);
    }
    auto bytes = readAll(file, path, limit);
    if (bytes && bytes->empty() && isPipe) {
        return failure("no program writes to this pipe", path,
                       "start the program that writes to it first");
    }
    return bytes;
}

} // namespace framescope
