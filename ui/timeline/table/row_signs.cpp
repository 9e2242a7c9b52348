// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/table/row_signs.h"

#include "present/rows/timeline_model.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"

#include <QPainter>

#include <algorithm>

namespace framescope::ui {

namespace {

using present::FoldState;
using present::TimelineModel;

constexpr int SignGap = 7;

void paintFoldLine(QPainter* painter, const QRect& cell, const QColor& color)
{
    const int x = cell.left() + SignSize / 2;
    painter->setPen(color);
    painter->drawLine(x, cell.top(), x, cell.bottom());
}

} // namespace

QRect signRect(const QRect& cell, int left)
{
    return {left, cell.top() + (cell.height() - SignSize) / 2, SignSize, SignSize};
}

int paintRowSigns(QPainter* painter, const QRect& cell, const QModelIndex& index,
                  const style::Colours& colours)
{
    int left = cell.left();
    const auto paint = [&](const QString& name, style::Ink ink) {
        style::icon(name, ink).paint(painter, signRect(cell, left));
        left += SignSize + SignGap;
    };
    switch (static_cast<FoldState>(index.data(TimelineModel::FoldRole).toInt())) {
    case FoldState::Closed:
        paint(QStringLiteral("fold-closed"), style::Ink::Muted);
        break;
    case FoldState::Open:
        paint(QStringLiteral("fold-open"), style::Ink::Muted);
        break;
    case FoldState::Inside:
        paintFoldLine(painter, cell, colours.borderStrong);
        left += SignSize + SignGap;
        break;
    case FoldState::None:
        break;
    }
    if (index.data(TimelineModel::MarkRole).toBool()) {
        paint(QStringLiteral("mark"), style::Ink::Accent);
    }
    if (!index.data(TimelineModel::NoteRole).toString().isEmpty()) {
        paint(QStringLiteral("note"), style::Ink::Warning);
    }
    return left;
}

QRect paintAtEnd(QPainter* painter, QRect cell, const QString& text, const QColor& color,
                 int before)
{
    const int kept = std::min(before + 2 * SignGap, cell.width() / 3);
    const QString shown =
        painter->fontMetrics().elidedText(text, Qt::ElideRight, cell.width() - kept);
    painter->setPen(color);
    painter->drawText(cell, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), shown);
    cell.setRight(cell.right() - painter->fontMetrics().horizontalAdvance(shown) - 2 * SignGap);
    return cell;
}

QRect foldArrow(const QRect& cell)
{
    constexpr int Margin = 8; // as in TimelineDelegate
    return {cell.left(), cell.top(), Margin + SignSize + SignGap, cell.height()};
}

} // namespace framescope::ui
