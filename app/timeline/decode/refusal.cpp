// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/refusal.h"

#include "base/text/utf8.h"
#include "redaction/secrets.h"
#include "wire/http/printable.h"

namespace framescope::timeline {

namespace {

/// Shortens a header's value for a sentence; the response event has the whole value.
std::string shortened(std::string value)
{
    constexpr std::size_t Most = 400;
    if (value.size() > Most) {
        value.resize(cutText(value, Most).size());
        value += "…";
    }
    return wire::printable(value);
}

} // namespace

std::string statusLine(const wire::HttpHead& response)
{
    return std::to_string(response.status) + (response.reason.empty() ? "" : " ") +
           wire::printable(redaction::headWithoutSecrets(response).reason);
}

std::string insteadOf(const wire::HttpHead& response)
{
    struct Hint
    {
        int first;
        int last;
        const char* header;
        const char* words;
    };
    static constexpr Hint Hints[] = {
        {300, 399, "Location", "it redirects"},
        {401, 401, "WWW-Authenticate", "it asks for credentials"},
        {407, 407, "Proxy-Authenticate", "the proxy asks for credentials"},
        {400, 426, "Sec-WebSocket-Version", "it says which versions it speaks"},
        {426, 426, "Upgrade", "it asks for another protocol"},
        {429, 503, "Retry-After", "it says when to try again"},
    };
    for (const Hint& hint : Hints) {
        if (response.status >= hint.first && response.status <= hint.last &&
            response.find(hint.header)) {
            return std::string(", ") + hint.words + " (" + hint.header + ": " +
                   shortened(
                       redaction::headerWithoutSecrets(hint.header, response.joined(hint.header))) +
                   ")";
        }
    }
    return {};
}

} // namespace framescope::timeline
