// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QRect>

class QPainter;

namespace framescope::ui {

namespace style {
struct Colours;
}

/// Paints what stands before a row's preview: the arrow of a fold, or the line that holds its
/// rows together; that it is marked, and that it has a note. Returns where the text begins.
int paintRowSigns(QPainter* painter, const QRect& cell, const QModelIndex& index,
                  const style::Colours& colours);

/// Paints the note on a row at the right of its preview; returns what is left of the cell.
QRect paintRowNote(QPainter* painter, const QRect& cell, const QModelIndex& index,
                   const style::Colours& colours);
/// Likewise the number of the connection, where the row above is of another.
QRect paintConnection(QPainter* painter, const QRect& cell, const QModelIndex& index,
                      const style::Colours& colours);

/// Where the arrow of a fold can be clicked, in the cell of the preview.
QRect foldArrow(const QRect& cell);

} // namespace framescope::ui
