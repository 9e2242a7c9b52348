// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/ending_details.h"

#include "base/base64.h"
#include "base/bytes.h"
#include "wire/utf8_validator.h"

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

} // namespace framescope::timeline
