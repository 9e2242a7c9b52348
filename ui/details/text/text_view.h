// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/text_pattern.h"
#include "present/payload/byte_pattern.h"
#include "present/payload/payload_pages.h"
#include "present/payload/payload_rows.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QPainter;

namespace framescope::ui {

/// A text of any size, byte for byte: what is not UTF-8 stands in a box, in hex, where it is.
/// Only the rows that can be seen are read. Rows are wrapped to the width or as long as their
/// lines. The selection is in bytes; it is made by mouse, or by keys as in an editor.
class TextView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TextView(QWidget* parent = nullptr);
    ~TextView() override;

    /// Null is no text. Nothing is selected, the cursor is at the start.
    void setPayload(std::shared_ptr<const present::Payload> payload);
    const std::shared_ptr<const present::Payload>& payload() const { return pages_.payload(); }
    /// Shown where there is no text.
    void setPlaceholderText(const QString& text);
    void setWrapping(bool wrapping);
    /// Its matches are marked.
    void setPattern(present::BytePattern pattern);
    /// What the filter looks for is marked too, in another colour.
    void setSought(std::vector<filter::TextPattern> patterns);

    const present::PayloadRows& rows() const { return rows_; }
    std::uint64_t size() const { return pages_.size(); }
    /// First byte and how many.
    std::pair<std::uint64_t, std::uint64_t> selection() const;
    std::uint64_t cursor() const { return cursor_; }
    /// Shows it, as soon as it is known in which row it is.
    void select(std::uint64_t first, std::uint64_t count);

    /// Where the character at an offset is painted in the viewport; empty where it is not seen.
    QRect rectOf(std::uint64_t offset) const;
    /// The rows that can be seen, as they are painted.
    QStringList visibleText() const;
    QSize sizeHint() const override;

public slots:
    void selectAll();

signals:
    void selectionChanged();
    /// More rows are known, or others.
    void rowsChanged();
    void copyRequested();
    void menuRequested(const QPoint& globalPosition);
    void failed(const QString& message);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    struct Row
    {
        std::uint64_t offset = 0;
        Bytes bytes;
        std::vector<present::TextCell> cells;
        bool endsLine = false;

        std::uint64_t end() const { return offset + bytes.size(); }
    };

    // Rows
    present::RowLimits fittingLimits() const;
    void takeRows();
    bool isInSight(std::uint64_t offset) const;
    void restoreTop();
    void layOut();
    void updateScrollBars();
    std::optional<Row> readRow(std::uint64_t offset);
    std::optional<std::uint64_t> offsetOfRow(std::uint64_t row);
    std::optional<std::uint64_t> rowOfOffset(std::uint64_t offset);
    std::uint64_t topRow() const;
    int visibleRows() const;
    void showPending();
    int xOf(std::uint32_t column) const;
    QRect cellRect(std::size_t row, const present::TextCell& cell) const;

    // Painting
    void paintRow(QPainter& painter, std::size_t index) const;
    enum class Ground : std::uint8_t { None, Sought, Found };
    std::vector<Ground> groundsOf(const Row& row) const;
    void paintGrounds(QPainter& painter, std::size_t index) const;
    void paintText(QPainter& painter, std::size_t index) const;
    void paintBox(QPainter& painter, const QRect& rect, const present::TextCell& cell) const;
    void paintCursor(QPainter& painter) const;
    QString tipAt(const QPoint& position) const;

    // Input
    std::uint64_t offsetAt(const QPoint& position) const;
    void moveCursor(std::uint64_t to, bool extend);
    std::optional<std::uint64_t> target(const QKeyEvent& event);
    std::uint64_t nextTo(std::uint64_t offset, bool forward);
    std::uint64_t wordEdge(std::uint64_t offset, bool forward);
    std::uint64_t verticalTarget(std::int64_t rows);
    std::uint64_t rowEdge(bool end);
    std::uint32_t columnOf(std::uint64_t offset);

    present::PayloadPages pages_;
    present::PayloadRows rows_;
    present::RowLimits shownLimits_; ///< that the scroll bar counts by
    std::vector<Row> shown_;         ///< from the top, as far as it is read
    std::uint64_t topOffset_ = 0;
    std::uint64_t anchor_ = 0;
    std::uint64_t cursor_ = 0;
    std::optional<std::uint64_t> pending_;      ///< to be shown when its row is known
    std::optional<std::uint64_t> keptTop_;      ///< to be at the top again after other limits
    std::optional<std::uint32_t> wantedColumn_; ///< that up and down keep to
    present::BytePattern pattern_;
    std::vector<filter::TextPattern> sought_;
    QString placeholder_;
    QFont gridFont_; ///< each ASCII character as wide as a column
    int charWidth_ = 8;
    int lineHeight_ = 16;
    bool wrapping_ = true;
    bool moving_ = false; ///< the scroll bar is being set
    QBasicTimer dragScroll_;
    QPoint dragPosition_;
};

} // namespace framescope::ui
