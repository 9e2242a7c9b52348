// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QRect>

class QPainter;

namespace framescope::ui {

namespace style {
struct Colours;
}

/// Paints the signs before a row's preview: the arrow of a fold, or the line beside its rows, and
/// the signs of a mark and a note. Returns where the text begins.
int paintRowSigns(QPainter* painter, const QRect& cell, const QModelIndex& index,
                  const style::Colours& colours);

/// Paints the note on a row at the right of its preview; returns the rest of the cell.
QRect paintRowNote(QPainter* painter, const QRect& cell, const QModelIndex& index,
                   const style::Colours& colours);
/// Likewise the number of the connection, if the row above belongs to another one.
QRect paintConnection(QPainter* painter, const QRect& cell, const QModelIndex& index,
                      const style::Colours& colours);

/// The clickable area of a fold's arrow, in the cell of the preview.
QRect foldArrow(const QRect& cell);

} // namespace framescope::ui
