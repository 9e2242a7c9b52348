// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/tree_expansion.h"

#include <QTreeView>

#include <vector>

namespace framescope::ui {

void expandFirst(QTreeView& tree)
{
    constexpr int mostRows = 60;
    QAbstractItemModel& model = *tree.model();
    int rows = 1;
    std::vector<QModelIndex> level{model.index(0, 0)};
    while (!level.empty()) {
        std::vector<QModelIndex> inner;
        for (const QModelIndex& index : level) {
            if (model.canFetchMore(index)) {
                model.fetchMore(index);
            }
            const int children = model.rowCount(index);
            if (children == 0 || (rows > 1 && rows + children > mostRows)) {
                continue;
            }
            rows += children;
            tree.expand(index);
            for (int row = 0; row < children && row < mostRows; ++row) {
                inner.push_back(model.index(row, 0, index));
            }
        }
        level = std::move(inner);
    }
}

} // namespace framescope::ui
