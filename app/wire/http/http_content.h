// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"

#include <optional>
#include <string>
#include <string_view>

namespace framescope::wire {

/// The content of a response whose Content-Encoding is undone (RFC 9110 8.4).
struct HttpContent
{
    std::string encoding;   ///< what was undone: "gzip", "deflate"
    std::string bytes;      ///< at most `limit` bytes
    bool truncated = false; ///< there is more, or the rest did not come
};

/// Nothing where the content is not encoded, by something that is not known, or not as said.
std::optional<HttpContent> decodedContent(const HttpHead& response, std::string_view body,
                                          std::size_t limit);

} // namespace framescope::wire
