// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/diff/diff.h"

#include "codec/diff/diff_rows.h"
#include "codec/plausible.h"

#include <algorithm>
#include <utility>

namespace framescope::codec {

namespace {

bool isStructured(const Decoding& decoding)
{
    return decoding.tree && !decoding.failure;
}

DiffMode modeFor(const std::array<Decoding, 2>& decoded, const Diff& diff,
                 std::optional<DiffMode> wanted)
{
    const bool structured = isStructured(decoded[0]) && isStructured(decoded[1]);
    if (wanted && (*wanted != DiffMode::Structure || structured)) {
        return *wanted;
    }
    if (structured) {
        return DiffMode::Structure;
    }
    return isReadableText(*diff.sides[0].bytes) && isReadableText(*diff.sides[1].bytes)
               ? DiffMode::Lines
               : DiffMode::Bytes;
}

} // namespace

bool DiffRows::add(DiffRow row)
{
    if (options_.onlyDifferences && row.change == Change::Same) {
        return true;
    }
    if (row.change == Change::Same && diff_.rows.size() >= Diff::MaxRowsWithSame) {
        diff_.sameLeftOut = true;
        return true;
    }
    if (diff_.rows.size() == Diff::MaxRows) {
        diff_.cut = true;
        return false;
    }
    const auto id = static_cast<std::uint32_t>(diff_.rows.size());
    row.position = row.parent == DiffRow::None ? diff_.roots++ : diff_.rows[row.parent].children++;
    // The contents of an added or removed value are not counted again.
    const bool within =
        row.parent != DiffRow::None && diff_.rows[row.parent].change != Change::Inside;
    if (row.change > Change::Inside && !within) {
        diff_.differences.push_back(id);
        diff_.changed += row.change == Change::Changed ? 1 : 0;
        diff_.added += row.change == Change::Added ? 1 : 0;
        diff_.removed += row.change == Change::Removed ? 1 : 0;
    }
    diff_.rows.push_back(row);
    return true;
}

void DiffRows::link()
{
    std::uint32_t next = diff_.roots;
    for (DiffRow& row : diff_.rows) {
        row.firstChild = next;
        next += row.children;
    }
    diff_.childList.resize(next);
    for (std::uint32_t id = 0; id < diff_.rows.size(); ++id) {
        const DiffRow& row = diff_.rows[id];
        const std::uint32_t first =
            row.parent == DiffRow::None ? 0 : diff_.rows[row.parent].firstChild;
        diff_.childList[first + row.position] = id;
    }
}

Diff compare(std::shared_ptr<const Bytes> left, std::shared_ptr<const Bytes> right,
             const DiffOptions& options, const std::stop_token& stop)
{
    std::array<Decoding, 2> decoded{decode(left, {}, stop), decode(right, {}, stop)};
    Diff diff;
    diff.sides[0].bytes = std::move(left);
    diff.sides[1].bytes = std::move(right);
    for (std::size_t side = 0; side < 2; ++side) {
        diff.sides[side].chain = decoded[side].chain();
        diff.cut = diff.cut || decoded[side].contentCut;
    }
    if (diff.sides[0].chain == diff.sides[1].chain) { // encoded alike: compare the contents
        for (std::size_t side = 0; side < 2; ++side) {
            diff.sides[side].bytes = decoded[side].content;
        }
    }
    diff.mode = modeFor(decoded, diff, options.mode);
    switch (diff.mode) {
    case DiffMode::Structure:
        for (std::size_t side = 0; side < 2; ++side) {
            diff.sides[side].tree = decoded[side].tree;
        }
        compareStructure(diff, options, stop);
        break;
    case DiffMode::Lines:
        compareLines(diff, options, stop);
        break;
    case DiffMode::Bytes:
        compareBytes(diff, options, stop);
        break;
    }
    DiffRows(diff, options).link();
    diff.stopped = stop.stop_requested();
    return diff;
}

} // namespace framescope::codec
