// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace framescope::present {

/// Adjacent heartbeats among the rows of a RowList, given by row numbers of that list.
struct Fold
{
    std::uint32_t first = 0;
    std::uint32_t rows = 0;
    std::uint32_t beats = 0;    ///< number of rows of the same kind as the first
    std::uint32_t lastBeat = 0; ///< the last of these rows
    /// One row of each kind, the first's included, as far as there is room.
    std::array<std::uint32_t, 3> examples{};
    std::uint8_t kinds = 0; ///< number of kinds; one more than `examples` holds means: or more

    std::size_t end() const { return std::size_t{first} + rows; }
};

/// The rows that are shown when each closed fold is one row. An open fold shows all of its rows. A
/// lookup is a binary search; a change updates the folds after it.
class FoldedRows
{
public:
    void clear(std::size_t source = 0);
    /// The number of rows of the list, folded or not.
    std::size_t source() const { return source_; }
    /// Sets the number of rows, which must not shrink. New rows are in no fold.
    void setSource(std::size_t rows) { source_ = rows; }

    /// The number of rows that are shown.
    std::size_t size() const { return source_ - hidden(); }
    /// Returns the list's row; the first one of a closed fold. Precondition: `shown < size()`.
    std::size_t sourceOf(std::size_t shown) const;
    /// Returns the shown row of a list row, or of its closed fold. Precondition: `row < source()`.
    std::size_t shownOf(std::size_t row) const;

    /// Returns the fold that contains a row of the list; null if none does.
    const Fold* at(std::size_t row) const;
    bool isOpen(std::size_t row) const;
    bool empty() const { return folds_.empty(); }

    /// Replaces all folds that it overlaps. Precondition: `fold.end() <= source()`.
    void put(const Fold& fold, bool open);
    /// Precondition: a fold contains the row.
    void setOpen(std::size_t row, bool open);
    /// Whether a fold that overlaps these rows is open.
    bool anyOpen(std::size_t first, std::size_t end) const;

private:
    struct Placed
    {
        Fold fold;
        bool open;
        std::size_t hiddenBefore; ///< number of rows hidden by folds before it

        std::size_t hides() const { return open ? 0 : fold.rows - 1; }
        std::size_t shown() const { return fold.first - hiddenBefore; }
    };

    std::size_t hidden() const
    {
        return folds_.empty() ? 0 : folds_.back().hiddenBefore + folds_.back().hides();
    }
    /// Returns the index of the last fold that starts at or before `row`.
    std::optional<std::size_t> indexAt(std::size_t row) const;
    void recount(std::size_t from);

    std::vector<Placed> folds_; ///< ascending
    std::size_t source_ = 0;
};

} // namespace framescope::present
