// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/ending_details.h"

#include "base/base64.h"
#include "base/bytes.h"
#include "wire/utf8_validator.h"

#include <array>
#include <cstdio>

namespace framescope::timeline {

ErrorDetail errorDetail(const ErrorReport& error)
{
    ErrorDetail detail;
    detail.layer = error.layer;
    detail.text = error.text;
    if (error.status) {
        detail.status = static_cast<std::uint64_t>(*error.status);
    }
    if (!error.encoding.empty()) {
        detail.encoding = error.encoding;
    }
    if (!error.content.empty()) {
        const std::string_view kept = error.content.substr(0, MaxContent);
        if (wire::isUtf8(asBytes(kept))) {
            detail.body = kept;
        } else {
            detail.bodyBase64 = toBase64(asBytes(kept));
        }
        detail.truncated = error.truncated || kept.size() < error.content.size();
    }
    return detail;
}

std::string tcpEnding(const ClosedDetail& detail)
{
    std::string text;
    if (detail.tcp && detail.tcpBy) {
        text = "the " + *detail.tcpBy +
               (*detail.tcp == "reset" ? " reset TCP (RST)" : " ended TCP (FIN)");
        if (detail.silence) {
            std::array<char, 64> silence{};
            std::snprintf(silence.data(), silence.size(), " %.3f s after the last byte",
                          *detail.silence);
            text += silence.data();
        }
    }
    if (detail.inside) {
        text += (text.empty() ? "TCP ended inside " : ", inside ") + *detail.inside;
    }
    return text;
}

} // namespace framescope::timeline
