// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/compact_json.h"

#include "codec/json/json_tokens.h"

namespace framescope::present {

std::string compactJson(ByteView json)
{
    const std::string_view text = asText(json);
    std::string compact;
    compact.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '"') {
            const std::size_t end = codec::readJsonString(text, at).end;
            compact.append(text.substr(at, end - at));
            at = end;
        } else {
            if (!codec::isJsonSpace(text[at])) {
                compact.push_back(text[at]);
            }
            ++at;
        }
    }
    return compact;
}

} // namespace framescope::present
