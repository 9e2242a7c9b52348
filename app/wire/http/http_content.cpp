// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http/http_content.h"

#include "base/bytes.h"
#include "base/inflate_whole.h"

#include <vector>

namespace framescope::wire {

namespace {

/// The wrapper of a coding; nullopt if the coding is unknown. "deflate" means that of zlib, which
/// some servers leave out (RFC 9110 8.4.1.2).
std::optional<DeflateWrapper> wrapperOf(std::string_view coding, ByteView bytes)
{
    if (equalsIgnoreCase(coding, "gzip") || equalsIgnoreCase(coding, "x-gzip")) {
        return DeflateWrapper::Gzip;
    }
    if (equalsIgnoreCase(coding, "deflate")) {
        return beginsLikeZlib(bytes) ? DeflateWrapper::Zlib : DeflateWrapper::None;
    }
    return std::nullopt;
}

} // namespace

std::optional<HttpContent> decodedContent(const HttpHead& response, std::string_view body,
                                          std::size_t limit)
{
    constexpr std::size_t MostCodings = 4;
    const auto codings = splitList(response.joined("Content-Encoding"));
    if (codings.empty() || codings.size() > MostCodings || body.empty()) {
        return std::nullopt;
    }
    HttpContent content{response.joined("Content-Encoding"), std::string(body), false};
    for (std::size_t i = codings.size(); i-- > 0;) { // the last coding was applied last
        if (equalsIgnoreCase(codings[i], "identity")) {
            continue;
        }
        const auto wrapper = wrapperOf(codings[i], asBytes(content.bytes));
        if (!wrapper) {
            return std::nullopt;
        }
        Inflated inflated = inflateWhole(asBytes(content.bytes), *wrapper, limit);
        if (inflated.bytes.empty() && inflated.failure) {
            return std::nullopt;
        }
        content.bytes = asText(inflated.bytes);
        content.truncated = content.truncated || inflated.cut || inflated.failure.has_value();
    }
    return content;
}

} // namespace framescope::wire
