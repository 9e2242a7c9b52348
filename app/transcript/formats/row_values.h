// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Values of an event for columns and members; nullopt if the event has none.
namespace framescope::transcript {

template <class T>
std::optional<T> onlyIf(bool known, T value)
{
    return known ? std::optional<T>(std::move(value)) : std::nullopt;
}

inline std::optional<std::uint32_t> connectionOf(const timeline::EventRecord& record)
{
    return onlyIf(record.entry.connection != 0, record.entry.conn().value);
}

inline std::optional<std::string_view> directionOf(const timeline::EventRecord& record)
{
    return onlyIf(record.entry.hasDirection(), directionName(record.entry.direction()));
}

/// Seconds since the beginning with six decimals; formats for programs have nanoseconds.
inline std::string shortSeconds(const timeline::EventRecord& record)
{
    std::string text = toSeconds(record.sinceStart);
    text.resize(text.size() - 3);
    return text;
}

/// For the event `closed`: whether the connection closed cleanly; nullopt if unknown.
inline std::optional<bool> cleanOf(const timeline::Detail& detail)
{
    const auto* ending = detail.as<timeline::ClosedDetail>();
    return onlyIf(!ending || !ending->unknown, detail.clean);
}

/// The side that closed the connection, "client" or "server"; nullopt if unknown.
inline std::optional<std::string_view> closedByOf(const timeline::Detail& detail)
{
    return onlyIf<std::string_view>(detail.closedBy.has_value(),
                                    detail.closedBy == Direction::Out ? "client" : "server");
}

} // namespace framescope::transcript
