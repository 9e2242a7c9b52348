// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fit_to_rows.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QTreeView>

#include <algorithm>

namespace framescope::ui::style {

void fitToRows(QAbstractItemView& list, int most)
{
    constexpr int Edge = 4;
    const int rows = std::clamp(list.model()->rowCount(), 1, most);
    int height = rows * std::max(list.sizeHintForRow(0), 1) + 2 * list.frameWidth() + Edge;
    if (const auto* tree = qobject_cast<QTreeView*>(&list); tree && !tree->isHeaderHidden()) {
        height += tree->header()->sizeHint().height();
    }
    list.setMinimumHeight(height);
    list.setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
}

} // namespace framescope::ui::style
