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

/// A text of any size, byte for byte: invalid UTF-8 is shown in place, as hex in a box. Only the
/// visible rows are read. Rows are wrapped to the width, or as long as their lines. The selection
/// is in bytes; it is made by mouse, or by keys as in an editor.
class TextView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TextView(QWidget* parent = nullptr);

    /// Shows a payload, null for no text. Clears the selection and moves the cursor to the start.
    void setPayload(std::shared_ptr<const present::Payload> payload);
    const std::shared_ptr<const present::Payload>& payload() const { return source_.payload(); }
    /// Sets the text shown for an empty payload.
    void setPlaceholderText(const QString& text);
    void setWrapping(bool wrapping);
    /// Sets the pattern whose matches are marked.
    void setPattern(present::BytePattern pattern);
    /// Sets the filter's patterns, whose matches are marked in another colour.
    void setSought(std::vector<filter::TextPattern> patterns);

    const present::PayloadRows& rows() const { return source_.rows(); }
    std::uint64_t size() const { return source_.size(); }
    /// The first selected byte and the number of bytes.
    std::pair<std::uint64_t, std::uint64_t> selection() const;
    std::uint64_t cursor() const { return cursor_; }
    /// Selects bytes, and shows them as soon as their row is known.
    void select(std::uint64_t first, std::uint64_t count);

    /// Returns the rectangle of the character at an offset in the viewport; empty if not visible.
    QRect rectOf(std::uint64_t offset) const;
    /// Returns the visible rows as they are painted.
    QStringList visibleText() const;
    QSize sizeHint() const override;

public slots:
    void selectAll();

signals:
    void selectionChanged();
    /// Emitted when rows were added or replaced.
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

    TextSource source_;          ///< its limits are also those of the scroll bar
    std::vector<TextRow> shown_; ///< the visible rows, as far as they are read
    std::uint64_t topOffset_ = 0;
    std::uint64_t anchor_ = 0;
    std::uint64_t cursor_ = 0;
    std::optional<std::uint64_t> pending_;      ///< offset to show when its row is known
    std::optional<std::uint64_t> keptTop_;      ///< offset to restore at the top after new limits
    std::optional<std::uint32_t> wantedColumn_; ///< column kept by the up and down keys
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
