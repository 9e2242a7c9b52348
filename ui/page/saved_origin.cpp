// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/saved_origin.h"

#include "collection/saved_file.h"

namespace framescope::ui {

bool isSame(const collection::SavedConnection& a, const collection::SavedConnection& b)
{
    const auto textOf = [](const collection::SavedConnection& saved) {
        return collection::textOf(collection::SavedFile{{saved}, {}}, {}).value_or("");
    };
    return textOf(a) == textOf(b);
}

} // namespace framescope::ui
