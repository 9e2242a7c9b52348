// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/document/channel.h"

namespace framescope::contract {

namespace {

/// Takes the last segment off a path.
std::string_view takeLast(std::string_view& path)
{
    const std::size_t slash = path.rfind('/');
    const std::string_view last = slash == path.npos ? path : path.substr(slash + 1);
    path = slash == path.npos ? std::string_view() : path.substr(0, slash);
    return last;
}

/// Without a query, and a slash before it.
std::string_view withoutEnd(std::string_view target)
{
    const std::string_view path = target.substr(0, target.find('?'));
    return path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

bool isParameter(std::string_view segment)
{
    return segment.starts_with('{') && segment.ends_with('}');
}

} // namespace

bool Channel::isFor(std::string_view target) const
{
    std::string_view path = withoutEnd(target);
    std::string_view wanted = withoutEnd(address);
    while (!wanted.empty()) {
        const std::string_view segment = takeLast(wanted);
        const std::string_view other = takeLast(path);
        if (isParameter(segment) ? other.empty() : segment != other) {
            return false;
        }
    }
    return true;
}

} // namespace framescope::contract
