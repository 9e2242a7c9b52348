// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/row_signs.h"

#include "present/timeline_model.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"

#include <QPainter>

namespace framescope::ui {

namespace {

using present::FoldState;
using present::TimelineModel;

constexpr int IconSize = 14;
constexpr int IconGap = 7;

QRect iconRect(const QRect& cell, int left)
{
    return {left, cell.top() + (cell.height() - IconSize) / 2, IconSize, IconSize};
}

void paintFoldLine(QPainter* painter, const QRect& cell, const QColor& color)
{
    const int x = cell.left() + IconSize / 2;
    painter->setPen(color);
    painter->drawLine(x, cell.top(), x, cell.bottom());
}

} // namespace

int paintRowSigns(QPainter* painter, const QRect& cell, const QModelIndex& index,
                  const style::Colours& colours)
{
    int left = cell.left();
    const auto fold = static_cast<FoldState>(index.data(TimelineModel::FoldRole).toInt());
    if (fold == FoldState::None) {
        return left;
    }
    if (fold == FoldState::Inside) {
        paintFoldLine(painter, cell, colours.borderStrong);
    } else {
        const bool closed = fold == FoldState::Closed;
        style::icon(closed ? QStringLiteral("fold-closed") : QStringLiteral("fold-open"),
                    style::Ink::Muted)
            .paint(painter, iconRect(cell, left));
    }
    left += IconSize + IconGap;
    return left;
}

QRect foldArrow(const QRect& cell)
{
    constexpr int Margin = 8; // as the delegate leaves it
    return {cell.left(), cell.top(), Margin + IconSize + IconGap, cell.height()};
}

} // namespace framescope::ui
