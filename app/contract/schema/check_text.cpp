// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/check_text.h"

#include "base/text/utf8.h"
#include "contract/schema/pattern.h"

namespace framescope::contract {

std::string excerpt(std::string_view text)
{
    constexpr std::size_t Most = 60;
    const std::string_view cut = cutText(text, Most);
    return std::string(cut) + (cut.size() < text.size() ? "\xE2\x80\xA6" : "");
}

std::string excerpt(const JsonNodes& json, JsonNodes::Id id)
{
    return excerpt(json.raw(id));
}

std::string notSearchedFor(const Pattern& pattern)
{
    return "was not checked: /" + excerpt(pattern.source()) +
           (pattern.error() ? "/ can't be searched for"
                            : "/ takes too long, or the text is too long for it");
}

} // namespace framescope::contract
