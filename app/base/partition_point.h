// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope {

/// The first number from `begin` up to `end`, which is not among them, that `isBefore` is false of;
/// `end` if there is none. Precondition: it is true of all numbers before that one, and false of
/// all behind it. As std::ranges::partition_point over std::views::iota, which Clang 14 refuses.
template <class Number, class Predicate>
Number partitionPoint(Number begin, Number end, Predicate isBefore)
{
    while (begin < end) {
        const Number middle = begin + (end - begin) / 2;
        if (isBefore(middle)) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

} // namespace framescope
