// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <vector>

namespace framescope::ui {

/// A template in a text, "{{uuid}}", in UTF-16 units.
struct TemplateRange
{
    qsizetype at = 0;
    qsizetype length = 0; ///< with its braces, as far as it goes
    bool closed = false;
};

/// The templates of a text, in their order.
std::vector<TemplateRange> templateRanges(QStringView text);

} // namespace framescope::ui
