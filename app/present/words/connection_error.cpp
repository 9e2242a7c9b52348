// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/connection_error.h"

#include "base/qt_string.h"

#include <algorithm>
#include <climits>
#include <cstdint>
#include <string>

namespace framescope::present {

namespace {

constexpr std::size_t LookBack = 256;

ConnectionError read(const timeline::Detail* detail)
{
    ConnectionError error;
    if (const auto* told = detail ? detail->as<timeline::ErrorDetail>() : nullptr) {
        error.layer = toQString(told->layer.value_or(std::string()));
        error.text = toQString(told->text.value_or(std::string()));
        error.status = static_cast<int>(std::min<std::uint64_t>(told->status.value_or(0), INT_MAX));
        error.body = toQString(told->body.value_or(std::string()));
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
