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
    const auto paint = [&](const QString& name, style::Ink ink) {
        style::icon(name, ink).paint(painter, iconRect(cell, left));
        left += IconSize + IconGap;
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
        left += IconSize + IconGap;
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

QRect paintRowNote(QPainter* painter, QRect cell, const QModelIndex& index,
                   const style::Colours& colours)
{
    constexpr int Share = 2; // of the cell, at most its half
    QString note = index.data(TimelineModel::NoteRole).toString().simplified();
    if (note.isEmpty()) {
        return cell;
    }
    note = painter->fontMetrics().elidedText(note, Qt::ElideRight, cell.width() / Share);
    const int width = painter->fontMetrics().horizontalAdvance(note);
    painter->setPen(colours.warning);
    painter->drawText(cell, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), note);
    cell.setRight(cell.right() - width - 2 * IconGap);
    return cell;
}

QRect foldArrow(const QRect& cell)
{
    constexpr int Margin = 8; // as the delegate leaves it
    return {cell.left(), cell.top(), Margin + IconSize + IconGap, cell.height()};
}

} // namespace framescope::ui
