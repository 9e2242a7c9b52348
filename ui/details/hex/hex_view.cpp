// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/hex/hex_view.h"

#include "ui/style/colours.h"
#include "ui/style/fonts.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <vector>

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
    style::usePayloadFont(*this);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&pages_, &present::PayloadPages::loaded, viewport(), qOverload<>(&QWidget::update));
    connect(&pages_, &present::PayloadPages::loaded, this, &HexView::loaded);
    connect(&pages_, &present::PayloadPages::failed, this, &HexView::failed);
    connect(&copy_, &present::PayloadCopy::finished, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        emit copying(false);
    });
    connect(&copy_, &present::PayloadCopy::failed, this, &HexView::failed);
    updateLayout();
}

void HexView::setPayload(std::shared_ptr<const present::Payload> payload)
{
    pages_.setPayload(std::move(payload));
    anchor_ = 0;
    cursor_ = 0;
    hasSelection_ = size() > 0;
    updateLayout();
    verticalScrollBar()->setValue(0);
    viewport()->update();
    emit selectionChanged();
}

void HexView::setBytes(std::shared_ptr<const Bytes> bytes)
{
    setPayload(present::Payload::ofBytes(std::move(bytes)));
}

ByteView HexView::bytes() const
{
    const auto& all = payload()->bytes();
    return all ? ByteView(*all) : ByteView();
}

std::optional<Bytes> HexView::read(std::uint64_t offset, std::uint64_t count)
{
    return pages_.read(offset, count);
}

void HexView::setPattern(present::BytePattern pattern)
{
    pattern_ = std::move(pattern);
    viewport()->update();
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
    if (size() == 0 || count == 0) {
        return;
    }
    const std::uint64_t last = size() - 1;
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

void HexView::copy(present::CopyFormat format)
{
    if (const auto [first, count] = selection(); count > 0) {
        copy_.start(payload(), first, count, format);
        if (copy_.isRunning()) {
            emit copying(true);
        }
    }
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

/// Fits the bytes per line to the width; keeps the bytes at the top in place.
void HexView::updateLayout()
{
    const auto top = static_cast<std::uint64_t>(verticalScrollBar()->value()) * perLine();
    const QFontMetricsF metrics(font());
    layout_.charWidth = static_cast<int>(std::ceil(metrics.horizontalAdvance(QLatin1Char('0'))));
    layout_.lineHeight = static_cast<int>(std::ceil(metrics.lineSpacing())) + 2;
    layout_.offsetDigits = HexLayout::digitsFor(size());
    layout_.margin = HexLayout().margin;
    layout_.fit(viewport()->width());
    if (layout_.width() > viewport()->width()) { // the bytes need the space more
        layout_.offsetDigits = HexLayout::digitsFor(size(), HexLayout::FewestDigits);
        layout_.margin = HexLayout::LeastMargin;
        layout_.fit(viewport()->width());
    }
    const int page = std::max(1, (viewport()->height() - layout_.margin / 2) / layout_.lineHeight);
    constexpr std::uint64_t most = 2'000'000'000;
    const auto lines = static_cast<int>(std::min(layout_.lines(size()), most));
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
    const std::uint64_t end = std::min(first + visible, layout_.lines(size()));
    // Includes the bytes of matches that begin above or end below the viewport.
    const std::uint64_t start = first * perLine();
    const std::uint64_t before = std::min<std::uint64_t>(start, pattern_.longest());
    const auto around =
        pages_.read(start - before, (end - first) * perLine() + before + pattern_.longest());
    std::vector<bool> marked(around ? around->size() : 0);
    if (around) {
        for (auto match = pattern_.find(*around); match;
             match = pattern_.find(*around, match->offset + match->length)) {
            std::fill_n(marked.begin() + static_cast<std::ptrdiff_t>(match->offset), match->length,
                        true);
        }
    }
    for (std::uint64_t line = first; line < end; ++line) {
        paintOffset(painter, line);
        const std::uint64_t lineEnd = std::min(size(), (line + 1) * perLine());
        for (std::uint64_t at = line * perLine(); at < lineEnd; ++at) {
            const std::size_t index = at - (start - before);
            paintGround(painter, at, around && marked[index]);
            if (around) {
                paintByte(painter, at, (*around)[index]);
            }
        }
    }
}

void HexView::paintOffset(QPainter& painter, std::uint64_t line) const
{
    const std::uint64_t start = line * perLine();
    painter.setPen(style::colours(palette()).muted);
    painter.drawText(cell(start, layout_.margin, layout_.offsetDigits), Qt::AlignVCenter,
                     QStringLiteral("%1").arg(start, layout_.offsetDigits, 16, QLatin1Char('0')));
}

/// Fills a byte's background in both parts, without gaps between neighbours; frames the cursor.
void HexView::paintGround(QPainter& painter, std::uint64_t at, bool isMatch) const
{
    const style::Colours& colours = style::colours(palette());
    const bool selected = isSelected(at);
    if (selected || isMatch) {
        // While the find bar is used, the selection stays prominent although the field has the
        // focus.
        const bool isActive = hasFocus() || !pattern_.isEmpty();
        const QColor& chosen = isActive ? colours.selection : colours.selectionInactive;
        const QColor& ground = selected ? chosen : colours.mark;
        const int half = (layout_.charWidth + 1) / 2;
        painter.fillRect(hexRect(at).adjusted(-half, 0, half, 0), ground);
        painter.fillRect(textRect(at), ground);
    }
    if (hasFocus() && hasSelection_ && at == cursor_) {
        painter.setPen(colours.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(hexRect(at).adjusted(-2, 0, 1, -1));
        painter.drawRect(textRect(at).adjusted(0, 0, -1, -1));
    }
}

void HexView::paintByte(QPainter& painter, std::uint64_t at, std::uint8_t byte) const
{
    const style::Colours& colours = style::colours(palette());
    painter.setPen(byte == 0 ? colours.muted : colours.text);
    painter.drawText(hexRect(at), Qt::AlignVCenter, hexOf(byte));
    painter.setPen(isPrintable(byte) ? colours.string : colours.muted);
    painter.drawText(
        textRect(at), Qt::AlignVCenter,
        QString(isPrintable(byte) ? QLatin1Char(static_cast<char>(byte)) : QLatin1Char('.')));
}

} // namespace framescope::ui
