// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/frame_fields.h"

#include <QWidget>

#include <optional>
#include <vector>

class QPainter;

namespace framescope::ui {

/// A frame drawn as in RFC 6455 5.2: 32 bits per line, each field with its value. A field with a
/// failed check is marked. The arrow keys move from field to field.
class FrameDiagram : public QWidget
{
    Q_OBJECT

public:
    explicit FrameDiagram(QWidget* parent = nullptr);

    void setFields(std::vector<present::FrameField> fields);
    void setSelected(std::optional<std::size_t> field);
    /// Names single bits by one letter, so that all lines have the same small height.
    void setCompact(bool compact);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// The rectangle of a field's first piece.
    QRect fieldRect(std::size_t field) const;

signals:
    void fieldClicked(int field);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRect rectOf(const present::DiagramCell& cell) const;
    QFont nameFont() const;
    int rulerHeight() const;
    int flagsHeight() const; ///< of the first line, whose bit names are vertical
    int lineHeight() const;
    int lineTop(int line) const;
    int lines() const;
    void paintRuler(QPainter& painter) const;
    void paintCell(QPainter& painter, const present::DiagramCell& cell) const;
    void paintBit(QPainter& painter, const QRect& rect, const present::FrameField& field) const;
    void paintField(QPainter& painter, const QRect& rect, const present::FrameField& field) const;
    QColor valueColour(const present::FrameField& field) const;
    std::optional<std::size_t> fieldAt(const QPoint& position) const;

    std::vector<present::FrameField> fields_;
    std::vector<present::DiagramCell> cells_;
    std::optional<std::size_t> selected_;
    bool compact_ = false;
};

} // namespace framescope::ui
