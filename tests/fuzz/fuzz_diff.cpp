// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first byte says how to compare, the rest is two messages with a zero between them. Rows
// lie within what they are of. By line and by byte, all rows of a side are that side, and what
// is the same is the same. A message does not differ from itself, and both ways round the same
// number of things differ.
#include "codec/diff/diff.h"
#include "present/values/diff_model.h"

#include <algorithm>
#include <cstdlib>

using namespace framescope;
using namespace framescope::codec;
using namespace framescope::present;

namespace {

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

void checkRows(const Diff& diff)
{
    for (std::uint32_t id = 0; id < diff.rows.size(); ++id) {
        const DiffRow& row = diff.rows[id];
        demand(row.parent == DiffRow::None || row.parent < id);
        demand((row.at[0] == DiffRow::None) == (row.change == Change::Added));
        demand((row.at[1] == DiffRow::None) == (row.change == Change::Removed));
        for (std::size_t side = 0; side < 2 && diff.mode == DiffMode::Structure; ++side) {
            demand(row.at[side] == DiffRow::None || row.at[side] < diff.sides[side].tree->size());
        }
    }
    demand(diff.differences.size() == diff.changed + diff.added + diff.removed);
    demand(std::is_sorted(diff.differences.begin(), diff.differences.end()));
}

ByteView part(const Diff& diff, const DiffRow& row, std::size_t side)
{
    return ByteView(*diff.sides[side].bytes).subspan(row.at[side], row.end[side] - row.at[side]);
}

void checkParts(const Diff& diff)
{
    std::array<Bytes, 2> joined;
    for (const DiffRow& row : diff.rows) {
        for (std::size_t side = 0; side < 2; ++side) {
            if (row.at[side] != DiffRow::None) {
                append(joined[side], part(diff, row, side));
            }
        }
        if (row.change == Change::Same) {
            demand(std::ranges::equal(part(diff, row, 0), part(diff, row, 1)));
        }
    }
    demand(joined[0] == *diff.sides[0].bytes && joined[1] == *diff.sides[1].bytes);
}

void look(const std::shared_ptr<const Diff>& diff)
{
    constexpr std::uint32_t most = 50;
    DiffModel model;
    model.setDiff(diff);
    const auto count = std::min(static_cast<std::uint32_t>(diff->rows.size()), most);
    for (std::uint32_t row = 0; row < count; ++row) {
        const QModelIndex index = model.reveal(row);
        demand(index.isValid());
        for (int column = 0; column < DiffModel::ColumnCount; ++column) {
            index.siblingAtColumn(column).data();
            index.siblingAtColumn(column).data(DiffModel::MarkRole);
            index.siblingAtColumn(column).data(DiffModel::PlaceRole);
        }
    }
}

bool isIdentical(const Diff& diff)
{
    return diff.differences.empty() && !diff.cut;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const ByteView input(data + 1, size - 1);
    const auto middle = std::find(input.begin(), input.end(), 0);
    const auto left = std::make_shared<const Bytes>(input.begin(), middle);
    const auto right =
        std::make_shared<const Bytes>(middle == input.end() ? middle : middle + 1, input.end());
    DiffOptions options;
    if (data[0] % 4 != 3) {
        options.mode = static_cast<DiffMode>(data[0] % 4);
    }
    const auto diff = std::make_shared<const Diff>(compare(left, right, options));
    checkRows(*diff);
    if (diff->mode != DiffMode::Structure) {
        checkParts(*diff);
    }
    look(diff);
    demand(isIdentical(compare(left, left, options)));
    demand(isIdentical(compare(right, left, options)) == isIdentical(*diff));
    options.onlyDifferences = true;
    demand(compare(left, right, options).differences.size() == diff->differences.size());
    return 0;
}
