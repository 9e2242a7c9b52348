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

#include <algorithm>

namespace framescope::ui {

namespace {

QChar printable(std::uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7F ? QLatin1Char(static_cast<char>(byte)) : QLatin1Char('.');
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
    viewport()->setBackgroundRole(QPalette::Base);
    updateLayout();
}

void HexView::setBytes(Bytes bytes)
{
    bytes_ = std::move(bytes);
    anchor_ = 0;
    cursor_ = 0;
    updateLayout();
    verticalScrollBar()->setValue(0);
    viewport()->update();
    emit selectionChanged();
}

std::pair<std::uint64_t, std::uint64_t> HexView::selection() const
{
    if (bytes_.empty()) {
        return {0, 0};
    }
    const auto [first, last] = std::minmax(anchor_, cursor_);
    return {first, last - first + 1};
}

void HexView::select(std::uint64_t first, std::uint64_t count)
{
    if (bytes_.empty() || count == 0) {
        return;
    }
    const std::uint64_t last = bytes_.size() - 1;
    anchor_ = std::min(first, last);
    moveCursor(std::min(anchor_ + count - 1, last), true);
}

bool HexView::isSelected(std::uint64_t at) const
{
    const auto [first, count] = selection();
    return at >= first && at - first < count;
}

QString HexView::selectedHex() const
{
    const auto [first, count] = selection();
    QStringList text;
    for (const std::uint8_t byte : ByteView(bytes_).subspan(first, count)) {
        text += hexOf(byte);
    }
    return text.join(QLatin1Char(' '));
}

QString HexView::selectedText() const
{
    const auto [first, count] = selection();
    const ByteView bytes = ByteView(bytes_).subspan(first, count);
    return QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()),
                             static_cast<qsizetype>(bytes.size()));
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
    return {layout_.width(), layout_.lineHeight * 16};
}

void HexView::updateLayout()
{
    const QFontMetrics metrics(font());
    layout_.charWidth = metrics.horizontalAdvance(QLatin1Char('0'));
    layout_.lineHeight = metrics.lineSpacing() + 2;
    layout_.offsetDigits = HexLayout::digitsFor(bytes_.size());
    const int page = std::max(1, viewport()->height() / layout_.lineHeight);
    const auto lines = static_cast<int>(HexLayout::lines(bytes_.size()));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(0, lines - page));
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

void HexView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), style::colours(palette()).base);
    painter.translate(-horizontalScrollBar()->value(), 0);
    const auto first = static_cast<std::uint64_t>(verticalScrollBar()->value());
    const std::uint64_t lines = HexLayout::lines(bytes_.size());
    const int visible = viewport()->height() / layout_.lineHeight + 1;
    for (int i = 0; i < visible && first + static_cast<std::uint64_t>(i) < lines; ++i) {
        paintLine(painter, first + static_cast<std::uint64_t>(i), i * layout_.lineHeight);
    }
}

void HexView::paintLine(QPainter& painter, std::uint64_t line, int y) const
{
    const style::Colours& colours = style::colours(palette());
    const std::uint64_t start = line * HexLayout::BytesPerLine;
    const auto cell = [&](int x, int characters) {
        return QRect(x, y, characters * layout_.charWidth, layout_.lineHeight);
    };
    painter.setPen(colours.muted);
    painter.drawText(cell(layout_.margin, layout_.offsetDigits), Qt::AlignVCenter,
                     QStringLiteral("%1").arg(start, layout_.offsetDigits, 16, QLatin1Char('0')));
    const std::uint64_t end =
        std::min<std::uint64_t>(start + HexLayout::BytesPerLine, bytes_.size());
    for (std::uint64_t at = start; at < end; ++at) {
        const auto column = static_cast<int>(at - start);
        const std::uint8_t byte = bytes_[at];
        const QRect hex = cell(layout_.hexColumn(column), 2);
        const QRect text = cell(layout_.textColumn(column), 1);
        if (isSelected(at)) {
            painter.fillRect(hex.adjusted(-layout_.charWidth / 2, 0, layout_.charWidth / 2, 0),
                             colours.selection);
            painter.fillRect(text, colours.selection);
        }
        painter.setPen(byte == 0 ? colours.muted : colours.text);
        painter.drawText(hex, Qt::AlignVCenter, hexOf(byte));
        painter.setPen(printable(byte) == QLatin1Char('.') && byte != '.' ? colours.muted
                                                                          : colours.string);
        painter.drawText(text, Qt::AlignVCenter, QString(printable(byte)));
    }
}

std::uint64_t HexView::byteAt(const QPoint& position) const
{
    const int row = std::max(0, position.y() / layout_.lineHeight);
    const auto line = static_cast<std::uint64_t>(verticalScrollBar()->value() + row);
    const int column = layout_.byteAt(position.x() + horizontalScrollBar()->value()).value_or(0);
    const std::uint64_t at = line * HexLayout::BytesPerLine + static_cast<std::uint64_t>(column);
    return bytes_.empty() ? 0 : std::min<std::uint64_t>(at, bytes_.size() - 1);
}

void HexView::moveCursor(std::uint64_t to, bool extend)
{
    cursor_ = to;
    if (!extend) {
        anchor_ = to;
    }
    showCursor();
    viewport()->update();
    emit selectionChanged();
}

void HexView::showCursor()
{
    const auto line = static_cast<int>(cursor_ / HexLayout::BytesPerLine);
    QScrollBar* bar = verticalScrollBar();
    if (line < bar->value()) {
        bar->setValue(line);
    } else if (line >= bar->value() + bar->pageStep()) {
        bar->setValue(line - bar->pageStep() + 1);
    }
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyHex();
        return;
    }
    if (bytes_.empty()) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        select(0, bytes_.size());
        return;
    }
    constexpr auto line = static_cast<std::int64_t>(HexLayout::BytesPerLine);
    const std::int64_t page = line * verticalScrollBar()->pageStep();
    const auto at = static_cast<std::int64_t>(cursor_);
    const auto last = static_cast<std::int64_t>(bytes_.size()) - 1;
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    std::int64_t to = at;
    switch (event->key()) {
    case Qt::Key_Left:
        to = at - 1;
        break;
    case Qt::Key_Right:
        to = at + 1;
        break;
    case Qt::Key_Up:
        to = at - line;
        break;
    case Qt::Key_Down:
        to = at + line;
        break;
    case Qt::Key_PageUp:
        to = at - page;
        break;
    case Qt::Key_PageDown:
        to = at + page;
        break;
    case Qt::Key_Home:
        to = control ? 0 : at - at % line;
        break;
    case Qt::Key_End:
        to = control ? last : at - at % line + line - 1;
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    moveCursor(static_cast<std::uint64_t>(std::clamp<std::int64_t>(to, 0, last)),
               event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !bytes_.empty()) {
        moveCursor(byteAt(event->pos()), event->modifiers().testFlag(Qt::ShiftModifier));
    }
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && !bytes_.empty()) {
        moveCursor(byteAt(event->pos()), true);
    }
}

void HexView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy as hex"), this, &HexView::copyHex);
    menu.addAction(tr("Copy as text"), this, &HexView::copyText);
    menu.exec(event->globalPos());
}

} // namespace framescope::ui
