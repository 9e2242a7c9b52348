// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/diff_model.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "codec/value_text.h"
#include "present/payload/decoded_text.h"
#include "present/words/format.h"
#include "present/words/visible_line.h"

#include <QPoint>

#include <algorithm>
#include <utility>

namespace framescope::present {

namespace {

constexpr std::size_t LongestCell = 4000;

/// Returns the lengths of the common beginning and the common end of two texts, in UTF-16 units.
std::pair<qsizetype, qsizetype> commonEnds(const QString& a, const QString& b)
{
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype begin = 0;
    while (begin < shorter && a[begin] == b[begin]) {
        ++begin;
    }
    qsizetype end = 0;
    while (end < shorter - begin && a[a.size() - end - 1] == b[b.size() - end - 1]) {
        ++end;
    }
    // A surrogate pair is not cut in two.
    begin -= begin > 0 && a[begin - 1].isHighSurrogate() ? 1 : 0;
    end -= end > 0 && a[a.size() - end].isLowSurrogate() ? 1 : 0;
    return {begin, end};
}

} // namespace

void DiffModel::setDiff(std::shared_ptr<const codec::Diff> diff)
{
    beginReplacing();
    diff_ = std::move(diff);
    endReplacing(diff_ ? diff_->rows.size() : 0);
}

void DiffModel::setTitles(const QString& left, const QString& right)
{
    titles_ = {left, right};
    emit headerDataChanged(Qt::Horizontal, LeftColumn, RightColumn);
}

std::uint32_t DiffModel::childCount(std::uint32_t node) const
{
    return !diff_ ? 0 : node == Top ? diff_->roots : diff_->rows[node].children;
}

std::uint32_t DiffModel::childOf(std::uint32_t node, std::uint32_t row) const
{
    return diff_->childList[(node == Top ? 0 : diff_->rows[node].firstChild) + row];
}

std::uint32_t DiffModel::parentOf(std::uint32_t node) const
{
    static_assert(codec::DiffRow::None == Top);
    return diff_->rows[node].parent;
}

std::uint32_t DiffModel::rowOf(std::uint32_t node) const
{
    return diff_->rows[node].position;
}

int DiffModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

QString DiffModel::word(codec::Change change)
{
    switch (change) {
    case codec::Change::Inside:
        return tr("differs inside");
    case codec::Change::Changed:
        return tr("changed");
    case codec::Change::Added:
        return tr("added");
    case codec::Change::Removed:
        return tr("removed");
    default:
        return {};
    }
}

QString DiffModel::place(const codec::DiffRow& row, bool whole) const
{
    const std::size_t side = row.at[0] != codec::DiffRow::None ? 0 : 1;
    const std::size_t other = row.at[1] != codec::DiffRow::None ? 1 : 0;
    if (diff_->mode == codec::DiffMode::Structure) {
        const codec::ValueTree& tree = *diff_->sides[side].tree;
        return toQString(whole ? pathText(tree, row.at[side]) : keyText(tree, row.at[side]));
    }
    const bool isLines = diff_->mode == codec::DiffMode::Lines;
    const auto& at = isLines ? row.line : row.at;
    const QString left = QString::number(at[side], isLines ? 10 : 16);
    const QString right = QString::number(at[other], isLines ? 10 : 16);
    const QString both = left == right ? left : left + QStringLiteral(" | ") + right;
    return !whole ? both : (isLines ? tr("line %1") : tr("offset 0x%1")).arg(both);
}

/// Returns the number of common bytes to leave out at the start of two long lines; else 0.
std::size_t DiffModel::skippedBytes(const codec::DiffRow& row) const
{
    constexpr std::ptrdiff_t lead = 64;
    if (diff_->mode != codec::DiffMode::Lines || row.at[0] == codec::DiffRow::None ||
        row.at[1] == codec::DiffRow::None) {
        return 0;
    }
    const ByteView left = ByteView(*diff_->sides[0].bytes).first(row.end[0]).subspan(row.at[0]);
    const ByteView right = ByteView(*diff_->sides[1].bytes).first(row.end[1]).subspan(row.at[1]);
    auto at = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
    if (static_cast<std::size_t>(at - left.begin()) <= LongestCell / 2) {
        return 0;
    }
    at -= lead;
    while (at != left.begin() && (*at & 0xC0) == 0x80) { // inside a UTF-8 character
        --at;
    }
    return static_cast<std::size_t>(at - left.begin());
}

QString DiffModel::text(const codec::DiffRow& row, std::size_t side, std::size_t skipped) const
{
    if (row.at[side] == codec::DiffRow::None) {
        return {};
    }
    const codec::DiffSide& from = diff_->sides[side];
    if (diff_->mode == codec::DiffMode::Structure) {
        return toQString(valueText(*from.tree, row.at[side], LongestCell));
    }
    ByteView bytes =
        ByteView(*from.bytes).subspan(row.at[side], row.end[side] - row.at[side]).subspan(skipped);
    if (diff_->mode == codec::DiffMode::Bytes) {
        return latinText(spacedHex(bytes));
    }
    if (!bytes.empty() && bytes.back() == '\n') {
        bytes = bytes.first(bytes.size() - 1);
    }
    if (bytes.size() <= LongestCell) {
        return decodedText(bytes);
    }
    bytes = bytes.first(LongestCell);
    return decodedText(bytes.first(LongestCell - unfinishedTail(asText(bytes)))) +
           QStringLiteral("…");
}

/// Returns the text of a cell; a long text begins near the difference.
DiffModel::Cell DiffModel::cell(const codec::DiffRow& row, std::size_t side) const
{
    constexpr qsizetype lead = 16;
    const std::size_t skipped = row.change == codec::Change::Changed ? skippedBytes(row) : 0;
    const QString raw = text(row, side, skipped);
    if (row.change != codec::Change::Changed || row.at[0] == codec::DiffRow::None ||
        row.at[1] == codec::DiffRow::None) {
        return {visibleLine(raw), 0, 0};
    }
    const auto [begin, end] = commonEnds(raw, text(row, 1 - side, skipped));
    const bool isCut = begin > 2 * lead || skipped > 0;
    qsizetype away = isCut ? std::max<qsizetype>(0, begin - lead) : 0;
    away += raw.size() > away && raw[away].isLowSurrogate() ? 1 : 0;
    const QString before =
        (isCut ? QStringLiteral("…") : QString()) + visibleLine(raw.mid(away, begin - away));
    const QString differs = visibleLine(raw.mid(begin, raw.size() - begin - end));
    return {before + differs + visibleLine(raw.right(end)), static_cast<int>(before.size()),
            static_cast<int>(differs.size())};
}

QVariant DiffModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const codec::DiffRow& row = diff_->rows[nodeAt(index)];
    const bool isPlace = index.column() == PlaceColumn;
    const std::size_t side = index.column() == RightColumn ? 1 : 0;
    switch (role) {
    case Qt::DisplayRole:
        return isPlace ? visibleLine(place(row, false)) : cell(row, side).text;
    case MarkRole: {
        const Cell marked = isPlace ? Cell() : cell(row, side);
        return QPoint(marked.markStart, marked.markLength);
    }
    case ChangeRole:
        return static_cast<int>(row.change);
    case PlaceRole:
        return place(row, true);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const QString changed = word(row.change);
        return changed.isEmpty() ? place(row, true)
                                 : place(row, true) + QStringLiteral(": ") + changed;
    }
    default:
        return {};
    }
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    if (section != PlaceColumn) {
        return titles_[section == LeftColumn ? 0 : 1];
    }
    if (!diff_ || diff_->mode == codec::DiffMode::Structure) {
        return tr("Key");
    }
    return diff_->mode == codec::DiffMode::Lines ? tr("Line") : tr("Offset");
}

} // namespace framescope::present
