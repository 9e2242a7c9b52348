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

constexpr std::uint32_t fewestColumns = 10;

} // namespace

TextView::TextView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    style::usePayloadFont(*this);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&source_.pages(), &present::PayloadPages::loaded, this, [this] {
        restoreTop();
        showPending();
        layOut();
    });
    connect(&source_.pages(), &present::PayloadPages::failed, this, &TextView::failed);
    connect(&source_.rows(), &present::PayloadRows::changed, this, &TextView::takeRows);
    changeEvent(nullptr);
}

QSize TextView::sizeHint() const
{
    return {grid_.charWidth * 60, grid_.lineHeight * 12};
}

void TextView::setPayload(std::shared_ptr<const present::Payload> payload)
{
    source_.pages().setPayload(std::move(payload));
    topOffset_ = 0;
    anchor_ = 0;
    cursor_ = 0;
    pending_.reset();
    keptTop_.reset();
    wantedColumn_.reset();
    shown_.clear();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    source_.setLimits(fittingLimits());
    source_.rows().setText(source_.pages().payload(), source_.limits());
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
    source_.rows().setLimits(fittingLimits(), keptTop_.value_or(topOffset_));
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
    const std::uint64_t anchor = std::min(first, size());
    wantedColumn_.reset();
    pending_ = anchor;
    showPending();
    setSelection(anchor, anchor + std::min(count, size() - anchor));
}

void TextView::setSelection(std::uint64_t anchor, std::uint64_t cursor)
{
    anchor_ = anchor;
    cursor_ = cursor;
    viewport()->update();
    emit selectionChanged();
}

void TextView::selectAll()
{
    setSelection(0, size());
}

RowLimits TextView::fittingLimits() const
{
    const int columns = (viewport()->width() - 2 * TextGrid::Margin) / grid_.charWidth;
    return {std::max(fewestColumns, static_cast<std::uint32_t>(std::max(columns, 0))), wrapping_};
}

int TextView::visibleRows() const
{
    return std::max(1, (viewport()->height() - TextGrid::Margin) / grid_.lineHeight);
}

std::uint64_t TextView::topRow() const
{
    return static_cast<std::uint64_t>(verticalScrollBar()->value());
}

/// Called when the known rows have changed. Keeps the text at the top in place, and the cursor or
/// the selection visible.
void TextView::takeRows()
{
    if (!(source_.rows().limits() == source_.limits()) && !keptTop_) {
        keptTop_ = topOffset_;
        if (!pending_ && (isInSight(cursor_) || isInSight(anchor_))) {
            pending_ = isInSight(cursor_) ? cursor_ : anchor_;
        }
    }
    source_.setLimits(source_.rows().limits());
    updateScrollBars();
    restoreTop();
    showPending();
    layOut();
    emit rowsChanged();
    if (!source_.rows().error().isEmpty()) {
        emit failed(source_.rows().error());
    }
}

bool TextView::isInSight(std::uint64_t offset) const
{
    return !shown_.empty() && shown_.front().offset <= offset && offset <= shown_.back().end();
}

/// Scrolls to keptTop_ once its row is known, and enough rows after it for that.
void TextView::restoreTop()
{
    if (!keptTop_ || (*keptTop_ >= source_.rows().scanned() && !source_.rows().isComplete())) {
        return;
    }
    const auto row = source_.rowOfOffset(*keptTop_);
    if (!row) {
        return;
    }
    const QScopedValueRollback moving(moving_, true);
    verticalScrollBar()->setValue(static_cast<int>(*row));
    if (topRow() == *row || source_.rows().isComplete()) {
        keptTop_.reset();
    }
}

void TextView::updateScrollBars()
{
    const QScopedValueRollback moving(moving_, true);
    constexpr std::uint64_t most = 2'000'000'000;
    const int page = visibleRows();
    const int count = static_cast<int>(std::min(source_.rows().count(), most));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(0, count - page));
    const int width =
        static_cast<int>(source_.rows().columns() + 1) * grid_.charWidth + 2 * TextGrid::Margin;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(grid_.charWidth * 4);
    horizontalScrollBar()->setRange(0, wrapping_ ? 0 : std::max(0, width - viewport()->width()));
}

/// Reads the visible rows.
void TextView::layOut()
{
    shown_.clear();
    auto at = source_.offsetOfRow(topRow());
    if (at) {
        topOffset_ = *at;
    }
    const auto most = static_cast<std::size_t>(visibleRows()) + 1;
    while (at && shown_.size() < most) {
        auto row = source_.readRow(*at);
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
    if (!pending_ || (*pending_ >= source_.rows().scanned() && !source_.rows().isComplete())) {
        return;
    }
    const auto row = source_.rowOfOffset(*pending_);
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
        const int x =
            static_cast<int>(source_.columnOf(offset)) * grid_.charWidth + TextGrid::Margin;
        QScrollBar* bar = horizontalScrollBar();
        if (x < bar->value() + TextGrid::Margin ||
            x > bar->value() + viewport()->width() - 2 * TextGrid::Margin) {
            bar->setValue(x - viewport()->width() / 3);
        }
    }
    layOut();
}

void TextView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (!(fittingLimits() == source_.rows().limits())) {
        source_.rows().setLimits(fittingLimits(), keptTop_.value_or(topOffset_));
    }
    updateScrollBars();
    layOut();
}

void TextView::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    grid_.scrolled = horizontalScrollBar()->value();
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
        grid_.charWidth = std::max(1, static_cast<int>(std::lround(advance)));
        grid_.lineHeight = static_cast<int>(std::ceil(metrics.height())) + 2;
        gridFont_ = font();
        gridFont_.setLetterSpacing(QFont::AbsoluteSpacing, grid_.charWidth - advance);
        source_.rows().setLimits(fittingLimits(), keptTop_.value_or(topOffset_));
    }
}

QRect TextView::rectOf(std::uint64_t offset) const
{
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        for (const TextCell& cell : shown_[i].cells) {
            const std::uint64_t begin = shown_[i].offset + cell.offset;
            if (offset >= begin && offset < begin + cell.length) {
                return grid_.rectOf(i, cell);
            }
        }
    }
    return {};
}

QStringList TextView::visibleText() const
{
    QStringList lines;
    for (const TextRow& row : shown_) {
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
        painter.drawText(viewport()->rect().adjusted(TextGrid::Margin, TextGrid::Margin,
                                                     -TextGrid::Margin, -TextGrid::Margin),
                         Qt::AlignTop | Qt::TextWordWrap, placeholder_);
        return;
    }
    paintText(painter,
              {shown_, pattern_, sought_, grid_, font(), gridFont_, palette(), viewport()->width(),
               selection(), hasFocus() ? std::optional(cursor_) : std::nullopt});
}

QString TextView::tipAt(const QPoint& position) const
{
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        for (const TextCell& cell : shown_[i].cells) {
            if (!grid_.rectOf(i, cell).contains(position)) {
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
