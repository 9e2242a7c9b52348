// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/scripted_answer.h"

#include "scenario/server/http_answer.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

using wire::HeaderField;
using wire::HeaderFields;

constexpr int SwitchingProtocols = 101;

/// The fields with those of `others` in place of what has the same name, else behind them.
HeaderFields withOthers(HeaderFields fields, const HeaderFields& others)
{
    std::erase_if(fields, [&](const HeaderField& field) {
        return std::ranges::any_of(others, [&](const HeaderField& other) {
            return wire::equalsIgnoreCase(field.name, other.name);
        });
    });
    fields.insert(fields.end(), others.begin(), others.end());
    return fields;
}

std::string_view typeOf(const std::string& body)
{
    return body.starts_with('{') || body.starts_with('[') ? "application/json"
                                                          : "text/plain; charset=utf-8";
}

} // namespace

std::string responseFor(const action::Accept& accept, const wire::HttpHead& request)
{
    const auto offered = wire::splitList(request.joined("Sec-WebSocket-Protocol"));
    const std::string first = offered.empty() ? std::string() : offered.front();
    const HeaderFields own = upgradeFields(request, accept.subprotocol.value_or(first),
                                           accept.deflate ? chooseDeflate(request) : std::nullopt);
    return wire::formatHead(statusLine(accept.status), withOthers(own, accept.headers));
}

std::string responseFor(const action::Refuse& refuse)
{
    const HeaderFields own{{"Server", "Framescope"},
                           {"Connection", "close"},
                           {"Content-Type", std::string(typeOf(refuse.body))},
                           {"Content-Length", std::to_string(refuse.body.size())}};
    return wire::formatHead(statusLine(refuse.status), withOthers(own, refuse.headers)) +
           refuse.body;
}

std::optional<wire::HttpHead> switchingHead(ByteView response)
{
    wire::HttpHeadReader reader(wire::HttpHeadReader::Expect::Response);
    reader.feed(response);
    const bool switches = reader.state() == wire::HttpHeadReader::State::Complete &&
                          reader.head().status == SwitchingProtocols;
    return switches ? std::optional(reader.head()) : std::nullopt;
}

std::optional<wire::DeflateParameters> deflateOf(const wire::HttpHead& response)
{
    for (const auto& extension :
         wire::parseExtensions(response.joined("Sec-WebSocket-Extensions"))) {
        if (const auto parameters = wire::parseDeflateAnswer(extension)) {
            return parameters;
        }
    }
    return std::nullopt;
}

} // namespace framescope::scenario
