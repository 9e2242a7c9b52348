// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/probe/probe_table.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "present/words/visible_line.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"

#include <algorithm>

namespace framescope::ui {

namespace probe = scenario::probe;

VerdictLook lookOf(probe::Verdict verdict)
{
    switch (verdict) {
    case probe::Verdict::Ok:
        return {"check", present::Tone::Good};
    case probe::Verdict::NonStrict:
        return {"warning", present::Tone::Warning};
    case probe::Verdict::Informational:
        return {"info", present::Tone::Neutral};
    case probe::Verdict::Failed:
        return {"error", present::Tone::Bad};
    case probe::Verdict::Unimplemented:
    case probe::Verdict::NotTried:
        break;
    }
    return {"dot", present::Tone::LifeCycle};
}

void ProbeTable::setCases(const std::vector<probe::Case>& cases)
{
    beginResetModel();
    rows_.clear();
    for (const probe::Case& one : cases) {
        rows_.push_back({{.id = one.id,
                          .title = one.title,
                          .section = one.section,
                          .autobahn = one.autobahn,
                          .expected = one.expected}});
    }
    endResetModel();
}

void ProbeTable::add(const probe::CaseResult& result)
{
    const auto found = std::ranges::find_if(
        rows_, [&result](const Row& row) { return row.result.id == result.id; });
    if (found == rows_.end()) {
        return;
    }
    *found = {result, true};
    const int row = static_cast<int>(found - rows_.begin());
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void ProbeTable::settle()
{
    for (const Row& row : std::vector(rows_)) {
        if (!row.finished) {
            add(row.result);
        }
    }
}

std::uint64_t ProbeTable::count(probe::Verdict verdict) const
{
    return static_cast<std::uint64_t>(std::ranges::count_if(rows_, [verdict](const Row& row) {
        return row.finished && row.result.verdict == verdict;
    }));
}

int ProbeTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ProbeTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ProbeTable::text(const Row& row, int column) const
{
    const auto shown = [](const std::string& text) {
        return present::visibleLine(QString::fromStdString(text));
    };
    const probe::CaseResult& result = row.result;
    switch (column) {
    case Verdict:
        return row.finished ? toQString(probe::verdictName(result.verdict)) : QString();
    case Case:
        return shown(result.id);
    case Sent:
        return shown(result.title);
    case Expected:
        return shown(result.expected);
    case Came:
        return shown(result.came);
    case Section:
        return shown(result.section);
    default:
        return row.finished ? present::formatDuration(result.took) : QString();
    }
}

QVariant ProbeTable::data(const QModelIndex& index, int role) const
{
    const Row& row = at(index.row());
    const bool marked = row.finished && index.column() == Verdict;
    const VerdictLook look = lookOf(row.result.verdict);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return text(row, index.column());
    case Qt::DecorationRole:
        return marked ? QVariant(style::icon(QLatin1String(look.icon), style::inkOf(look.tone)))
                      : QVariant();
    case Qt::ForegroundRole:
        return marked ? QVariant(style::colours().of(look.tone)) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Time ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant ProbeTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal) {
        return {};
    }
    const QString names[] = {
        tr("Verdict"), tr("Case"), tr("What is sent"), tr("Expected"), tr("What the server did"),
        tr("Section"), tr("Time")};
    return names[section];
}

} // namespace framescope::ui
