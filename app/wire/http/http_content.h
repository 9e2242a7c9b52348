// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"

#include <optional>
#include <string>
#include <string_view>

namespace framescope::wire {

/// The content of a response after its Content-Encoding is undone (RFC 9110 8.4).
struct HttpContent
{
    std::string encoding;   ///< the Content-Encoding, such as "gzip"
    std::string bytes;      ///< at most `limit` bytes
    bool truncated = false; ///< longer than `limit`, or the rest is missing
};

/// Returns nullopt if there is no encoding, or it is unknown or not the announced one.
std::optional<HttpContent> decodedContent(const HttpHead& response, std::string_view body,
                                          std::size_t limit);

} // namespace framescope::wire
