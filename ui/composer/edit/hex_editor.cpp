// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/edit/hex_editor.h"

#include "ui/style/colours.h"
#include "ui/style/fonts.h"

#include <QFocusEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace framescope::ui {

namespace {

bool hasGlyph(std::uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

} // namespace

HexEditor::HexEditor(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    style::usePayloadFont(*this);
    viewport()->setCursor(Qt::IBeamCursor);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    updateLayout();
}

void HexEditor::setBytes(const QByteArray& bytes)
{
    buffer_.reset(bytes.left(HexBuffer::MostBytes));
    cursor_ = 0;
    anchor_ = 0;
    lowDigit_ = false;
    updateLayout();
    verticalScrollBar()->setValue(0);
    viewport()->update();
    emit changed();
    emit stateChanged();
}

QSize HexEditor::minimumSizeHint() const
{
    return {layout_.charWidth * 20, layout_.lineHeight + 12};
}

void HexEditor::updateLayout()
{
    const QFontMetricsF metrics(font());
    layout_.charWidth = static_cast<int>(std::ceil(metrics.horizontalAdvance(QLatin1Char('0'))));
    layout_.lineHeight = static_cast<int>(std::ceil(metrics.lineSpacing())) + 2;
    layout_.offsetDigits =
        HexLayout::digitsFor(static_cast<std::uint64_t>(buffer_.size()), HexLayout::FewestDigits);
    layout_.margin = HexLayout::LeastMargin;
    layout_.fit(viewport()->width());
    const int page = std::max(1, viewport()->height() / layout_.lineHeight);
    const auto lines = static_cast<int>(buffer_.size() / layout_.bytesPerLine) + 1;
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(0, lines - page));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, layout_.width() - viewport()->width()));
    horizontalScrollBar()->setSingleStep(layout_.charWidth);
}

QRect HexEditor::cell(qsizetype at, int x, int characters) const
{
    const auto row = static_cast<int>(at / layout_.bytesPerLine) - verticalScrollBar()->value();
    return {x - horizontalScrollBar()->value(), row * layout_.lineHeight + layout_.margin / 2,
            characters * layout_.charWidth, layout_.lineHeight};
}

QRect HexEditor::hexRect(qsizetype at) const
{
    return cell(at, layout_.hexColumn(static_cast<int>(at % layout_.bytesPerLine)), 2);
}

QRect HexEditor::textRect(qsizetype at) const
{
    return cell(at, layout_.textColumn(static_cast<int>(at % layout_.bytesPerLine)), 1);
}

std::pair<qsizetype, qsizetype> HexEditor::selection() const
{
    const auto [first, end] = std::minmax(anchor_, cursor_);
    return {first, end - first};
}

void HexEditor::paintEvent(QPaintEvent* /*event*/)
{
    const style::Colours& colours = style::colours(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), isEnabled() ? colours.base : colours.window);
    const auto [selected, count] = selection();
    const qsizetype first = qsizetype{verticalScrollBar()->value()} * layout_.bytesPerLine;
    const qsizetype shown =
        qsizetype{viewport()->height() / layout_.lineHeight + 1} * layout_.bytesPerLine;
    const qsizetype end = std::min(first + shown, buffer_.size());
    for (qsizetype at = first; at < end || at == first; ++at) {
        if (at % layout_.bytesPerLine == 0) {
            painter.setPen(colours.muted);
            painter.drawText(
                cell(at, layout_.margin, layout_.offsetDigits), Qt::AlignVCenter,
                QStringLiteral("%1").arg(at, layout_.offsetDigits, 16, QLatin1Char('0')));
        }
        if (at >= end) {
            break;
        }
        if (at >= selected && at < selected + count) {
            const QColor& ground = hasFocus() ? colours.selection : colours.selectionInactive;
            painter.fillRect(hexRect(at).adjusted(-2, 0, 2, 0), ground);
            painter.fillRect(textRect(at), ground);
        }
        const auto byte = static_cast<std::uint8_t>(buffer_.bytes()[at]);
        painter.setPen(byte == 0 ? colours.muted : colours.text);
        painter.drawText(hexRect(at), Qt::AlignVCenter,
                         QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')));
        painter.setPen(hasGlyph(byte) ? colours.string : colours.muted);
        painter.drawText(
            textRect(at), Qt::AlignVCenter,
            QString(hasGlyph(byte) ? QLatin1Char(static_cast<char>(byte)) : QLatin1Char('.')));
    }
    paintCursor(painter);
}

/// A bar before the byte where bytes are inserted, else a frame around it. The other part shows
/// its place by a line below.
void HexEditor::paintCursor(QPainter& painter) const
{
    const style::Colours& colours = style::colours(palette());
    const QRect hex = hexRect(cursor_).adjusted(lowDigit_ ? layout_.charWidth : 0, 0, 0, -1);
    const QRect text = textRect(cursor_).adjusted(0, 0, 0, -1);
    const QRect& here = inText_ ? text : hex;
    const QRect& there = inText_ ? hex : text;
    painter.setPen(hasFocus() ? colours.muted : colours.border);
    painter.drawLine(there.bottomLeft(), there.bottomRight());
    if (!hasFocus()) {
        return;
    }
    if (inserting_ && !lowDigit_) {
        painter.fillRect(QRect(here.left() - 1, here.top(), 2, here.height()), colours.accent);
    } else {
        painter.setPen(colours.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(here.adjusted(-1, 0, 0, 0));
    }
}

void HexEditor::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateLayout();
}

void HexEditor::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateLayout();
        updateGeometry();
    }
}

void HexEditor::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason) {
        inText_ = false;
    } else if (event->reason() == Qt::BacktabFocusReason) {
        inText_ = true;
    }
    viewport()->update();
    emit stateChanged();
}

void HexEditor::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace framescope::ui
