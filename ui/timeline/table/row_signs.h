// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QRect>

class QPainter;

namespace framescope::ui {

namespace style {
struct Colours;
}

inline constexpr int SignSize = 14; ///< pixels

/// The rectangle of a sign or icon with its left edge at `left`, in the middle of the height.
QRect signRect(const QRect& cell, int left);

/// Paints the signs before a row's preview: the arrow of a fold, or the line beside its rows, and
/// the signs of a mark and a note. Returns where the text begins.
int paintRowSigns(QPainter* painter, const QRect& cell, const QModelIndex& index,
                  const style::Colours& colours);

/// Paints a text at the right end of a cell; returns the rest of the cell. What stands before it,
/// of a width of `before` pixels, keeps its room, if need be no more than a third of the cell.
QRect paintAtEnd(QPainter* painter, QRect cell, const QString& text, const QColor& color,
                 int before);

/// The clickable area of a fold's arrow, in the cell of the preview.
QRect foldArrow(const QRect& cell);

} // namespace framescope::ui
