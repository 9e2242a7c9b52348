// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/overview.h"

#include "present/rows/row_notes.h"

#include <algorithm>

namespace framescope::present {

namespace {

constexpr std::size_t EventsBetweenLooks =
    16 * TimeBlocks::Block; ///< events between two looks at `goOn`

/// Returns the number of slices of a width that a span touches.
std::int64_t slicesOf(const TimeSpan& span, Duration width)
{
    return binOf(span.to, width) - binOf(span.from, width) + 1;
}

Duration widthFor(const TimeSpan& span, std::size_t slices)
{
    Duration width{1};
    while (slicesOf(span, width) > static_cast<std::int64_t>(slices)) {
        width *= 2;
    }
    return width;
}

/// Extends a span to whole slices, so that no slice is counted in part.
TimeSpan wholeSlices(const TimeSpan& span, Duration width)
{
    return {width * binOf(span.from, width), width * (binOf(span.to, width) + 1) - Duration{1}};
}

} // namespace

OverviewBin& OverviewBin::operator+=(const OverviewBin& other)
{
    for (std::size_t i = 0; i < 2; ++i) {
        bytes[i] += other.bytes[i];
        messages[i] += other.messages[i];
        frames[i] += other.frames[i];
    }
    control += other.control;
    violations += other.violations;
    notes += other.notes;
    closes += other.closes;
    return *this;
}

void OverviewBin::add(const timeline::Timeline& timeline, const timeline::Entry& entry)
{
    using timeline::Entry;
    violations += entry.has(Entry::HasViolation) ? 1 : 0;
    if (timeline::isLifeCycle(entry.type)) {
        notes += entry.type == timeline::Type::Note ? 1 : 0;
        closes += entry.type == timeline::Type::Closed ? 1 : 0;
        return;
    }
    const std::size_t direction = indexOf(entry.direction());
    messages[direction] += entry.has(Entry::InMessages) ? 1 : 0;
    control += timeline::isControl(entry.type) ? 1 : 0;
    if (entry.has(Entry::InFrames)) {
        ++frames[direction];
        bytes[direction] += timeline.wireLength(entry);
    }
}

std::optional<std::size_t> Overview::sliceAt(Duration time) const
{
    const std::int64_t slice = binOf(time, width) - first;
    if (slice < 0 || slice >= static_cast<std::int64_t>(bins.size())) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(slice);
}

OverviewBuilder::OverviewBuilder(std::shared_ptr<const timeline::Timeline> timeline)
    : timeline_(std::move(timeline)), blocks_(*timeline_)
{
}

void OverviewBuilder::setHits(std::shared_ptr<const RowList> rows)
{
    if (rows != rows_) {
        rows_ = std::move(rows);
        hits_.reset();
        fineHits_.reset();
    }
}

void OverviewBuilder::setWindow(std::optional<TimeSpan> window, std::size_t slices)
{
    window_ = window;
    slices_ = std::clamp<std::size_t>(slices, 2, Capacity / 2);
}

bool OverviewBuilder::update(const GoOn& goOn)
{
    const std::size_t total = timeline_->size();
    while (blocks_.seen() < total) {
        if (!goOn()) {
            return false;
        }
        const std::size_t from = blocks_.seen();
        blocks_.update(std::min(total, from + EventsBetweenLooks));
        const Timestamp start = timeline_->start();
        for (std::size_t i = from; i < blocks_.seen(); ++i) {
            const EventId id{static_cast<std::uint32_t>(i)};
            if (!noteSubject(*timeline_, id)) {
                const auto& entry = timeline_->entry(id);
                bins_.at(entry.timestamp() - start).add(*timeline_, entry);
            }
        }
    }
    if (!rows_) {
        return true;
    }
    if (!hits_) {
        hits_.emplace(Capacity, Duration{1});
    }
    const std::size_t rows = rows_->size();
    for (; hits_->scanned < rows; ++hits_->scanned) {
        if (hits_->scanned % EventsBetweenLooks == 0 && !goOn()) {
            return false;
        }
        const EventId id = rows_->at(hits_->scanned);
        if (id.value >= blocks_.seen()) {
            break; // continue when the events are examined
        }
        hits_->bins.at(placeOf(*timeline_, id)) += 1;
    }
    return true;
}

TimeSpan OverviewBuilder::shown() const
{
    const TimeSpan session = blocks_.session();
    if (!window_) {
        return session;
    }
    const TimeSpan part = common(*window_, session);
    return part.from <= part.to ? part : TimeSpan{session.from, session.from};
}

std::optional<Overview> OverviewBuilder::picture(const GoOn& goOn)
{
    Overview result;
    result.scanned = blocks_.seen();
    result.total = timeline_->size();
    result.filtered = rows_ != nullptr;
    if (blocks_.seen() == 0) {
        return result;
    }
    result.session = blocks_.session();
    const TimeSpan span = shown();
    const Duration wanted = widthFor(window_.value_or(span), slices_);
    result.width = wanted;
    result.first = binOf(span.from, wanted);
    const auto count = static_cast<std::size_t>(slicesOf(span, wanted));
    if (wanted >= bins_.width()) {
        fine_.reset();
        result.bins = bins_.grouped(wanted, result.first, count);
    } else {
        if (!fillFine(wholeSlices(span, wanted), wanted, goOn)) {
            return std::nullopt;
        }
        result.bins = fine_->bins.grouped(wanted, result.first, count);
    }
    if (rows_) {
        if (wanted >= hits_->bins.width()) {
            fineHits_.reset();
            result.hits = hits_->bins.grouped(wanted, result.first, count);
        } else {
            if (!fillFineHits(wholeSlices(span, wanted), wanted, goOn)) {
                return std::nullopt;
            }
            result.hits = fineHits_->bins.grouped(wanted, result.first, count);
        }
    }
    return result;
}

/// Continues if the same part was counted before.
bool OverviewBuilder::fillFine(const TimeSpan& span, Duration width, const GoOn& goOn)
{
    if (!fine_ || fine_->span != span || fine_->bins.width() != width) {
        fine_.emplace(Fine{span, TimeBins<OverviewBin>(Capacity, Widths::Doubling, width), 0});
    }
    const Timestamp start = timeline_->start();
    return blocks_.forEachRun(span, [&](std::size_t first, std::size_t end) {
        if (end <= fine_->scanned) {
            return true;
        }
        if (!goOn()) {
            return false;
        }
        for (std::size_t i = std::max(first, fine_->scanned); i < end; ++i) {
            const EventId id{static_cast<std::uint32_t>(i)};
            const auto& entry = timeline_->entry(id);
            const Duration time = entry.timestamp() - start;
            if (span.contains(time) && !noteSubject(*timeline_, id)) {
                fine_->bins.at(time).add(*timeline_, entry);
            }
        }
        fine_->scanned = end;
        return true;
    });
}

bool OverviewBuilder::fillFineHits(const TimeSpan& span, Duration width, const GoOn& goOn)
{
    fineHits_.emplace(Capacity, width);
    const std::size_t rows = hits_->scanned;
    return blocks_.forEachRun(span, [&](std::size_t first, std::size_t end) {
        if (!goOn()) {
            return false;
        }
        const auto id = [](std::size_t i) { return EventId{static_cast<std::uint32_t>(i)}; };
        for (std::size_t row = rows_->lowerBound(id(first), rows);
             row < rows && rows_->at(row).value < end; ++row) {
            const Duration time = placeOf(*timeline_, rows_->at(row));
            if (span.contains(time)) {
                fineHits_->bins.at(time) += 1;
            }
        }
        return true;
    });
}

} // namespace framescope::present
