// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/frame/frame_diagram.h"

#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int lineBits = 32;
constexpr int byteBits = 8;
constexpr int edge = 12;
constexpr int smallestBit = 8;
constexpr int widestBit = 30;
constexpr int longestBitName = 4; ///< "MASK", "RSV1"

QString nameFor(const present::FrameField& field, int width, const QFontMetrics& metrics)
{
    const bool fits = metrics.horizontalAdvance(field.name) <= width - 4;
    return fits ? field.name : metrics.elidedText(field.shortName, Qt::ElideRight, width);
}

QString continuedName(const present::FrameField& field, int width, const QFontMetrics& metrics)
{
    const QString whole = FrameDiagram::tr("%1 (continued)").arg(field.name);
    for (const QString& name : {whole, field.shortName + QStringLiteral(" …")}) {
        if (metrics.horizontalAdvance(name) <= width - 4) {
            return name;
        }
    }
    return QStringLiteral("…");
}

QFont valueFont()
{
    QFont font = style::payloadFont();
    font.setBold(true);
    return font;
}

} // namespace

FrameDiagram::FrameDiagram(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("frameDiagram"));
    setAccessibleName(tr("Frame header as in RFC 6455"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
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

void FrameDiagram::setCompact(bool compact)
{
    if (compact_ != compact) {
        compact_ = compact;
        updateGeometry();
        update();
    }
}

int FrameDiagram::lines() const
{
    return cells_.empty() ? 0 : cells_.back().line + 1;
}

QFont FrameDiagram::nameFont() const
{
    constexpr double smaller = 0.85;
    QFont small = font();
    small.setPointSizeF(QFontInfo(small).pointSizeF() * smaller);
    return small;
}

int FrameDiagram::rulerHeight() const
{
    return QFontMetrics(nameFont()).height() + 3;
}

int FrameDiagram::flagsHeight() const
{
    if (compact_) {
        return lineHeight();
    }
    return longestBitName * QFontMetrics(nameFont()).ascent() + QFontMetrics(valueFont()).height() +
           12;
}

int FrameDiagram::lineHeight() const
{
    const int space = compact_ ? 0 : 8;
    return QFontMetrics(nameFont()).height() + QFontMetrics(valueFont()).height() + space;
}

int FrameDiagram::lineTop(int line) const
{
    const int top = edge + rulerHeight();
    return line == 0 ? top : top + flagsHeight() + (line - 1) * lineHeight();
}

QSize FrameDiagram::sizeHint() const
{
    return {lineBits * 18 + 2 * edge, lineTop(lines()) + edge};
}

QSize FrameDiagram::minimumSizeHint() const
{
    return {lineBits * smallestBit + 2 * edge, sizeHint().height()};
}

QRect FrameDiagram::rectOf(const present::DiagramCell& cell) const
{
    const int space = std::min(width() - 2 * edge, lineBits * widestBit);
    const int left = edge + space * cell.firstColumn / lineBits;
    const int right = edge + space * (cell.firstColumn + cell.columns) / lineBits;
    // One pixel wider and higher, so that neighbours share a line.
    return {left, lineTop(cell.line), right - left + 1,
            (cell.line == 0 ? flagsHeight() : lineHeight()) + 1};
}

QRect FrameDiagram::fieldRect(std::size_t field) const
{
    const auto at = std::find_if(cells_.begin(), cells_.end(),
                                 [&](const auto& cell) { return cell.field == field; });
    return at == cells_.end() ? QRect() : rectOf(*at);
}

void FrameDiagram::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintRuler(painter);
    for (const present::DiagramCell& cell : cells_) {
        paintCell(painter, cell);
    }
    for (const present::DiagramCell& cell : cells_) { // their lines cover those of neighbours
        const present::FrameField& field = fields_[cell.field];
        const bool isSelected = selected_ == cell.field;
        if (isSelected || field.severity) {
            const style::Colours& colours = style::colours(palette());
            painter.setPen(isSelected ? colours.accent : valueColour(field));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(rectOf(cell).adjusted(0, 0, -1, -1));
            if (isSelected && hasFocus()) {
                painter.drawRect(rectOf(cell).adjusted(1, 1, -2, -2));
            }
        }
    }
}

void FrameDiagram::paintRuler(QPainter& painter) const
{
    if (cells_.empty()) {
        return;
    }
    painter.setFont(nameFont());
    const int bitWidth = rectOf({0, 0, 0, 1}).width();
    const bool all = painter.fontMetrics().horizontalAdvance(QStringLiteral("00")) + 4 <= bitWidth;
    painter.setPen(style::colours(palette()).muted);
    for (int bit = 0; bit < lineBits; ++bit) {
        const bool startsByte = bit % byteBits == 0;
        const QRect place = rectOf({0, 0, bit, 1});
        if (all || startsByte || bit == lineBits - 1) {
            const QRect wide(place.center().x() - bitWidth, edge - 4, 2 * bitWidth, rulerHeight());
            painter.drawText(wide, Qt::AlignHCenter | Qt::AlignTop, QString::number(bit));
        }
        const int length = startsByte ? 4 : 2;
        painter.drawLine(place.left(), place.top() - length, place.left(), place.top() - 1);
    }
}

QColor FrameDiagram::valueColour(const present::FrameField& field) const
{
    const style::Colours& colours = style::colours(palette());
    return field.severity ? colours.of(*field.severity) : colours.text;
}

void FrameDiagram::paintCell(QPainter& painter, const present::DiagramCell& cell) const
{
    const style::Colours& colours = style::colours(palette());
    const present::FrameField& field = fields_[cell.field];
    const QRect rect = rectOf(cell);
    QColor ground = cell.field + 1 == fields_.size() ? colours.base : colours.raised;
    if (field.severity) {
        ground = colours.fillOf(*field.severity);
    }
    if (selected_ == cell.field) {
        ground = colours.selection;
    }
    painter.setBrush(ground);
    painter.setPen(colours.borderStrong);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
    if (cell.continued) {
        painter.setFont(nameFont());
        painter.setPen(colours.muted);
        painter.drawText(rect, Qt::AlignCenter,
                         continuedName(field, rect.width(), painter.fontMetrics()));
    } else if (field.bits == 1) {
        paintBit(painter, rect, field);
    } else {
        paintField(painter, rect, field);
    }
}

void FrameDiagram::paintBit(QPainter& painter, const QRect& rect,
                            const present::FrameField& field) const
{
    painter.setFont(nameFont());
    painter.setPen(style::colours(palette()).muted);
    const int step = painter.fontMetrics().ascent();
    int y = rect.top() + (compact_ ? 1 : 3);
    // "F", "1" to "3", "M"
    const QString compact = field.shortName.startsWith(QLatin1String("RSV"))
                                ? field.shortName.right(1)
                                : field.shortName.left(1);
    for (const QChar letter : compact_ ? compact : field.shortName.left(longestBitName)) {
        painter.drawText(QRect(rect.left(), y, rect.width(), step + 3), Qt::AlignCenter,
                         QString(letter));
        y += step;
    }
    painter.setFont(valueFont());
    painter.setPen(valueColour(field));
    const int height = painter.fontMetrics().height();
    painter.drawText(
        QRect(rect.left(), rect.bottom() - height - (compact_ ? 0 : 2), rect.width(), height),
        Qt::AlignCenter, field.value);
}

void FrameDiagram::paintField(QPainter& painter, const QRect& rect,
                              const present::FrameField& field) const
{
    painter.setFont(nameFont());
    painter.setPen(style::colours(palette()).muted);
    const int nameHeight = painter.fontMetrics().height();
    const int valueHeight = QFontMetrics(valueFont()).height();
    const int top = rect.top() + (rect.height() - nameHeight - valueHeight) / 2;
    painter.drawText(QRect(rect.left(), top, rect.width(), nameHeight), Qt::AlignCenter,
                     nameFor(field, rect.width(), painter.fontMetrics()));
    painter.setFont(valueFont());
    painter.setPen(valueColour(field));
    painter.drawText(
        QRect(rect.left(), top + nameHeight, rect.width(), valueHeight), Qt::AlignCenter,
        painter.fontMetrics().elidedText(field.value, Qt::ElideRight, rect.width() - 4));
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

void FrameDiagram::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(fields_.size()) - 1;
    const int at = selected_ ? static_cast<int>(*selected_) : -1;
    const int key = event->key();
    if (last >= 0 && (key == Qt::Key_Right || key == Qt::Key_Down)) {
        emit fieldClicked(std::min(at + 1, last));
    } else if (last >= 0 && (key == Qt::Key_Left || key == Qt::Key_Up)) {
        emit fieldClicked(std::max(at - 1, 0));
    } else if (last >= 0 && (key == Qt::Key_Home || key == Qt::Key_End)) {
        emit fieldClicked(key == Qt::Key_Home ? 0 : last);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool FrameDiagram::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto field = fieldAt(help->pos())) {
            const present::FrameField& at = fields_[*field];
            style::showToolTip(help->globalPos(),
                               QStringLiteral("%1 = %2: %3").arg(at.name, at.value, at.meaning),
                               this);
        } else {
            style::hideToolTip();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace framescope::ui
