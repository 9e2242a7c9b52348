// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"

#include <optional>
#include <string>
#include <string_view>

namespace framescope::wire {

/// The content of a response, with its Content-Encoding undone (RFC 9110 8.4).
struct HttpContent
{
    std::string encoding;   ///< the encoding: "gzip", "deflate"
    std::string bytes;      ///< at most `limit` bytes
    bool truncated = false; ///< there is more, or the rest is missing
};

/// Nothing if the content is not encoded, or the encoding is unknown or not the announced one.
std::optional<HttpContent> decodedContent(const HttpHead& response, std::string_view body,
                                          std::size_t limit);

} // namespace framescope::wire
