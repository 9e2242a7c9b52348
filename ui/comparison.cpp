// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison.h"

#include "present/timeline_model.h"
#include "ui/details/details_pane.h"

#include <QItemSelectionModel>
#include <QTableView>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace framescope::ui {

Comparison::Comparison(QTableView& view, present::TimelineModel& model, DetailsPane& details,
                       QObject* parent)
    : QObject(parent), view_(view), model_(model), details_(details)
{
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &Comparison::update);
}

/// Looks at ranges, so that millions of selected rows cost nothing.
void Comparison::update()
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : view_.selectionModel()->selection()) {
        if (range.height() + static_cast<int>(rows.size()) > 2 && range.height() > 2) {
            details_.setCompared(std::nullopt);
            return;
        }
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (std::find(rows.begin(), rows.end(), row) == rows.end()) {
                rows.push_back(row);
            }
        }
        if (rows.size() > 2) {
            break;
        }
    }
    if (rows.size() != 2) {
        details_.setCompared(std::nullopt);
        return;
    }
    std::sort(rows.begin(), rows.end());
    details_.setCompared(std::pair(model_.eventAt(rows[0]), model_.eventAt(rows[1])),
                         model_.view());
}

} // namespace framescope::ui
