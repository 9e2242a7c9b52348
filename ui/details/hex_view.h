// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "ui/details/hex_layout.h"

#include <QAbstractScrollArea>

#include <cstdint>
#include <utility>

namespace framescope::ui {

/// Bytes in hex and as text. Paints what is visible, so any size costs the same. The selection
/// is shown in both parts alike; it is made by mouse, or by keys as in an editor.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget* parent = nullptr);

    void setBytes(Bytes bytes);
    const Bytes& bytes() const { return bytes_; }

    /// First byte and how many; at least one where there are bytes.
    std::pair<std::uint64_t, std::uint64_t> selection() const;
    void select(std::uint64_t first, std::uint64_t count);
    std::uint64_t cursor() const { return cursor_; }

    /// The selection as "ca fe" and as text.
    QString selectedHex() const;
    QString selectedText() const;
    QSize sizeHint() const override;

public slots:
    void copyHex();
    void copyText();

signals:
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateLayout();
    void paintLine(class QPainter& painter, std::uint64_t line, int y) const;
    void moveCursor(std::uint64_t to, bool extend);
    void showCursor();
    std::uint64_t byteAt(const QPoint& position) const;
    bool isSelected(std::uint64_t at) const;

    Bytes bytes_;
    HexLayout layout_;
    std::uint64_t anchor_ = 0;
    std::uint64_t cursor_ = 0;
};

} // namespace framescope::ui
