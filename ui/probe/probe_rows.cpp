// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/probe/probe_rows.h"

#include "ui/probe/probe_table.h"

#include <QLocale>

#include <algorithm>

namespace framescope::ui {

ProbeRows::ProbeRows(ProbeTable& table, QObject* parent)
    : QSortFilterProxyModel(parent), table_(table), collator_(QLocale(QLocale::English))
{
    collator_.setNumericMode(true);
    setSourceModel(&table);
}

void ProbeRows::setVerdict(Filter verdict)
{
    verdict_ = verdict;
    invalidateFilter();
}

void ProbeRows::setWords(const QString& words)
{
    words_ = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool ProbeRows::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (verdict_ && !(table_.hasFinished(row) && table_.result(row).verdict == *verdict_)) {
        return false;
    }
    return std::ranges::all_of(words_, [&](const QString& word) {
        for (int column = 0; column < ProbeTable::ColumnCount; ++column) {
            const QString text = table_.index(row, column, parent).data().toString();
            if (text.contains(word, Qt::CaseInsensitive)) {
                return true;
            }
        }
        return false;
    });
}

bool ProbeRows::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    if (left.column() == ProbeTable::Time) {
        return table_.result(left.row()).took < table_.result(right.row()).took;
    }
    return collator_.compare(left.data().toString(), right.data().toString()) < 0;
}

} // namespace framescope::ui
