// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/frame_fields.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace framescope::ui {

/// A frame drawn as in RFC 6455 5.2: 32 bits a line, each field with what stood in it. A field
/// that a check complains about is drawn so.
class FrameDiagram : public QWidget
{
    Q_OBJECT

public:
    explicit FrameDiagram(QWidget* parent = nullptr);

    void setFields(std::vector<present::FrameField> fields);
    void setSelected(std::optional<std::size_t> field);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void fieldClicked(int field);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRect rectOf(const present::DiagramCell& cell) const;
    int rulerHeight() const;
    int cellHeight() const;
    int lines() const;
    void paintRuler(class QPainter& painter) const;
    void paintCell(class QPainter& painter, const present::DiagramCell& cell) const;
    std::optional<std::size_t> fieldAt(const QPoint& position) const;

    std::vector<present::FrameField> fields_;
    std::vector<present::DiagramCell> cells_;
    std::optional<std::size_t> selected_;
};

} // namespace framescope::ui
