// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/connection_error.h"

#include "base/qt_string.h"

#include <nlohmann/json.hpp>

namespace framescope::present {

namespace {

constexpr std::size_t LookBack = 256;

ConnectionError read(const timeline::Detail* detail)
{
    ConnectionError error;
    const auto json = nlohmann::json::parse(detail ? detail->json : std::string(), nullptr, false);
    if (json.is_object()) {
        error.layer = toQString(json.value("layer", std::string()));
        error.text = toQString(json.value("text", std::string()));
        error.status = json.value("status", 0);
        error.body = toQString(json.value("body", std::string()));
    }
    return error;
}

} // namespace

std::optional<ConnectionError> connectionError(const timeline::Timeline& timeline,
                                               ConnectionId conn)
{
    std::optional<ConnectionError> error;
    const std::size_t count = timeline.size();
    for (std::size_t back = 1; back <= std::min(count, LookBack); ++back) {
        const EventId id{static_cast<std::uint32_t>(count - back)};
        const timeline::Entry& entry = timeline.entry(id);
        if (entry.conn() == conn && entry.type == timeline::Type::Error) {
            error = read(timeline.detail(entry));
            error->event = id;
        }
    }
    return error;
}

} // namespace framescope::present
