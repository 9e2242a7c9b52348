// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/hex_view.h"

#include "ui/style/colours.h"
#include "ui/style/fonts.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QtMath>

#include <algorithm>

namespace framescope::ui {

namespace {

bool isPrintable(std::uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

QString hexOf(std::uint8_t byte)
{
    return QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0'));
}

} // namespace

HexView::HexView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFont(style::payloadFont());
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
    updateLayout();
}

void HexView::setBytes(std::shared_ptr<const Bytes> bytes)
{
    bytes_ = std::move(bytes);
    anchor_ = 0;
    cursor_ = 0;
    hasSelection_ = !this->bytes().empty();
    updateLayout();
    verticalScrollBar()->setValue(0);
    viewport()->update();
    emit selectionChanged();
}

ByteView HexView::bytes() const
{
    return bytes_ ? ByteView(*bytes_) : ByteView();
}

std::pair<std::uint64_t, std::uint64_t> HexView::selection() const
{
    if (!hasSelection_) {
        return {0, 0};
    }
    const auto [first, last] = std::minmax(anchor_, cursor_);
    return {first, last - first + 1};
}

void HexView::select(std::uint64_t first, std::uint64_t count)
{
    if (bytes().empty() || count == 0) {
        return;
    }
    const std::uint64_t last = bytes().size() - 1;
    const std::uint64_t from = std::min(first, last);
    anchor_ = from + std::min(count - 1, last - from);
    moveCursor(from, true);
}

void HexView::clearSelection()
{
    hasSelection_ = false;
    viewport()->update();
    emit selectionChanged();
}

bool HexView::isSelected(std::uint64_t at) const
{
    const auto [first, count] = selection();
    return at >= first && at - first < count;
}

QString HexView::selectedHex() const
{
    const auto [first, count] = selection();
    const ByteView selected = bytes().subspan(first, count);
    return QString::fromLatin1(
        QByteArray::fromRawData(reinterpret_cast<const char*>(selected.data()),
                                static_cast<qsizetype>(selected.size()))
            .toHex(' '));
}

QString HexView::selectedText() const
{
    const auto [first, count] = selection();
    const ByteView selected = bytes().subspan(first, count);
    return QString::fromUtf8(reinterpret_cast<const char*>(selected.data()),
                             static_cast<qsizetype>(selected.size()));
}

void HexView::copyHex()
{
    QGuiApplication::clipboard()->setText(selectedHex());
}

void HexView::copyText()
{
    QGuiApplication::clipboard()->setText(selectedText());
}

QSize HexView::sizeHint() const
{
    constexpr int lines = 16;
    return {layout_.width(), heightOfLines(lines)};
}

int HexView::heightOfLines(int lines) const
{
    return lines * layout_.lineHeight + layout_.margin;
}

/// As many bytes a line as fit; what was at the top stays there.
void HexView::updateLayout()
{
    const auto top = static_cast<std::uint64_t>(verticalScrollBar()->value()) * perLine();
    const QFontMetricsF metrics(font());
    layout_.charWidth = qCeil(metrics.horizontalAdvance(QLatin1Char('0')));
    layout_.lineHeight = qCeil(metrics.lineSpacing()) + 2;
    layout_.offsetDigits = HexLayout::digitsFor(bytes().size());
    layout_.fit(viewport()->width());
    const int page = std::max(1, (viewport()->height() - layout_.margin / 2) / layout_.lineHeight);
    const auto lines = static_cast<int>(layout_.lines(bytes().size()));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(0, lines - page));
    verticalScrollBar()->setValue(static_cast<int>(top / perLine()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, layout_.width() - viewport()->width()));
    horizontalScrollBar()->setSingleStep(layout_.charWidth);
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateLayout();
}

void HexView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateLayout();
    }
}

QRect HexView::cell(std::uint64_t at, int x, int characters) const
{
    const auto row = static_cast<std::int64_t>(at / perLine()) - verticalScrollBar()->value();
    const auto y = static_cast<int>(row) * layout_.lineHeight + layout_.margin / 2;
    return {x - horizontalScrollBar()->value(), y, characters * layout_.charWidth,
            layout_.lineHeight};
}

QRect HexView::hexRect(std::uint64_t at) const
{
    return cell(at, layout_.hexColumn(static_cast<int>(at % perLine())), 2);
}

QRect HexView::textRect(std::uint64_t at) const
{
    return cell(at, layout_.textColumn(static_cast<int>(at % perLine())), 1);
}

void HexView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), style::colours(palette()).base);
    const auto first = static_cast<std::uint64_t>(verticalScrollBar()->value());
    const auto visible = static_cast<std::uint64_t>(viewport()->height() / layout_.lineHeight) + 1;
    const std::uint64_t end = std::min(first + visible, layout_.lines(bytes().size()));
    for (std::uint64_t line = first; line < end; ++line) {
        paintLine(painter, line);
    }
}

void HexView::paintLine(QPainter& painter, std::uint64_t line) const
{
    const std::uint64_t start = line * perLine();
    painter.setPen(style::colours(palette()).muted);
    painter.drawText(cell(start, layout_.margin, layout_.offsetDigits), Qt::AlignVCenter,
                     QStringLiteral("%1").arg(start, layout_.offsetDigits, 16, QLatin1Char('0')));
    const std::uint64_t end = std::min<std::uint64_t>(start + perLine(), bytes().size());
    for (std::uint64_t at = start; at < end; ++at) {
        paintByte(painter, at);
    }
}

void HexView::paintByte(QPainter& painter, std::uint64_t at) const
{
    const style::Colours& colours = style::colours(palette());
    const std::uint8_t byte = bytes()[at];
    const QRect hex = hexRect(at);
    const QRect text = textRect(at);
    if (isSelected(at)) {
        const QColor& ground = hasFocus() ? colours.selection : colours.selectionInactive;
        const int half = (layout_.charWidth + 1) / 2;
        painter.fillRect(hex.adjusted(-half, 0, half, 0), ground);
        painter.fillRect(text, ground);
    }
    if (hasFocus() && hasSelection_ && at == cursor_) {
        painter.setPen(colours.accent);
        painter.drawRect(hex.adjusted(-2, 0, 1, -1));
        painter.drawRect(text.adjusted(0, 0, -1, -1));
    }
    painter.setPen(byte == 0 ? colours.muted : colours.text);
    painter.drawText(hex, Qt::AlignVCenter, hexOf(byte));
    painter.setPen(isPrintable(byte) ? colours.string : colours.muted);
    painter.drawText(
        text, Qt::AlignVCenter,
        QString(isPrintable(byte) ? QLatin1Char(static_cast<char>(byte)) : QLatin1Char('.')));
}

/// The byte at, or next to, a position that may be outside of the viewport.
std::uint64_t HexView::byteAt(const QPoint& position) const
{
    const int y = position.y() - layout_.margin / 2;
    const int row = y >= 0 ? y / layout_.lineHeight : -1;
    const auto line = static_cast<std::uint64_t>(std::max(0, verticalScrollBar()->value() + row));
    const int column = layout_.nearestByte(position.x() + horizontalScrollBar()->value());
    const std::uint64_t at = line * perLine() + static_cast<std::uint64_t>(column);
    return bytes().empty() ? 0 : std::min<std::uint64_t>(at, bytes().size() - 1);
}

void HexView::moveCursor(std::uint64_t to, bool extend)
{
    cursor_ = to;
    if (!extend) {
        anchor_ = to;
    }
    hasSelection_ = true;
    showCursor();
    viewport()->update();
    emit selectionChanged();
}

void HexView::showCursor()
{
    const auto line = static_cast<int>(cursor_ / perLine());
    QScrollBar* bar = verticalScrollBar();
    if (line < bar->value()) {
        bar->setValue(line);
    } else if (line >= bar->value() + bar->pageStep()) {
        bar->setValue(line - bar->pageStep() + 1);
    }
}

std::optional<std::int64_t> HexView::target(const QKeyEvent& event) const
{
    const auto line = static_cast<std::int64_t>(perLine());
    const std::int64_t page = line * verticalScrollBar()->pageStep();
    const auto at = static_cast<std::int64_t>(cursor_);
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    switch (event.key()) {
    case Qt::Key_Left:
        return at - 1;
    case Qt::Key_Right:
        return at + 1;
    case Qt::Key_Up:
        return at >= line ? at - line : at;
    case Qt::Key_Down:
        return at + line;
    case Qt::Key_PageUp:
        return at - page;
    case Qt::Key_PageDown:
        return at + page;
    case Qt::Key_Home:
        return control ? 0 : at - at % line;
    case Qt::Key_End:
        return control ? static_cast<std::int64_t>(bytes().size()) : at - at % line + line - 1;
    default:
        return std::nullopt;
    }
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    const bool both = event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (both && event->key() == Qt::Key_C) {
        copyText();
    } else if (event->matches(QKeySequence::Copy)) {
        copyHex();
    } else if (event->matches(QKeySequence::SelectAll)) {
        select(0, bytes().size());
    } else if (const auto to = target(*event); to && !bytes().empty()) {
        const auto last = static_cast<std::int64_t>(bytes().size()) - 1;
        moveCursor(static_cast<std::uint64_t>(std::clamp<std::int64_t>(*to, 0, last)),
                   event->modifiers().testFlag(Qt::ShiftModifier));
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !bytes().empty()) {
        moveCursor(byteAt(event->pos()), event->modifiers().testFlag(Qt::ShiftModifier));
    }
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && !bytes().empty()) {
        moveCursor(byteAt(event->pos()), true);
    }
}

void HexView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    const auto add = [&](const QString& text, const QKeySequence& keys, auto slot) {
        QAction* action = menu.addAction(text, this, slot);
        action->setShortcut(keys); // for show: keyPressEvent acts on them
        action->setEnabled(hasSelection_);
    };
    add(tr("Copy as hex"), QKeySequence(QKeySequence::Copy), &HexView::copyHex);
    add(tr("Copy as text"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &HexView::copyText);
    menu.exec(event->globalPos());
}

} // namespace framescope::ui
