// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/comparison_offer.h"

#include "present/rows/timeline_model.h"
#include "ui/details/shell/details_pane.h"
#include "ui/style/icons.h"
#include "ui/timeline/table/timeline_view.h"

#include <QItemSelectionModel>
#include <QMenu>

#include <algorithm>
#include <optional>
#include <utility>

namespace framescope::ui {

ComparisonOffer::ComparisonOffer(TimelineView& view, present::TimelineModel& model,
                                 DetailsPane& details, QObject* parent)
    : QObject(parent), view_(view), model_(model), details_(details)
{
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ComparisonOffer::update);
    connect(&view, &TimelineView::rowMenuOpens, this, &ComparisonOffer::addTo);
}

/// In ascending order; none where they are not two. Looks at ranges, so that millions of selected
/// rows cost nothing.
std::vector<int> ComparisonOffer::selectedRows() const
{
    constexpr std::size_t Compared = 2;
    std::vector<int> rows;
    for (const QItemSelectionRange& range : view_.selectionModel()->selection()) {
        if (range.height() > static_cast<int>(Compared)) {
            return {};
        }
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (std::find(rows.begin(), rows.end(), row) == rows.end()) {
                rows.push_back(row);
            }
        }
        if (rows.size() > Compared) {
            return {};
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows.size() == Compared ? rows : std::vector<int>{};
}

void ComparisonOffer::update()
{
    const std::vector<int> rows = selectedRows();
    if (rows.empty()) {
        details_.setCompared(std::nullopt);
        return;
    }
    details_.setCompared(std::pair(model_.eventAt(rows[0]), model_.eventAt(rows[1])),
                         model_.view());
}

void ComparisonOffer::addTo(QMenu& menu)
{
    if (selectedRows().empty()) {
        return;
    }
    const QString shortcut = QKeySequence(Qt::CTRL | Qt::Key_E).toString(QKeySequence::NativeText);
    menu.addAction(style::icon(QStringLiteral("compare")),
                   tr("C&ompare the two") + QLatin1Char('\t') + shortcut, this,
                   &ComparisonOffer::wanted);
}

} // namespace framescope::ui
