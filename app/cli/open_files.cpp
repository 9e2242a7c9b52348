// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/open_files.h"

#include <array>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace framescope::cli {

Result<void> checkOpenFiles()
{
    std::array<int, 24> descriptors{};
    std::size_t count = 0;
    for (int& descriptor : descriptors) {
        descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) {
            break;
        }
        ++count;
    }
    for (std::size_t i = 0; i < count; ++i) {
        ::close(descriptors[i]);
    }
    if (count < descriptors.size()) {
        return failure(std::to_string(count) + " more files can be opened and " +
                           std::to_string(descriptors.size()) + " are needed",
                       {}, "ulimit -n says how many are allowed");
    }
    return {};
}

} // namespace framescope::cli
