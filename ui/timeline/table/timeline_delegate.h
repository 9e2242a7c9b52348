// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/words/tone.h"
#include "ui/timeline/table/row_hits.h"

#include <QFont>
#include <QHash>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace framescope::ui {

/// Paints the cells of the timeline: direction as arrow and word, type as badge, a sign for a
/// failed check, a line where another connection begins. Rows have one background, and no focus
/// frame around a single cell.
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TimelineDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    /// Sets the row under the mouse; -1: none.
    void setHoveredRow(int row) { hoveredRow_ = row; }
    /// Set the matches to highlight in previews: those of the filter and of the find strip.
    void setHits(RowHits hits) { hits_ = std::move(hits); }
    void setFound(RowHits found) { found_ = std::move(found); }
    void setFonts(const QFont& text, const QFont& payload);
    void setNamesSides(bool names) { namesSides_ = names; }
    int rowHeight() const;
    /// The width for the usual content of a column.
    int columnWidth(int column) const;
    /// The width that a text needs in a column.
    int widthOf(const QString& text, int column) const;

private:
    struct Badge
    {
        QString text;
        QString icon;
        present::Tone tone;
        bool filled; ///< with its own background
    };
    void paintDirection(QPainter* painter, const QRect& cell, const QModelIndex& index) const;
    void paintType(QPainter* painter, const QRect& cell, const QModelIndex& index) const;
    void paintPreview(QPainter* painter, QRect cell, const QModelIndex& index,
                      const QPalette& palette) const;
    void paintBadge(QPainter* painter, const QRect& cell, const Badge& badge) const;
    QPixmap drawBadge(const QSize& size, const Badge& badge, qreal pixelRatio) const;
    static void paintHits(QPainter* painter, const QRect& cell, const QString& text,
                          const RowHits& hits, const QColor& ground);

    RowHits hits_;
    RowHits found_;
    mutable QHash<QString, QPixmap> badges_; ///< cached: there are few, and they are painted often
    int hoveredRow_ = -1;
    bool namesSides_ = false; ///< see TimelineModel
    QFont text_;
    QFont payload_;
};

} // namespace framescope::ui
