// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/character_width.h"

#include <utf8proc.h>

namespace framescope {

unsigned columnsOf(char32_t character)
{
    const auto codePoint = static_cast<utf8proc_int32_t>(character);
    switch (utf8proc_category(codePoint)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return 0;
    default:
        return utf8proc_charwidth(codePoint) == 2 ? 2 : 1;
    }
}

} // namespace framescope
