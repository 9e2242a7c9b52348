// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/comparison_offer.h"

#include "base/text/qt_string.h"
#include "present/rows/timeline_model.h"
#include "ui/details/shell/details_pane.h"
#include "ui/style/icons.h"
#include "ui/timeline/table/timeline_view.h"

#include <QItemSelectionModel>
#include <QMenu>

#include <optional>
#include <set>
#include <utility>

namespace framescope::ui {

namespace {

/// The two selected rows, ascending; nullopt if there are not exactly two. Checks ranges, so that
/// millions of selected rows cost nothing.
std::optional<std::pair<int, int>> twoRows(const QItemSelection& selection)
{
    constexpr std::size_t Compared = 2;
    std::set<int> rows;
    for (const QItemSelectionRange& range : selection) {
        if (range.height() > static_cast<int>(Compared) || rows.size() > Compared) {
            return std::nullopt;
        }
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.insert(row);
        }
    }
    return rows.size() == Compared ? std::optional(std::pair(*rows.begin(), *rows.rbegin()))
                                   : std::nullopt;
}

} // namespace

void offerComparison(TimelineView& view, const present::TimelineModel& model, DetailsPane& details,
                     const std::function<void()>& compare)
{
    const QItemSelectionModel* selected = view.selectionModel();
    QObject::connect(
        selected, &QItemSelectionModel::selectionChanged, &view, [selected, &model, &details] {
            const auto rows = twoRows(selected->selection());
            details.setCompared(rows ? std::optional(std::pair(model.eventAt(rows->first),
                                                               model.eventAt(rows->second)))
                                     : std::nullopt,
                                model.view());
        });
    QObject::connect(&view, &TimelineView::rowMenuOpens, &view, [selected, compare](QMenu& menu) {
        if (twoRows(selected->selection())) {
            const QString keys =
                QKeySequence(Qt::CTRL | Qt::Key_E).toString(QKeySequence::NativeText);
            menu.addAction(style::icon(QStringLiteral("compare")),
                           translated("C&ompare the two") + QLatin1Char('\t') + keys, compare);
        }
    });
}

} // namespace framescope::ui
