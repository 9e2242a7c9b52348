// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/ending_details.h"

#include "base/bytes.h"
#include "wire/utf8_validator.h"

namespace framescope::timeline {

namespace {

std::string base64(std::string_view content)
{
    static constexpr std::string_view Digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((content.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < content.size(); i += 3) {
        const std::string_view group = content.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            bits = (bits << 8) | (k < group.size() ? static_cast<std::uint8_t>(group[k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= group.size() ? Digits[(bits >> (18 - 6 * k)) & 63] : '=';
        }
    }
    return text;
}

} // namespace

ErrorDetail errorDetail(const ErrorReport& error)
{
    ErrorDetail detail;
    detail.layer = error.layer;
    detail.text = error.text;
    if (error.status) {
        detail.status = static_cast<std::uint64_t>(*error.status);
    }
    if (!error.content.empty()) {
        const std::string_view kept = error.content.substr(0, MaxContent);
        if (wire::isUtf8(asBytes(kept))) {
            detail.body = kept;
        } else {
            detail.bodyBase64 = base64(kept);
        }
        detail.truncated = error.truncated || kept.size() < error.content.size();
    }
    return detail;
}

} // namespace framescope::timeline
