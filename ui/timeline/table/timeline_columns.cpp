// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/table/timeline_columns.h"

#include "ui/style/building_blocks.h"
#include "ui/timeline/table/columns_dialog.h"
#include "ui/timeline/table/timeline_delegate.h"

#include <QHeaderView>
#include <QMenu>
#include <QTableView>

#include <array>
#include <numeric>
#include <utility>

namespace framescope::ui {

using present::TimeFormat;
using present::TimelineModel;

namespace {

constexpr int LeastPreview = 200;    // pixels; below this, other columns are hidden
constexpr int LeastBesideTime = 110; // below this, the time is hidden too
constexpr int NarrowestPreview = 70; // if no more columns can be hidden
constexpr int LeastWidth = 24;
constexpr int MostWidth = 4000;

// A layout is a list of words: "number:64 time:90 -connection preview @clock".
constexpr std::array Formats{std::pair{TimeFormat::SinceStart, "@start"},
                             std::pair{TimeFormat::TimeOfDay, "@clock"},
                             std::pair{TimeFormat::SincePrevious, "@previous"}};

int columnOf(const QString& key)
{
    for (int column = 0; column < TimelineColumns::Count; ++column) {
        if (TimelineModel::columnKey(column) == key) {
            return column;
        }
    }
    return -1;
}

} // namespace

TimelineColumns::TimelineColumns(QTableView& table, TimelineModel& model,
                                 const TimelineDelegate& delegate)
    : QObject(&table), table_(table), model_(model), delegate_(delegate),
      typeWidth_(delegate.columnWidth(TimelineModel::Type))
{
    QHeaderView* header = table_.horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(LeastWidth); // by default it depends on the font
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& at) {
        auto* menu = style::menuFor(&table_);
        fillMenu(*menu);
        menu->popup(header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionResized, this, &TimelineColumns::fitScrollBar,
            Qt::QueuedConnection);
    arrange();
}

void TimelineColumns::setWanted(int column, bool wanted)
{
    wanted_[static_cast<std::size_t>(column)] = wanted;
    table_.setColumnHidden(column, !wanted);
    makeSpaceForPreview();
    emit changed();
}

QString TimelineColumns::title(int column) const
{
    const QString title = model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    return column == TimelineModel::Number       ? tr("Number (#)")
           : column == TimelineModel::Delta      ? tr("Since the row above (+Δ)")
           : column == TimelineModel::Dir        ? tr("Direction")
           : column == TimelineModel::Connection ? tr("Connection")
                                                 : title;
}

QList<int> TimelineColumns::order() const
{
    QList<int> columns;
    for (int position = 0; position < Count; ++position) {
        columns += table_.horizontalHeader()->logicalIndex(position);
    }
    return columns;
}

void TimelineColumns::setOrder(const QList<int>& columns)
{
    QHeaderView* header = table_.horizontalHeader();
    for (int position = 0; position < columns.size(); ++position) {
        header->moveSection(header->visualIndex(columns[position]), position);
    }
    emit changed();
}

QList<int> TimelineColumns::shown() const
{
    QList<int> columns = order();
    columns.removeIf([this](int column) { return table_.isColumnHidden(column); });
    return columns;
}

void TimelineColumns::arrange()
{
    for (int column = 0; column < Count; ++column) {
        const auto at = static_cast<std::size_t>(column);
        wanted_[at] = column != TimelineModel::Connection;
        table_.setColumnHidden(column, !wanted_[at]);
        // The preview stretches, but is never narrower than this width.
        table_.setColumnWidth(column, column == TimelineModel::Preview
                                          ? NarrowestPreview
                                          : delegate_.columnWidth(column));
    }
}

void TimelineColumns::reset()
{
    QList<int> columns(Count);
    std::iota(columns.begin(), columns.end(), 0);
    setOrder(columns);
    arrange();
    fitNumbers();
    makeSpaceForPreview();
    emit changed();
}

QByteArray TimelineColumns::save() const
{
    QStringList words;
    for (const int column : order()) {
        const QString key = TimelineModel::columnKey(column);
        const int width = table_.columnWidth(column); // 0 while it is hidden
        words += (isWanted(column) ? QString() : QStringLiteral("-")) + key +
                 (width > 0 && column != TimelineModel::Preview ? QStringLiteral(":%1").arg(width)
                                                                : QString());
    }
    for (const auto& [format, word] : Formats) {
        if (format == model_.timeFormat()) {
            words += QLatin1String(word);
        }
    }
    return words.join(QLatin1Char(' ')).toUtf8();
}

void TimelineColumns::restore(const QByteArray& layout)
{
    QList<int> columns;
    const QStringList words = QString::fromUtf8(layout).split(QLatin1Char(' '));
    for (QString word : words) {
        for (const auto& [format, name] : Formats) {
            if (word == QLatin1String(name)) {
                model_.setTimeFormat(format);
            }
        }
        const bool wanted = !word.startsWith(QLatin1Char('-'));
        if (!wanted) {
            word.remove(0, 1);
        }
        const int column = columnOf(word.section(QLatin1Char(':'), 0, 0));
        if (column < 0 || columns.contains(column)) {
            continue;
        }
        columns += column;
        wanted_[static_cast<std::size_t>(column)] = wanted || column == TimelineModel::Preview;
        const int width = word.section(QLatin1Char(':'), 1).toInt();
        if (width >= LeastWidth && width <= MostWidth) {
            table_.setColumnWidth(column, width);
        }
        table_.setColumnHidden(column, !isWanted(column));
    }
    setOrder(columns);
    makeSpaceForPreview();
}

void TimelineColumns::fillMenu(QMenu& menu)
{
    for (const int column : order()) {
        QAction* action = menu.addAction(title(column));
        action->setCheckable(true);
        action->setChecked(isWanted(column));
        action->setEnabled(column != TimelineModel::Preview); // the preview is always shown
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { setWanted(column, shown); });
    }
    menu.addSeparator();
    menu.addAction(tr("&Arrange columns…"), this, &TimelineColumns::askForOrder);
    menu.addAction(tr("&Reset columns"), this, &TimelineColumns::reset);
}

void TimelineColumns::askForOrder()
{
    auto* dialog = new ColumnsDialog(*this, &table_);
    style::openOnce(dialog);
}

void TimelineColumns::fitFont()
{
    const int before = std::exchange(typeWidth_, delegate_.columnWidth(TimelineModel::Type));
    if (before == typeWidth_) {
        return;
    }
    for (int column = 0; column < Count; ++column) {
        const int width = table_.columnWidth(column); // 0 while it is hidden
        if (column != TimelineModel::Preview && width > 0) {
            table_.setColumnWidth(column, (width * typeWidth_ + before - 1) / before);
        }
    }
    fitNumbers();
    makeSpaceForPreview();
}

void TimelineColumns::fitNumbers()
{
    const int last = model_.rowCount() - 1;
    for (const int column : {TimelineModel::Number, TimelineModel::Time, TimelineModel::Type}) {
        const int needed =
            last < 0 ? 0 : delegate_.widthOf(model_.index(last, column).data().toString(), column);
        if (needed > table_.columnWidth(column) && !table_.isColumnHidden(column)) {
            table_.setColumnWidth(column, needed);
        }
    }
}

void TimelineColumns::makeSpaceForPreview()
{
    const auto width = [this](int column) {
        return table_.isColumnHidden(column) ? delegate_.columnWidth(column)
                                             : table_.columnWidth(column);
    };
    int space = table_.viewport()->width() - LeastPreview;
    for (int column = 0; column < Count; ++column) {
        space -= isWanted(column) && column != TimelineModel::Preview ? width(column) : 0;
    }
    for (const int column : {TimelineModel::Delta, TimelineModel::Size, TimelineModel::Time}) {
        if (column == TimelineModel::Time) {
            space += LeastPreview - LeastBesideTime;
        }
        if (isWanted(column)) {
            const int needed = width(column);
            table_.setColumnHidden(column, space < 0);
            space += space < 0 ? needed : 0;
        }
    }
    QMetaObject::invokeMethod(this, &TimelineColumns::fitScrollBar, Qt::QueuedConnection);
}

/// Hides the scroll bar if nothing is left to scroll after columns were hidden.
void TimelineColumns::fitScrollBar()
{
    const bool fits = table_.horizontalHeader()->length() <= table_.viewport()->width();
    table_.setHorizontalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

} // namespace framescope::ui
