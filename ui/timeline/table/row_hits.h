// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/highlight.h"

#include <QString>

#include <utility>
#include <vector>

namespace framescope::ui {

/// Finds the texts that a filter searches for in a preview.
class RowHits
{
public:
    RowHits() = default;
    explicit RowHits(const QString& expression);

    bool empty() const { return texts_.empty(); }
    /// Start and length of each match, in characters; ascending, without overlap.
    std::vector<std::pair<int, int>> in(const QString& preview) const;

private:
    std::vector<filter::TextPattern> texts_;
};

} // namespace framescope::ui
