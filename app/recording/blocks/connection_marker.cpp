// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/connection_marker.h"

#include <charconv>

namespace framescope::recording {

namespace {

constexpr std::string_view Prefix = R"(framescope {"conn":)";
constexpr std::string_view Connecting = R"(,"event":"connecting")";

} // namespace

std::optional<ConnectionMarker> parseConnectionMarker(std::string_view comment)
{
    if (!comment.starts_with(Prefix))
        return std::nullopt;
    ConnectionMarker marker;
    const char* const end = comment.data() + comment.size();
    const auto [next, error] =
        std::from_chars(comment.data() + Prefix.size(), end, marker.conn.value);
    if (error != std::errc{} || next == end || (*next != ',' && *next != '}'))
        return std::nullopt;
    marker.begins =
        std::string_view(next, static_cast<std::size_t>(end - next)).starts_with(Connecting);
    marker.alone = *next == '}' && next + 1 == end;
    return marker;
}

std::string connectionMarker(ConnectionId conn)
{
    return std::string(Prefix) + std::to_string(conn.value) + "}";
}

} // namespace framescope::recording
