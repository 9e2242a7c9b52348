// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace framescope::present {

/// Heartbeats that stand next to each other among the rows of a RowList. Positions are theirs.
struct Fold
{
    std::uint32_t first = 0;
    std::uint32_t rows = 0;
    std::uint32_t beats = 0;    ///< rows of the same kind as the first
    std::uint32_t lastBeat = 0; ///< the last of those
    /// One row of each kind, the first's included, as far as there is room.
    std::array<std::uint32_t, 3> examples{};
    std::uint8_t kinds = 0; ///< there are; one more than there is room for: or more than that

    std::size_t end() const { return std::size_t{first} + rows; }
};

/// Which rows are shown where folds are closed to one row each. An open fold shows all of its
/// rows. Looking up costs a binary search, a change in the middle the folds behind it.
class FoldedRows
{
public:
    void clear(std::size_t source = 0);
    /// Rows of the list, folded or not.
    std::size_t source() const { return source_; }
    /// Precondition: not less than before. New rows are in no fold.
    void setSource(std::size_t rows) { source_ = rows; }

    /// Rows that are shown.
    std::size_t size() const { return source_ - hidden(); }
    /// Precondition: `shown < size()`. Of a closed fold, its first.
    std::size_t sourceOf(std::size_t shown) const;
    /// Precondition: `row < source()`. What a closed fold has stands where the fold does.
    std::size_t shownOf(std::size_t row) const;

    /// The fold that has a row of the list; null where none has it.
    const Fold* at(std::size_t row) const;
    bool isOpen(std::size_t row) const;
    bool empty() const { return folds_.empty(); }

    /// Takes the place of all folds that it overlaps. Precondition: `fold.end() <= source()`.
    void put(const Fold& fold, bool open);
    /// Precondition: a fold has the row.
    void setOpen(std::size_t row, bool open);
    /// Whether a fold that overlaps these rows is open.
    bool anyOpen(std::size_t first, std::size_t end) const;

private:
    struct Placed
    {
        Fold fold;
        bool open;
        std::size_t hiddenBefore; ///< rows of closed folds before it that are not shown

        std::size_t hides() const { return open ? 0 : fold.rows - 1; }
        std::size_t shown() const { return fold.first - hiddenBefore; }
    };

    std::size_t hidden() const
    {
        return folds_.empty() ? 0 : folds_.back().hiddenBefore + folds_.back().hides();
    }
    /// The last fold that starts at `row` or before it.
    std::optional<std::size_t> indexAt(std::size_t row) const;
    void recount(std::size_t from);

    std::vector<Placed> folds_; ///< ascending
    std::size_t source_ = 0;
};

} // namespace framescope::present
