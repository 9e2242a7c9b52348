// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/details/text/text_painter.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace framescope::ui {

/// A text of any size, byte for byte: what is not UTF-8 stands in a box, in hex, where it is.
/// Only the rows that can be seen are read. Rows are wrapped to the width or as long as their
/// lines. The selection is in bytes; it is made by mouse, or by keys as in an editor.
class TextView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TextView(QWidget* parent = nullptr);

    /// Null is no text. Nothing is selected, the cursor is at the start.
    void setPayload(std::shared_ptr<const present::Payload> payload);
    const std::shared_ptr<const present::Payload>& payload() const { return source_.payload(); }
    /// Shown where there is no text.
    void setPlaceholderText(const QString& text);
    void setWrapping(bool wrapping);
    /// Its matches are marked.
    void setPattern(present::BytePattern pattern);
    /// What the filter looks for is marked too, in another colour.
    void setSought(std::vector<filter::TextPattern> patterns);

    const present::PayloadRows& rows() const { return source_.rows(); }
    std::uint64_t size() const { return source_.size(); }
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
    // Rows
    present::RowLimits fittingLimits() const;
    void takeRows();
    bool isInSight(std::uint64_t offset) const;
    void restoreTop();
    void layOut();
    void updateScrollBars();
    std::uint64_t topRow() const;
    int visibleRows() const;
    void showPending();
    QString tipAt(const QPoint& position) const;

    // Input
    std::uint64_t offsetAt(const QPoint& position) const;
    void setSelection(std::uint64_t anchor, std::uint64_t cursor);
    void moveCursor(std::uint64_t to, bool extend);
    std::optional<std::uint64_t> target(const QKeyEvent& event);

    TextSource source_;          ///< its limits are those that the scroll bar counts by
    std::vector<TextRow> shown_; ///< from the top, as far as it is read
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
    TextGrid grid_;
    bool wrapping_ = true;
    bool moving_ = false; ///< the scroll bar is being set
    QBasicTimer dragScroll_;
    QPoint dragPosition_;
};

} // namespace framescope::ui
