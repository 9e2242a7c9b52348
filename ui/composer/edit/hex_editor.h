// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/edit/hex_buffer.h"
#include "ui/details/hex/hex_layout.h"

#include <QAbstractScrollArea>

#include <cstdint>
#include <utility>

class QPainter;

namespace framescope::ui {

/// An editor of bytes, in hex and beside it as text. Tab changes from hex to text, Insert from
/// overwriting to inserting. It holds at most HexBuffer::MostBytes.
class HexEditor : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexEditor(QWidget* parent = nullptr);

    const QByteArray& bytes() const { return buffer_.bytes(); }
    void setBytes(const QByteArray& bytes);
    bool isInserting() const { return inserting_; }
    bool isInText() const { return inText_; }
    qsizetype cursor() const { return cursor_; }
    /// The rectangle of a byte in the viewport, in the hex part or in the text part.
    QRect hexRect(qsizetype at) const;
    QRect textRect(qsizetype at) const;
    QSize minimumSizeHint() const override;

signals:
    void changed();
    /// Emitted when the cursor has moved, or the way of editing has changed.
    void stateChanged();
    /// Emitted with a sentence if something could not be inserted.
    void refused(const QString& message);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void updateLayout();
    QRect cell(qsizetype at, int x, int characters) const;
    void paintCursor(QPainter& painter) const;
    void moveCursor(qsizetype to, bool extend);
    bool moveByKey(const QKeyEvent& event);
    bool editByKey(const QKeyEvent& event);
    void typeDigit(std::uint8_t digit);
    void insert(const QByteArray& bytes);
    void erase(bool before);
    void edited(qsizetype cursor);
    void paste();
    void takeBack(bool again);
    qsizetype placeAt(const QPoint& position, bool& inText) const;
    std::pair<qsizetype, qsizetype> selection() const;

    HexBuffer buffer_;
    HexLayout layout_;
    qsizetype anchor_ = 0;  ///< where the selection begins; `cursor_` if there is none
    qsizetype cursor_ = 0;  ///< 0 to the number of bytes
    bool lowDigit_ = false; ///< the next digit is the second of the byte at `cursor_`
    bool inserting_ = true;
    bool inText_ = false;
};

} // namespace framescope::ui
