// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "connection/request_head.h"
#include "scenario/making/make_scenario.h"

#include <algorithm>
#include <array>

namespace framescope::scenario {

namespace {

/// Lines that every client has in its own way, and that say nothing of the application.
bool isUsualLine(const std::string& name)
{
    constexpr std::array Usual{"accept-encoding", "accept-language", "cache-control", "pragma",
                               "accept"};
    return std::ranges::any_of(
        Usual, [&name](const char* usual) { return wire::equalsIgnoreCase(name, usual); });
}

} // namespace

collection::SavedConnection connectionAsRequested(const timeline::ConnectionInfo& info)
{
    collection::SavedConnection saved;
    saved.address = toQString(info.url);
    if (!info.request) {
        return saved;
    }
    auto& options = saved.options;
    for (const wire::HeaderField& field : info.request->fields) {
        const bool isOurs = connection::isOwnLine(field.name) &&
                            !wire::equalsIgnoreCase(field.name, "authorization") &&
                            !wire::equalsIgnoreCase(field.name, "cookie");
        if (!isOurs && !field.name.empty() && !isUsualLine(field.name)) {
            options.headers.push_back(field);
        }
    }
    if (const std::string* origin = info.request->find("Origin")) {
        options.origin = toQString(*origin);
    }
    for (const std::string& protocol :
         wire::splitList(info.request->joined("Sec-WebSocket-Protocol"))) {
        options.subprotocols.append(toQString(protocol));
    }
    options.compression.offered =
        info.request->hasToken("Sec-WebSocket-Extensions", "permessage-deflate") ||
        info.request->joined("Sec-WebSocket-Extensions").find("permessage-deflate") !=
            std::string::npos;
    return saved;
}

} // namespace framescope::scenario
