// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "present/rows/timeline_model.h"
#include "present/words/format.h"
#include "timeline/heartbeats/beat_run.h"

#include <algorithm>
#include <limits>

// Folds of heartbeats among the rows, and what rows show of notes and marks.
namespace framescope::present {

namespace {

/// The most changes in the middle that are shown one by one; for more a reset is quicker.
constexpr std::size_t MostSteps = 8;

} // namespace

void TimelineModel::setFolding(bool folding)
{
    if (folding_ == folding) {
        return;
    }
    folding_ = folding;
    foldJob_.stop();
    if (!rows_) {
        return;
    }
    if (!folding) {
        beginResetModel();
        folded_.clear(folded_.source());
        count_ = static_cast<int>(folded_.size());
        endResetModel();
    }
    follow();
}

FoldState TimelineModel::foldState(int row) const
{
    if (folded_.empty()) {
        return FoldState::None;
    }
    const std::size_t source = folded_.sourceOf(static_cast<std::size_t>(row));
    const Fold* fold = folded_.at(source);
    if (!fold) {
        return FoldState::None;
    }
    return !folded_.isOpen(source) ? FoldState::Closed
           : fold->first == source ? FoldState::Open
                                   : FoldState::Inside;
}

int TimelineModel::foldTop(int row) const
{
    const Fold* fold = folded_.at(folded_.sourceOf(static_cast<std::size_t>(row)));
    return fold ? static_cast<int>(folded_.shownOf(fold->first)) : row;
}

void TimelineModel::setFoldOpen(int row, bool open)
{
    const std::size_t source = folded_.sourceOf(static_cast<std::size_t>(row));
    const Fold* found = folded_.at(source);
    if (!found || folded_.isOpen(source) == open) {
        return;
    }
    const Fold fold = *found;
    const int first = foldTop(row);
    const int last = first + static_cast<int>(fold.rows) - 1;
    if (open) {
        opened_.insert(rows_->at(fold.first));
        beginInsertRows({}, first + 1, last);
        folded_.setOpen(source, true);
        count_ += last - first;
        endInsertRows();
    } else {
        opened_.erase(opened_.lower_bound(rows_->at(fold.first)),
                      opened_.upper_bound(rows_->at(fold.end() - 1)));
        keptShown_.reset();
        beginRemoveRows({}, first + 1, last);
        folded_.setOpen(source, false);
        count_ -= last - first;
        endRemoveRows();
    }
    emit dataChanged(index(first, 0), index(first, ColumnCount - 1));
}

void TimelineModel::reveal(EventId id)
{
    const auto row = rowOf(id);
    if (row && foldState(*row) == FoldState::Closed && eventAt(*row) != id) {
        setFoldOpen(*row, true);
    }
}

std::vector<EventId> TimelineModel::eventsAt(int row) const
{
    const Fold* fold = closedFoldAt(row);
    if (!fold) {
        return {eventAt(row)};
    }
    std::vector<EventId> events;
    events.reserve(fold->rows);
    for (std::size_t i = fold->first; i < fold->end(); ++i) {
        events.push_back(rows_->at(i));
    }
    return events;
}

const Fold* TimelineModel::closedFoldAt(int row) const
{
    if (folded_.empty()) {
        return nullptr;
    }
    const std::size_t source = folded_.sourceOf(static_cast<std::size_t>(row));
    return folded_.isOpen(source) ? nullptr : folded_.at(source);
}

void TimelineModel::setNotes(const RowNotes* notes)
{
    notes_ = notes;
    connect(notes, &RowNotes::changed, this, [this] {
        if (count_ > 0) {
            emit dataChanged(index(0, Number), index(count_ - 1, Preview));
        }
    });
}

/// Returns the notes on the row's event, or on the first in its closed fold that has one; empty for
/// a note, whose row shows its own text.
QString TimelineModel::noteText(int row) const
{
    if (!notes_ || notes_->noted().empty()) {
        return {};
    }
    const EventId id = eventAt(row);
    if (const Fold* fold = closedFoldAt(row)) {
        const auto noted = RowNotes::within(notes_->noted(), id, rows_->at(fold->end() - 1));
        return noted ? notes_->allOn(*noted) : QString();
    }
    return timeline_->entry(id).type == timeline::Type::Note ? QString() : notes_->allOn(id);
}

/// Returns "12 heartbeats: {"op":"hb"} every 5.00 s", with one example of each kind of heartbeat.
QString TimelineModel::foldTextAt(int row) const
{
    constexpr qsizetype longest = 60;
    const Fold* found = closedFoldAt(row);
    if (!found) {
        return {};
    }
    const Fold& fold = *found;
    // Pings are named by their type, messages by their payload.
    const auto beatText = [this](EventId id) {
        const timeline::Entry& entry = timeline_->entry(id);
        const QString text = timeline::isControl(entry.type) ? QString() : previewText(id);
        return text.isEmpty()          ? latinText(timeline::typeName(entry.type))
               : text.size() > longest ? text.left(longest) + QChar(0x2026)
                                       : text;
    };
    QStringList kinds;
    for (std::size_t i = 0; i < std::min<std::size_t>(fold.kinds, fold.examples.size()); ++i) {
        const QString kind = beatText(rows_->at(fold.examples[i]));
        if (!kinds.contains(kind)) {
            kinds += kind;
        }
    }
    if (fold.kinds > fold.examples.size()) {
        kinds += QStringLiteral("and others");
    }
    const QString text = QStringLiteral("%1 heartbeats: ").arg(formatCount(fold.rows)) +
                         kinds.join(QStringLiteral(", "));
    if (fold.beats < 2) {
        return text;
    }
    const Duration all = timeline_->entry(rows_->at(fold.lastBeat)).timestamp() -
                         timeline_->entry(rows_->at(fold.first)).timestamp();
    const Duration period = all / (fold.beats - 1);
    return period < timeline::BeatRun::Shortest * 7 / 10
               ? text
               : QStringLiteral("%1 every %2").arg(text, formatDuration(period));
}

/// Shows rows only as far as folds are known, so that none is shown first and hidden then.
void TimelineModel::followFolds()
{
    const RowsProgress progress = job_.progress();
    if (progress.request == 0) {
        return;
    }
    if (foldJob_.request() != progress.request) {
        foldJob_.start(progress.request, job_.request().timeline, job_.rows());
    }
    foldJob_.advance(std::min<std::size_t>(progress.rows, std::numeric_limits<int>::max()));
    const bool ended = progress.complete() || progress.cancelled;
    const bool elsewhere = job_.request().timeline != timeline_;
    if (progress.request != request_ && (elsewhere || (progress.rows == 0 && ended))) {
        RowsProgress none = progress;
        none.rows = 0;
        replaceRows(none, {});
    }
}

void TimelineModel::takeFolds()
{
    if (!folding_ || foldJob_.request() == 0 || foldJob_.request() != job_.progress().request) {
        return;
    }
    const bool anew = foldJob_.request() != request_;
    const auto report = foldJob_.take(anew ? 1 : folded_.source());
    if (!report) {
        return;
    }
    if (anew) {
        RowsProgress progress = job_.progress();
        progress.rows = report->rows;
        replaceRows(progress, report->folds);
    } else {
        applyFolds(*report);
    }
}

void TimelineModel::applyFolds(const FoldJob::Report& report)
{
    const std::size_t before = folded_.source();
    std::size_t steps = 0;
    bool anew = false;
    for (const Fold& fold : report.folds) {
        anew = anew || (fold.first < before && (++steps > MostSteps || !closeOver(fold)));
    }
    if (anew) {
        beginResetModel();
    }
    folded_.setSource(report.rows);
    for (const Fold& fold : report.folds) {
        putFold(fold);
    }
    if (anew) {
        count_ = static_cast<int>(folded_.size());
        endResetModel();
        return;
    }
    showNewRows();
    for (const Fold& fold : report.folds) {
        if (fold.first < before) {
            const auto row = static_cast<int>(folded_.shownOf(fold.first));
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

/// Closes the part of a fold that is shown already. Returns false if that takes more than hiding
/// rows.
bool TimelineModel::closeOver(const Fold& fold)
{
    const std::size_t end = std::min(fold.end(), folded_.source());
    const std::size_t first = folded_.shownOf(fold.first);
    const std::size_t last = folded_.shownOf(end - 1);
    Fold shown = fold;
    shown.rows = static_cast<std::uint32_t>(end - fold.first);
    if (opensItself(fold)) {
        const bool allShown = last - first + 1 == shown.rows;
        if (allShown) {
            folded_.put(shown, true);
        }
        return allShown;
    }
    if (last > first) {
        beginRemoveRows({}, static_cast<int>(first) + 1, static_cast<int>(last));
        folded_.put(shown, false);
        count_ = static_cast<int>(folded_.size());
        endRemoveRows();
    } else {
        folded_.put(shown, false);
    }
    return true;
}

bool TimelineModel::opensItself(const Fold& fold) const
{
    const EventId first = rows_->at(fold.first);
    const EventId last = rows_->at(fold.end() - 1);
    const auto opened = opened_.lower_bound(first);
    return (opened != opened_.end() && *opened <= last) ||
           (keptShown_ && first < *keptShown_ && *keptShown_ <= last) ||
           folded_.anyOpen(fold.first, fold.end());
}

void TimelineModel::putFold(const Fold& fold)
{
    const bool open = opensItself(fold);
    folded_.put(fold, open);
    if (open) {
        opened_.insert(rows_->at(fold.first));
    }
}

} // namespace framescope::present
