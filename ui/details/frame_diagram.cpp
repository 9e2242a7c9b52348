// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/frame_diagram.h"

#include "ui/style/colours.h"
#include "ui/style/fonts.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int lineBits = 32;
constexpr int byteBits = 8;
constexpr int margin = 10;
constexpr int smallestBit = 13;

/// Fields of one bit have room for two letters only.
QString nameFor(const present::FrameField& field, int width, const QFontMetrics& metrics)
{
    if (metrics.horizontalAdvance(field.name) <= width - 6) {
        return field.name;
    }
    if (metrics.horizontalAdvance(field.shortName) <= width) {
        return field.shortName;
    }
    return field.shortName.left(1);
}

} // namespace

FrameDiagram::FrameDiagram(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Frame header as in RFC 6455"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FrameDiagram::setFields(std::vector<present::FrameField> fields)
{
    fields_ = std::move(fields);
    cells_ = present::diagramCells(fields_);
    selected_.reset();
    updateGeometry();
    update();
}

void FrameDiagram::setSelected(std::optional<std::size_t> field)
{
    selected_ = field;
    update();
}

int FrameDiagram::lines() const
{
    return cells_.empty() ? 0 : cells_.back().line + 1;
}

int FrameDiagram::rulerHeight() const
{
    return fontMetrics().height() + 4;
}

int FrameDiagram::cellHeight() const
{
    return fontMetrics().height() * 2 + 14;
}

QSize FrameDiagram::sizeHint() const
{
    return {lineBits * 18 + 2 * margin, rulerHeight() + lines() * cellHeight() + 2 * margin};
}

QSize FrameDiagram::minimumSizeHint() const
{
    return {lineBits * smallestBit + 2 * margin, sizeHint().height()};
}

QRect FrameDiagram::rectOf(const present::DiagramCell& cell) const
{
    const int room = width() - 2 * margin;
    const int left = margin + room * cell.firstColumn / lineBits;
    const int right = margin + room * (cell.firstColumn + cell.columns) / lineBits;
    return {left, margin + rulerHeight() + cell.line * cellHeight(), right - left, cellHeight()};
}

void FrameDiagram::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintRuler(painter);
    for (const present::DiagramCell& cell : cells_) {
        paintCell(painter, cell);
    }
}

void FrameDiagram::paintRuler(QPainter& painter) const
{
    if (cells_.empty()) {
        return;
    }
    painter.setPen(style::colours(palette()).muted);
    for (int bit = 0; bit < lineBits; bit += byteBits) {
        const QRect place = rectOf({0, 0, bit, byteBits});
        painter.drawText(QRect(place.left() + 2, margin, place.width(), rulerHeight()),
                         Qt::AlignLeft | Qt::AlignTop, QString::number(bit));
    }
}

void FrameDiagram::paintCell(QPainter& painter, const present::DiagramCell& cell) const
{
    const style::Colours& colours = style::colours(palette());
    const present::FrameField& field = fields_[cell.field];
    const bool bad = !field.violation.isEmpty();
    const QRect rect = rectOf(cell);
    const bool isSelected = selected_ == cell.field;
    QColor ground = colours.base;
    if (isSelected) {
        ground = colours.selection;
    } else if (bad) {
        ground = colours.badFill;
    }
    painter.fillRect(rect, ground);
    painter.setPen(bad ? colours.bad : colours.borderStrong);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));

    const bool continued = field.firstBit / lineBits != cell.line && field.bits > lineBits;
    const QRect upper(rect.left(), rect.top() + 4, rect.width(), rect.height() / 2 - 2);
    const QRect lower(rect.left(), rect.center().y(), rect.width(), rect.height() / 2 - 2);
    painter.setFont(font());
    painter.setPen(colours.muted);
    if (continued) {
        painter.drawText(rect, Qt::AlignCenter, tr("%1 continued").arg(field.name));
        return;
    }
    painter.drawText(upper, Qt::AlignCenter, nameFor(field, rect.width(), painter.fontMetrics()));
    painter.setPen(bad ? colours.bad : colours.text);
    QFont valueFont = style::payloadFont();
    valueFont.setBold(true);
    painter.setFont(valueFont);
    painter.drawText(lower, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(field.value, Qt::ElideRight, rect.width()));
}

std::optional<std::size_t> FrameDiagram::fieldAt(const QPoint& position) const
{
    const auto at = std::find_if(cells_.begin(), cells_.end(),
                                 [&](const auto& cell) { return rectOf(cell).contains(position); });
    return at == cells_.end() ? std::nullopt : std::optional(at->field);
}

void FrameDiagram::mousePressEvent(QMouseEvent* event)
{
    if (const auto field = fieldAt(event->pos())) {
        emit fieldClicked(static_cast<int>(*field));
    }
}

bool FrameDiagram::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto field = fieldAt(help->pos())) {
            const present::FrameField& at = fields_[*field];
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("%1 = %2: %3").arg(at.name, at.value, at.meaning),
                               this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace framescope::ui
