// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/timeline_model.h"

#include "base/text/qt_string.h"
#include "present/rows/preview.h"
#include "present/rows/row_text.h"
#include "present/words/format.h"

#include <algorithm>
#include <array>
#include <limits>

namespace framescope::present {

namespace {

using timeline::Entry;

constexpr std::array<const char*, TimelineModel::ColumnCount> Titles{
    "#", "Time", "+Δ", "Conn", "Dir", "Type", "Size", "Preview"};

constexpr std::array<const char*, TimelineModel::ColumnCount> Keys{
    "number", "time", "delta", "connection", "direction", "type", "size", "preview"};

constexpr std::array<const char*, TimelineModel::ColumnCount> Explanations{
    "Number of the event in the recording",
    "Seconds since the first event or the row above, or time of day",
    "Time since the row above",
    "Connection, counted from 1",
    "in: from the server, out: to the server",
    "Kind of event or frame",
    "Bytes of payload, after inflating",
    "The beginning of the content"};

int directionOf(const Entry& entry)
{
    return entry.hasDirection() ? static_cast<int>(indexOf(entry.direction())) : -1;
}

Tone toneOf(const timeline::Timeline& timeline, const Entry& entry)
{
    switch (entry.type) {
    case timeline::Type::Error:
        return Tone::Bad;
    case timeline::Type::Open:
        return Tone::Good;
    case timeline::Type::Closed: {
        const timeline::Detail* detail = timeline.detail(entry);
        return detail && detail->clean ? Tone::LifeCycle : Tone::Bad;
    }
    case timeline::Type::Behaviour:
        return Tone::Warning;
    default:
        break;
    }
    if (timeline::isLifeCycle(entry.type)) {
        return Tone::LifeCycle;
    }
    if (timeline::isControl(entry.type)) {
        return Tone::Control;
    }
    return entry.direction() == Direction::In ? Tone::Incoming : Tone::Outgoing;
}

} // namespace

std::optional<wire::Severity> worstSeverity(const timeline::Timeline& timeline, const Entry& entry)
{
    const timeline::Detail* detail =
        entry.has(Entry::HasViolation) ? timeline.detail(entry) : nullptr;
    if (!detail || detail->violations.empty()) {
        return std::nullopt;
    }
    auto worst = wire::Severity::Info;
    for (const wire::Violation& violation : detail->violations) {
        worst = std::max(worst, wire::info(violation.rule).severity);
    }
    return worst;
}

TimelineModel::TimelineModel(VisibleRowsJob& job, QObject* parent)
    : QAbstractTableModel(parent), job_(job)
{
    connect(&job_, &VisibleRowsJob::changed, this, &TimelineModel::follow);
    connect(&foldJob_, &FoldJob::changed, this, &TimelineModel::takeFolds);
    connect(&loader_, &PreviewLoader::loaded, this, &TimelineModel::takePreviews);
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count_;
}

int TimelineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count_) {
        return {};
    }
    const EventId id = eventAt(index.row());
    const Entry& entry = timeline_->entry(id);
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return toolTip(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return index.column() <= Delta || index.column() == Size
                   ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case TypeRole:
        return static_cast<int>(entry.type);
    case DirectionRole:
        return directionOf(entry);
    case ToneRole:
        return QVariant::fromValue(toneOf(*timeline_, entry));
    case FlagsRole:
        return static_cast<int>(entry.flags);
    case SeverityRole: {
        const auto worst = worstSeverity(*timeline_, entry);
        return verdictOn(id) ? static_cast<int>(wire::Severity::Error)
               : worst       ? static_cast<int>(*worst)
                             : -1;
    }
    case ContractRole:
        return contractText(id);
    case NoteRole:
        return noteText(index.row());
    case MarkRole:
        return notes_ &&
               RowNotes::within(notes_->marked(), id, lastEventAt(index.row())).has_value();
    case OtherConnectionRole: {
        const int row = index.row();
        const bool differs =
            row > 0 && entry.conn() != timeline_->entry(lastEventAt(row - 1)).conn();
        return differs ? static_cast<int>(entry.conn().value) : 0;
    }
    case PlaceholderRole:
        return foldState(index.row()) != FoldState::Closed && isPlaceholder(*timeline_, entry);
    case FoldRole:
        return static_cast<int>(foldState(index.row()));
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    const auto column = static_cast<std::size_t>(section);
    switch (role) {
    case Qt::DisplayRole:
        return section == Dir && namesSides_ ? translated("From")
                                             : QString::fromUtf8(Titles[column]);
    case Qt::ToolTipRole:
        return section == Dir && namesSides_
                   ? translated(
                         "Who sent it; for the filter, dir:in is from the server, dir:out to "
                         "it")
                   : QString::fromUtf8(Explanations[column]);
    case Qt::TextAlignmentRole:
        return section <= Delta || section == Size
                   ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

void TimelineModel::setTimeFormat(TimeFormat format)
{
    if (timeFormat_ == format) {
        return;
    }
    timeFormat_ = format;
    if (count_ > 0) {
        emit dataChanged(index(0, Time), index(count_ - 1, Time), {Qt::DisplayRole});
    }
}

void TimelineModel::setNamesSides(bool names)
{
    namesSides_ = names;
    emit headerDataChanged(Qt::Horizontal, Dir, Dir);
    if (count_ > 0) {
        emit dataChanged(index(0, Dir), index(count_ - 1, Dir), {Qt::DisplayRole});
    }
}

EventId TimelineModel::eventAt(int row) const
{
    return rows_->at(folded_.sourceOf(static_cast<std::size_t>(row)));
}

std::optional<int> TimelineModel::rowOf(EventId id) const
{
    if (!rows_) {
        return std::nullopt;
    }
    const auto row = rows_->find(id, folded_.source());
    return row ? std::optional(static_cast<int>(folded_.shownOf(*row))) : std::nullopt;
}

int TimelineModel::nearestRow(EventId id) const
{
    if (count_ == 0) {
        return -1;
    }
    const std::size_t row = rows_->lowerBound(id, folded_.source());
    return row < folded_.source() ? static_cast<int>(folded_.shownOf(row)) : count_ - 1;
}

EventId TimelineModel::toldBy(EventId id) const
{
    return timeline_ && !rowOf(id) ? noteSubject(*timeline_, id).value_or(id) : id;
}

int TimelineModel::rowsAfter(EventId id) const
{
    if (count_ == 0) {
        return 0;
    }
    const std::size_t next = rows_->lowerBound(EventId{id.value + 1}, folded_.source());
    return next < folded_.source() ? count_ - static_cast<int>(folded_.shownOf(next)) : 0;
}

EventId TimelineModel::lastEventAt(int row) const
{
    const Fold* fold = closedFoldAt(row);
    return fold ? rows_->at(fold->end() - 1) : eventAt(row);
}

QString TimelineModel::columnKey(int column)
{
    return QString::fromLatin1(Keys[static_cast<std::size_t>(column)]);
}

void TimelineModel::follow()
{
    if (folding_) {
        followFolds();
        return;
    }
    const RowsProgress progress = job_.progress();
    if (progress.request != request_) {
        // The old rows stay on screen until the new ones can take their place.
        if (progress.rows > 0 || progress.complete() || progress.cancelled ||
            job_.request().timeline != timeline_) {
            replaceRows(progress, {});
        }
        return;
    }
    folded_.setSource(std::min<std::size_t>(progress.rows, std::numeric_limits<int>::max()));
    showNewRows();
}

void TimelineModel::replaceRows(const RowsProgress& progress, const std::vector<Fold>& folds)
{
    beginResetModel();
    if (job_.request().timeline != timeline_) {
        opened_.clear();
        keptShown_.reset();
        timeline_ = job_.request().timeline;
        reader_ = std::make_unique<timeline::StreamReader>(*timeline_);
        previews_.clear();
        verdicts_.clear();
        loader_.setTimeline(timeline_);
    }
    request_ = progress.request;
    view_ = job_.request().view;
    rows_ = job_.rows();
    folded_.clear(std::min<std::size_t>(progress.rows, std::numeric_limits<int>::max()));
    for (const Fold& fold : folds) {
        putFold(fold);
    }
    count_ = static_cast<int>(folded_.size());
    endResetModel();
}

void TimelineModel::showNewRows()
{
    const int rows = static_cast<int>(folded_.size());
    if (rows > count_) {
        beginInsertRows({}, count_, rows - 1);
        count_ = rows;
        endInsertRows();
    }
}

void TimelineModel::setFindings(std::shared_ptr<ContractFindings> findings)
{
    findings_ = std::move(findings);
    verdicts_.clear();
    loader_.setFindings(findings_);
    if (count_ > 0) {
        emit dataChanged(index(0, 0), index(count_ - 1, ColumnCount - 1));
    }
}

/// How an event breaks the contract; null if it does not, or if that is not known yet: it is found
/// in the background, for rows that are shown.
const contract::Verdict* TimelineModel::verdictOn(EventId id) const
{
    if (!findings_ || !filter::isForContract(*timeline_, id)) {
        return nullptr;
    }
    if (const auto* known = verdicts_.object(id.value)) {
        return *known && !(*known)->fits() ? known->get() : nullptr;
    }
    loader_.request(id);
    return nullptr;
}

QString TimelineModel::contractText(EventId id) const
{
    const contract::Verdict* verdict = verdictOn(id);
    return verdict ? QString::fromStdString(contract::verdictText(findings_->contract(), *verdict))
                   : QString();
}

void TimelineModel::takePreviews(const PreviewLoader::Loaded& previews)
{
    int first = count_;
    int last = -1;
    for (const auto& [id, preview, verdict] : previews) {
        previews_.insert(id.value, new QString(preview));
        if (findings_) {
            verdicts_.insert(id.value, new std::shared_ptr<const contract::Verdict>(verdict));
        }
        if (const auto row = rowOf(id)) {
            first = std::min(first, *row);
            last = std::max(last, *row);
        }
    }
    if (last >= first) {
        emit dataChanged(index(first, findings_ ? 0 : Preview), index(last, Preview),
                         {Qt::DisplayRole, SeverityRole, ContractRole});
    }
}

QString TimelineModel::text(int row, int column) const
{
    const EventId id = eventAt(row);
    if (column == Preview) {
        if (closedFoldAt(row)) {
            return foldTextAt(row);
        }
        const bool note = timeline_->entry(id).type == timeline::Type::Note;
        const auto changed = note && notes_ ? notes_->changedText(id) : std::nullopt;
        return !changed             ? previewText(id)
               : changed->isEmpty() ? QStringLiteral("(removed)")
                                    : previewOfText(asBytes(changed->toStdString()), false);
    }
    const auto above = row == 0 ? std::nullopt : std::optional(eventAt(row - 1));
    return cellText(*timeline_, id, static_cast<Column>(column), {timeFormat_, above, namesSides_});
}

QString TimelineModel::previewText(EventId id) const
{
    if (const QString* known = previews_.object(id.value)) {
        return *known;
    }
    if (!isCheap(*timeline_, timeline_->entry(id))) {
        loader_.request(id);
        return {};
    }
    auto* made = new QString(preview(*timeline_, *reader_, id));
    QString text = *made;
    previews_.insert(id.value, made);
    return text;
}

QString TimelineModel::toolTip(int row, int column) const
{
    const EventId id = eventAt(row);
    const Entry& entry = timeline_->entry(id);
    QStringList lines;
    if (const QString fold = foldTextAt(row); !fold.isEmpty()) {
        lines += fold;
    }
    if (const QString note = noteText(row); !note.isEmpty()) {
        lines += QStringLiteral("Note: %1").arg(note);
    }
    if (column == Size && !timeline::isLifeCycle(entry.type)) {
        lines += formatCounted(timeline_->length(entry), "byte");
        if (entry.has(Entry::Compressed)) {
            lines += QStringLiteral("%1 compressed on the wire")
                         .arg(formatCounted(timeline_->wireLength(entry), "byte"));
        }
    }
    if (const QString broken = contractText(id); !broken.isEmpty()) {
        lines += QStringLiteral("%1 (contract)").arg(broken);
    }
    if (const timeline::Detail* detail = timeline_->detail(entry)) {
        for (const wire::Violation& violation : detail->violations) {
            lines += QString::fromStdString(wire::violationText(violation)) +
                     QStringLiteral(" (%1)").arg(latinText(wire::info(violation.rule).section));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace framescope::present
