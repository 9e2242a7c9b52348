// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/totals_view.h"

#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>
#include <numeric>

namespace framescope::ui {

namespace {

/// Paints totals in bold, and indents the names of the other rows.
class TotalsDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(present::StatisticsTable::TotalRole).toBool()) {
            option->font.setWeight(QFont::DemiBold);
        } else if (index.column() == present::StatisticsTable::What) {
            option->text.prepend(QStringLiteral("    "));
        }
    }
};

} // namespace

TotalsView::TotalsView(QWidget* parent)
    : QTableView(parent), table_(new present::StatisticsTable(this))
{
    setObjectName(QStringLiteral("totals"));
    setAccessibleName(tr("Totals"));
    setModel(table_);
    setItemDelegate(new TotalsDelegate(this));
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
}

void TotalsView::setReport(std::shared_ptr<const present::StatisticsReport> report)
{
    const int rows = table_->rowCount();
    table_->setReport(std::move(report));
    for (int column = 0; column < table_->columnCount(); ++column) {
        const int needed =
            std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)) + 4;
        if (needed > columnWidth(column) || rows == 0) {
            setColumnWidth(column, needed);
        }
    }
    if (rows != table_->rowCount()) {
        updateGeometry();
    }
}

QSize TotalsView::sizeHint() const
{
    const int rows = verticalHeader()->defaultSectionSize() * std::max(1, table_->rowCount());
    const int bar = horizontalScrollBar()->sizeHint().height();
    return {480, rows + horizontalHeader()->sizeHint().height() + bar + 2};
}

QString TotalsView::selectedText() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::ranges::sort(rows);
    return rows.empty() ? wholeText() : table_->text(rows);
}

QString TotalsView::wholeText() const
{
    std::vector<int> rows(static_cast<std::size_t>(table_->rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return rows.empty() ? QString() : table_->text(rows);
}

void TotalsView::copy() const
{
    QApplication::clipboard()->setText(selectedText());
}

void TotalsView::copyAll() const
{
    QApplication::clipboard()->setText(wholeText());
}

void TotalsView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TotalsView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = style::menuFor(this);
    menu->addAction(style::icon(QStringLiteral("copy")), tr("&Copy rows"), QKeySequence::Copy, this,
                    &TotalsView::copy);
    menu->addAction(tr("Copy &all totals"), this, &TotalsView::copyAll);
    menu->popup(event->globalPos());
}

} // namespace framescope::ui
