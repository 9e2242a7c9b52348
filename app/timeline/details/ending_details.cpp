// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/details/ending_details.h"

#include "base/bytes.h"
#include "base/text/base64.h"
#include "base/text/duration_text.h"
#include "base/text/utf8_validator.h"

#include <algorithm>
#include <chrono>

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
        if (isUtf8(asBytes(kept))) {
            detail.body = kept;
        } else {
            detail.bodyBase64 = toBase64(asBytes(kept));
        }
        detail.truncated = error.truncated || kept.size() < error.content.size();
    }
    return detail;
}

Duration silenceOf(const ClosedDetail& detail)
{
    constexpr double Most = 9e9; // a Duration can hold about 9.2e9 seconds
    return std::chrono::duration_cast<Duration>(
        std::chrono::duration<double>(std::clamp(detail.silence.value_or(0), -Most, Most)));
}

std::string tcpEnd(const ClosedDetail& detail)
{
    return detail.tcp && detail.tcpBy
               ? "the " + *detail.tcpBy +
                     (*detail.tcp == "reset" ? " reset TCP (RST)" : " ended TCP (FIN)")
               : std::string();
}

std::string tcpEnding(const ClosedDetail& detail)
{
    std::string text = tcpEnd(detail);
    if (!text.empty() && detail.silence) {
        text += ' ' + durationText(silenceOf(detail)) + " after the last byte";
    }
    if (detail.inside) {
        text += (text.empty() ? "TCP ended inside " : ", inside ") + *detail.inside;
    }
    return text;
}

} // namespace framescope::timeline
