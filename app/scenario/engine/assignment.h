// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace framescope::scenario {

/// Which of several places each arrival takes, where some fit more than one: an arrival makes room
/// for a later one if it can have another place. So the order of the places does not matter.
class Assignment
{
public:
    explicit Assignment(std::size_t places = 0) : arrivalAt_(places) {}

    /// Takes an arrival that fits these places. Returns false, and leaves all as it was, if there
    /// is no room for it.
    bool add(std::vector<std::size_t> fitting)
    {
        placesOf_.push_back(std::move(fitting));
        std::vector<bool> tried(arrivalAt_.size());
        const bool isPlaced = place(placesOf_.size() - 1, tried);
        if (!isPlaced) {
            placesOf_.pop_back();
        }
        return isPlaced;
    }

    bool isTaken(std::size_t place) const { return arrivalAt_[place].has_value(); }
    bool isComplete() const { return placesOf_.size() == arrivalAt_.size(); }

private:
    /// Looks for a place, moving others where needed (an augmenting path).
    bool place(std::size_t arrival, std::vector<bool>& tried)
    {
        for (const std::size_t at : placesOf_[arrival]) {
            if (tried[at]) {
                continue;
            }
            tried[at] = true;
            if (!arrivalAt_[at] || place(*arrivalAt_[at], tried)) {
                arrivalAt_[at] = arrival;
                return true;
            }
        }
        return false;
    }

    std::vector<std::vector<std::size_t>> placesOf_;    ///< by arrival
    std::vector<std::optional<std::size_t>> arrivalAt_; ///< by place
};

} // namespace framescope::scenario
