// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/text/text_view.h"

#include "present/words/character_name.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace framescope::ui {

using present::RowLimits;
using present::TextCell;
using Kind = present::TextCell::Kind;

namespace {

constexpr int margin = 10;
constexpr std::uint32_t fewestColumns = 10;

QString hexOf(char32_t character)
{
    return QStringLiteral("%1").arg(static_cast<uint>(character), 2, 16, QLatin1Char('0'));
}

/// What is painted for a cell that is no plain character.
QString signOf(const TextCell& cell)
{
    switch (cell.kind) {
    case Kind::Named:
        return present::characterName(cell.character);
    case Kind::Invalid:
        return hexOf(cell.character);
    case Kind::Tab:
        return QStringLiteral("\t");
    case Kind::LineFeed:
        return {};
    case Kind::Character:
        break;
    }
    return QString::fromUcs4(&cell.character, 1);
}

} // namespace

TextView::TextView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    style::usePayloadFont(*this);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&pages_, &present::PayloadPages::loaded, this, [this] {
        restoreTop();
        showPending();
        layOut();
    });
    connect(&pages_, &present::PayloadPages::failed, this, &TextView::failed);
    connect(&rows_, &present::TextRows::changed, this, &TextView::takeRows);
    changeEvent(nullptr);
}

TextView::~TextView() = default;

QSize TextView::sizeHint() const
{
    return {charWidth_ * 60, lineHeight_ * 12};
}

void TextView::setPayload(std::shared_ptr<const present::Payload> payload)
{
    pages_.setPayload(std::move(payload));
    topOffset_ = 0;
    anchor_ = 0;
    cursor_ = 0;
    pending_.reset();
    keptTop_.reset();
    wantedColumn_.reset();
    shown_.clear();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    shownLimits_ = fittingLimits();
    rows_.setText(pages_.payload(), shownLimits_);
    takeRows();
    emit selectionChanged();
}

void TextView::setPlaceholderText(const QString& text)
{
    placeholder_ = text;
    viewport()->update();
}

void TextView::setWrapping(bool wrapping)
{
    wrapping_ = wrapping;
    rows_.setLimits(fittingLimits(), keptTop_.value_or(topOffset_));
}

void TextView::setPattern(present::BytePattern pattern)
{
    pattern_ = std::move(pattern);
    viewport()->update();
}

void TextView::setSought(std::vector<filter::TextPattern> patterns)
{
    sought_ = std::move(patterns);
    viewport()->update();
}

std::pair<std::uint64_t, std::uint64_t> TextView::selection() const
{
    const auto [first, last] = std::minmax(anchor_, cursor_);
    return {first, last - first};
}

void TextView::select(std::uint64_t first, std::uint64_t count)
{
    anchor_ = std::min(first, size());
    cursor_ = anchor_ + std::min(count, size() - anchor_);
    wantedColumn_.reset();
    pending_ = anchor_;
    showPending();
    viewport()->update();
    emit selectionChanged();
}

void TextView::selectAll()
{
    anchor_ = 0;
    cursor_ = size();
    viewport()->update();
    emit selectionChanged();
}

RowLimits TextView::fittingLimits() const
{
    const int columns = (viewport()->width() - 2 * margin) / charWidth_;
    return {std::max(fewestColumns, static_cast<std::uint32_t>(std::max(columns, 0))), wrapping_};
}

int TextView::visibleRows() const
{
    return std::max(1, (viewport()->height() - margin) / lineHeight_);
}

std::uint64_t TextView::topRow() const
{
    return static_cast<std::uint64_t>(verticalScrollBar()->value());
}

/// The rows that are known have changed: what stood at the top stays there, and the cursor or
/// the selection in sight.
void TextView::takeRows()
{
    if (!(rows_.limits() == shownLimits_) && !keptTop_) {
        keptTop_ = topOffset_;
        if (!pending_ && (isInSight(cursor_) || isInSight(anchor_))) {
            pending_ = isInSight(cursor_) ? cursor_ : anchor_;
        }
    }
    shownLimits_ = rows_.limits();
    updateScrollBars();
    restoreTop();
    showPending();
    layOut();
    emit rowsChanged();
    if (!rows_.error().isEmpty()) {
        emit failed(rows_.error());
    }
}

bool TextView::isInSight(std::uint64_t offset) const
{
    return !shown_.empty() && shown_.front().offset <= offset && offset <= shown_.back().end();
}

/// Later, where its row isn't known yet, or none of those that make the last page.
void TextView::restoreTop()
{
    if (!keptTop_ || (*keptTop_ >= rows_.scanned() && !rows_.isComplete())) {
        return;
    }
    const auto row = rowOfOffset(*keptTop_);
    if (!row) {
        return;
    }
    const QScopedValueRollback moving(moving_, true);
    verticalScrollBar()->setValue(static_cast<int>(*row));
    if (topRow() == *row || rows_.isComplete()) {
        keptTop_.reset();
    }
}

void TextView::updateScrollBars()
{
    const QScopedValueRollback moving(moving_, true);
    constexpr std::uint64_t most = 2'000'000'000;
    const int page = visibleRows();
    const int count = static_cast<int>(std::min(rows_.count(), most));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(0, count - page));
    const int width = static_cast<int>(rows_.columns() + 1) * charWidth_ + 2 * margin;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(charWidth_ * 4);
    horizontalScrollBar()->setRange(0, wrapping_ ? 0 : std::max(0, width - viewport()->width()));
}

/// Nothing while it is being loaded.
std::optional<TextView::Row> TextView::readRow(std::uint64_t offset)
{
    auto bytes = pages_.read(offset, shownLimits_.bytes() + 4);
    if (!bytes) {
        return std::nullopt;
    }
    const present::RowExtent extent = present::rowExtent(*bytes, shownLimits_);
    bytes->resize(extent.length);
    Row row{offset, *std::move(bytes), {}, extent.endsLine};
    row.cells = present::rowCells(row.bytes);
    return row;
}

std::optional<std::uint64_t> TextView::offsetOfRow(std::uint64_t row)
{
    const present::TextRows::Place place = rows_.placeOfRow(row);
    const auto bytes =
        pages_.read(place.offset, present::TextRows::Distance + 2 * (shownLimits_.bytes() + 4));
    if (!bytes) {
        return std::nullopt;
    }
    std::size_t at = 0;
    for (std::uint64_t i = place.row; i < row && at < bytes->size(); ++i) {
        at += present::rowExtent(ByteView(*bytes).subspan(at), shownLimits_).length;
    }
    return place.offset + at;
}

std::optional<std::uint64_t> TextView::rowOfOffset(std::uint64_t offset)
{
    const present::TextRows::Place place = rows_.placeOfOffset(offset);
    const auto bytes =
        pages_.read(place.offset, present::TextRows::Distance + 2 * (shownLimits_.bytes() + 4));
    if (!bytes) {
        return std::nullopt;
    }
    std::uint64_t row = place.row;
    std::size_t at = 0;
    while (at < bytes->size()) {
        const auto extent = present::rowExtent(ByteView(*bytes).subspan(at), shownLimits_);
        const std::uint64_t end = place.offset + at + extent.length;
        const bool isLast = end == size() && !extent.endsLine;
        if (offset < end || isLast) {
            break;
        }
        at += extent.length;
        ++row;
    }
    return row;
}

/// Reads what can be seen.
void TextView::layOut()
{
    shown_.clear();
    auto at = offsetOfRow(topRow());
    if (at) {
        topOffset_ = *at;
    }
    const auto most = static_cast<std::size_t>(visibleRows()) + 1;
    while (at && shown_.size() < most) {
        auto row = readRow(*at);
        if (!row) {
            break;
        }
        const bool isEnd = row->end() == size() && !row->endsLine;
        *at = row->end();
        shown_.push_back(*std::move(row));
        if (isEnd) {
            break;
        }
    }
    viewport()->update();
}

void TextView::showPending()
{
    if (!pending_ || (*pending_ >= rows_.scanned() && !rows_.isComplete())) {
        return;
    }
    const auto row = rowOfOffset(*pending_);
    if (!row) {
        return;
    }
    const std::uint64_t offset = *pending_;
    pending_.reset();
    keptTop_.reset();
    const auto page = static_cast<std::uint64_t>(visibleRows());
    const std::uint64_t top = topRow();
    if (*row < top || *row >= top + page) {
        const bool near = *row + 1 == top || *row == top + page;
        const std::uint64_t space = near ? (*row < top ? 0 : page - 1) : page / 3;
        verticalScrollBar()->setValue(static_cast<int>(*row - std::min(*row, space)));
    }
    if (!wrapping_) {
        const int x = static_cast<int>(columnOf(offset)) * charWidth_ + margin;
        QScrollBar* bar = horizontalScrollBar();
        if (x < bar->value() + margin || x > bar->value() + viewport()->width() - 2 * margin) {
            bar->setValue(x - viewport()->width() / 3);
        }
    }
    layOut();
}

void TextView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (!(fittingLimits() == rows_.limits())) {
        rows_.setLimits(fittingLimits(), keptTop_.value_or(topOffset_));
    }
    updateScrollBars();
    layOut();
}

void TextView::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    if (!moving_) {
        keptTop_.reset();
        layOut();
    }
}

void TextView::changeEvent(QEvent* event)
{
    if (event) {
        QAbstractScrollArea::changeEvent(event);
    }
    if (!event || event->type() == QEvent::FontChange) {
        const QFontMetricsF metrics(font());
        const double advance = metrics.horizontalAdvance(QLatin1Char('0'));
        charWidth_ = std::max(1, static_cast<int>(std::lround(advance)));
        lineHeight_ = static_cast<int>(std::ceil(metrics.height())) + 2;
        gridFont_ = font();
        gridFont_.setLetterSpacing(QFont::AbsoluteSpacing, charWidth_ - advance);
        rows_.setLimits(fittingLimits(), keptTop_.value_or(topOffset_));
    }
}

int TextView::xOf(std::uint32_t column) const
{
    return margin + static_cast<int>(column) * charWidth_ - horizontalScrollBar()->value();
}

QRect TextView::cellRect(std::size_t row, const TextCell& cell) const
{
    return {xOf(cell.column), margin / 2 + static_cast<int>(row) * lineHeight_,
            std::max(1, int{cell.columns}) * charWidth_, lineHeight_};
}

QRect TextView::rectOf(std::uint64_t offset) const
{
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        for (const TextCell& cell : shown_[i].cells) {
            const std::uint64_t begin = shown_[i].offset + cell.offset;
            if (offset >= begin && offset < begin + cell.length) {
                return cellRect(i, cell);
            }
        }
    }
    return {};
}

QStringList TextView::visibleText() const
{
    QStringList lines;
    for (const Row& row : shown_) {
        QString line;
        for (const TextCell& cell : row.cells) {
            const bool boxed = cell.kind == Kind::Invalid || cell.kind == Kind::Named;
            line += boxed ? QLatin1Char('[') + signOf(cell) + QLatin1Char(']') : signOf(cell);
        }
        lines += line;
    }
    return lines;
}

void TextView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(viewport());
    const style::Colours& colours = style::colours(palette());
    painter.fillRect(viewport()->rect(), colours.base);
    if (size() == 0) {
        painter.setPen(colours.muted);
        painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                         Qt::AlignTop | Qt::TextWordWrap, placeholder_);
        return;
    }
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        paintRow(painter, i);
    }
    paintCursor(painter);
}

void TextView::paintRow(QPainter& painter, std::size_t index) const
{
    paintGrounds(painter, index);
    paintText(painter, index);
}

/// Of each byte of a row, what it is marked as.
std::vector<TextView::Ground> TextView::groundsOf(const Row& row) const
{
    std::vector<Ground> grounds(row.bytes.size(), Ground::None);
    const auto mark = [&grounds](std::size_t first, std::size_t count, Ground ground) {
        std::fill_n(grounds.begin() + static_cast<std::ptrdiff_t>(first), count, ground);
    };
    const std::string_view text = asText(row.bytes);
    for (const filter::TextPattern& pattern : sought_) {
        for (auto match = pattern.find(text, 0); match;
             match =
                 pattern.find(text, match->position + std::max<std::size_t>(1, match->length))) {
            mark(match->position, match->length, Ground::Sought);
        }
    }
    for (auto match = pattern_.find(row.bytes); match;
         match = pattern_.find(row.bytes, match->offset + match->length)) {
        mark(match->offset, match->length, Ground::Found);
    }
    return grounds;
}

/// What is marked, and over it what is selected.
void TextView::paintGrounds(QPainter& painter, std::size_t index) const
{
    const style::Colours& colours = style::colours(palette());
    const Row& row = shown_[index];
    const std::vector<Ground> grounds = groundsOf(row);
    const auto [first, count] = selection();
    // While somebody finds, what was found stands out though the field has the focus.
    const bool isActive = hasFocus() || !pattern_.isEmpty();
    const QColor& ground = isActive ? colours.selection : colours.selectionInactive;
    for (const TextCell& cell : row.cells) {
        const std::uint64_t at = row.offset + cell.offset;
        if (at >= first && at - first < count) {
            painter.fillRect(cellRect(index, cell), ground);
        } else if (grounds[cell.offset] != Ground::None) {
            painter.fillRect(cellRect(index, cell), grounds[cell.offset] == Ground::Found
                                                        ? colours.mark
                                                        : colours.warningFill);
        }
    }
}

void TextView::paintText(QPainter& painter, std::size_t index) const
{
    const style::Colours& colours = style::colours(palette());
    const auto& cells = shown_[index].cells;
    const int ascent = painter.fontMetrics().ascent() + 1;
    QString run;
    QRect place;
    bool isAscii = true;
    const auto flush = [&] {
        if (!run.isEmpty()) {
            painter.setFont(isAscii ? gridFont_ : font());
            painter.drawText(place.left(), place.top() + ascent, run);
            run.clear();
        }
    };
    painter.setFont(font());
    for (const TextCell& cell : cells) {
        const QRect rect = cellRect(index, cell);
        if (rect.left() > viewport()->width()) {
            break;
        }
        if (cell.kind != Kind::Character) {
            flush();
            if (rect.right() >= 0 && cell.kind != Kind::Tab && cell.kind != Kind::LineFeed) {
                paintBox(painter, rect, cell);
            }
            continue;
        }
        const bool ascii = cell.character < 0x80;
        if (run.isEmpty() || (cell.columns > 0 && (ascii != isAscii || cell.columns == 2))) {
            flush();
            painter.setPen(colours.text);
            place = rect;
            isAscii = ascii;
        }
        if (rect.right() >= 0 || !run.isEmpty()) {
            run += QString::fromUcs4(&cell.character, 1);
        }
    }
    flush();
}

/// What is no character, or must not act as one.
void TextView::paintBox(QPainter& painter, const QRect& rect, const TextCell& cell) const
{
    const style::Colours& colours = style::colours(palette());
    painter.setFont(font());
    const bool bad = cell.kind == Kind::Invalid;
    painter.setPen(bad ? colours.bad : colours.muted);
    painter.setBrush(bad ? colours.badFill : colours.base);
    painter.drawRect(rect.adjusted(1, 1, -3, -3));
    painter.drawText(rect.adjusted(0, -1, -1, -1), Qt::AlignCenter, signOf(cell));
}

void TextView::paintCursor(QPainter& painter) const
{
    if (!hasFocus()) {
        return;
    }
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        const Row& row = shown_[i];
        if (cursor_ < row.offset || cursor_ > row.end() || (cursor_ == row.end() && row.endsLine)) {
            continue;
        }
        const auto cell = std::ranges::find_if(
            row.cells, [&](const TextCell& at) { return row.offset + at.offset >= cursor_; });
        std::uint32_t column = 0;
        if (cell != row.cells.end()) {
            column = cell->column;
        } else if (!row.cells.empty()) {
            column = row.cells.back().column + row.cells.back().columns;
        }
        painter.fillRect(
            QRect(xOf(column), margin / 2 + static_cast<int>(i) * lineHeight_, 1, lineHeight_),
            style::colours(palette()).text);
        return;
    }
}

QString TextView::tipAt(const QPoint& position) const
{
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        for (const TextCell& cell : shown_[i].cells) {
            if (!cellRect(i, cell).contains(position)) {
                continue;
            }
            const QString offset = QString::number(shown_[i].offset + cell.offset);
            switch (cell.kind) {
            case Kind::Invalid:
                return tr("Byte 0x%1 at offset %2 is not UTF-8").arg(hexOf(cell.character), offset);
            case Kind::Named:
                return tr("%1 at offset %2 is invisible, so its name is shown")
                    .arg(present::characterNumber(cell.character), offset);
            default:
                return {};
            }
        }
    }
    return {};
}

bool TextView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        style::showToolTip(help->globalPos(), tipAt(help->pos()), this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace framescope::ui
