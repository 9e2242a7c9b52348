// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/fields.h"

#include <array>

namespace framescope::filter {

namespace {

constexpr auto Table = std::to_array<Field>({
    {"dir", "Where and when", "in, out", "From the server, or to it", "dir:in"},
    {"type", "Where and when", "text, binary, ping, pong, close, open, closed, …",
     "Type of the event", "type:text,ping"},
    {"size", "Numbers", "10, >1k, 10..200; k, M, G", "Length of the payload, after inflating",
     "size:>1k"},
    {"time", "Where and when", ">12.5s, 1s..2s; ms, s, m, h", "Time since the first event",
     "time:1s..2s"},
});

} // namespace

std::span<const Field> fields()
{
    return Table;
}

} // namespace framescope::filter
