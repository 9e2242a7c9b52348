// SPDX-License-Identifier: GPL-3.0-or-later
//
// Comparison by line and by byte.
#include "codec/diff/diff_match.h"
#include "codec/diff/diff_rows.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace framescope::codec {

namespace {

ByteView comparedPart(Diff& diff, std::size_t side)
{
    const ByteView all = *diff.sides[side].bytes;
    diff.cut = diff.cut || all.size() > Diff::MaxBytes;
    return all.first(std::min(all.size(), Diff::MaxBytes));
}

/// Returns the offsets at which the lines of a text begin, and the end of the text.
std::vector<std::uint32_t> lineStarts(ByteView text)
{
    std::vector<std::uint32_t> starts{0};
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n') {
            starts.push_back(static_cast<std::uint32_t>(at + 1));
        }
    }
    if (starts.back() != text.size()) {
        starts.push_back(static_cast<std::uint32_t>(text.size()));
    }
    return starts;
}

class Lines
{
public:
    Lines(Diff& diff, const DiffOptions& options) : diff_(diff), rows_(diff, options)
    {
        for (std::size_t side = 0; side < 2; ++side) {
            text_[side] = comparedPart(diff, side);
            starts_[side] = lineStarts(text_[side]);
            for (std::size_t line = 0; line + 1 < starts_[side].size(); ++line) {
                hashes_[side].push_back(std::hash<std::string_view>{}(asText(view(side, line))));
            }
        }
    }

    void run(const std::stop_token& stop)
    {
        const auto equal = [this](std::size_t i, std::size_t j) {
            return hashes_[0][i] == hashes_[1][j] && std::ranges::equal(view(0, i), view(1, j));
        };
        const std::size_t left = hashes_[0].size();
        const std::size_t right = hashes_[1].size();
        const CommonRuns common = SequenceMatcher(left, right, equal, stop).match();
        diff_.coarse = common.coarse;
        common.walk(
            left, right,
            [this](const CommonRun& run) {
                for (std::size_t i = 0; i < run.length; ++i) {
                    add(Change::Same, run.left + i, run.right + i);
                }
            },
            [this](std::size_t i, std::size_t toLeft, std::size_t j, std::size_t toRight) {
                while (i < toLeft || j < toRight) {
                    const Change change = i == toLeft    ? Change::Added
                                          : j == toRight ? Change::Removed
                                                         : Change::Changed;
                    add(change, i, j);
                    i += change == Change::Added ? 0 : 1;
                    j += change == Change::Removed ? 0 : 1;
                }
            });
    }

private:
    ByteView view(std::size_t side, std::size_t line) const
    {
        const auto& starts = starts_[side];
        return text_[side].subspan(starts[line], starts[line + 1] - starts[line]);
    }

    void add(Change change, std::size_t i, std::size_t j)
    {
        DiffRow row;
        row.change = change;
        const std::array<std::size_t, 2> lines{i, j};
        for (std::size_t side = 0; side < 2; ++side) {
            if (change == (side == 0 ? Change::Added : Change::Removed)) {
                continue;
            }
            row.at[side] = starts_[side][lines[side]];
            row.end[side] = starts_[side][lines[side] + 1];
            row.line[side] = static_cast<std::uint32_t>(lines[side] + 1);
        }
        rows_.add(row);
    }

    Diff& diff_;
    DiffRows rows_;
    std::array<ByteView, 2> text_;
    std::array<std::vector<std::uint32_t>, 2> starts_;
    std::array<std::vector<std::size_t>, 2> hashes_;
};

} // namespace

void compareLines(Diff& diff, const DiffOptions& options, const std::stop_token& stop)
{
    Lines(diff, options).run(stop);
}

void compareBytes(Diff& diff, const DiffOptions& options, const std::stop_token& stop)
{
    const ByteView left = comparedPart(diff, 0);
    const ByteView right = comparedPart(diff, 1);
    const auto equal = [&](std::size_t i, std::size_t j) { return left[i] == right[j]; };
    const CommonRuns common = SequenceMatcher(left.size(), right.size(), equal, stop).match();
    diff.coarse = common.coarse;
    DiffRows rows(diff, options);
    const auto add = [&rows](Change change, std::size_t i, std::size_t toLeft, std::size_t j,
                             std::size_t toRight) {
        while (i < toLeft || j < toRight) {
            DiffRow row;
            row.change = change != Change::Same && i == toLeft    ? Change::Added
                         : change != Change::Same && j == toRight ? Change::Removed
                                                                  : change;
            const std::size_t nextLeft = std::min(i + Diff::BytesPerRow, toLeft);
            const std::size_t nextRight = std::min(j + Diff::BytesPerRow, toRight);
            if (i < toLeft) {
                row.at[0] = static_cast<std::uint32_t>(i);
                row.end[0] = static_cast<std::uint32_t>(nextLeft);
            }
            if (j < toRight) {
                row.at[1] = static_cast<std::uint32_t>(j);
                row.end[1] = static_cast<std::uint32_t>(nextRight);
            }
            if (!rows.add(row)) {
                return;
            }
            i = nextLeft;
            j = nextRight;
        }
    };
    common.walk(
        left.size(), right.size(),
        [&add](const CommonRun& run) {
            add(Change::Same, run.left, run.left + run.length, run.right, run.right + run.length);
        },
        [&add](std::size_t i, std::size_t toLeft, std::size_t j, std::size_t toRight) {
            add(Change::Changed, i, toLeft, j, toRight);
        });
}

} // namespace framescope::codec
