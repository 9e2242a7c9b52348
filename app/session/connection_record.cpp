// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connection_record.h"

#include "session/connecting_detail.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace framescope::session {

namespace {

using Json = nlohmann::json;

/// The type of an event and what a recording says of it beside that.
struct Said
{
    std::string_view type;
    Json members;
};

Json listOf(const std::vector<tap::Attempt>& attempts)
{
    Json list = Json::array();
    for (const tap::Attempt& attempt : attempts) {
        list.push_back({{"address", attempt.address}, {"error", attempt.error}});
    }
    return list;
}

template <class T>
void add(Json& members, const char* name, const T& value, bool said)
{
    if (said) {
        members[name] = value;
    }
}

template <class T>
void add(Json& members, const char* name, const std::optional<T>& value)
{
    if (value) {
        members[name] = *value;
    }
}

Said saidOf(const tap::Resolved& resolved)
{
    Json members{
        {"host", resolved.host}, {"addresses", resolved.addresses}, {"ms", resolved.milliseconds}};
    add(members, "proxy", resolved.proxy);
    return {"resolved", std::move(members)};
}

Json membersOf(const tap::Connected& connected)
{
    Json members{{"client", connected.endpoints.client.toString()},
                 {"server", connected.endpoints.server.toString()},
                 {"ms", connected.milliseconds},
                 {"attempts", listOf(connected.attempts)}};
    add(members, "proxy", connected.proxy);
    return members;
}

Said saidOf(const tap::Secured& secured)
{
    return {"secured",
            {{"protocol", secured.protocol},
             {"cipher", secured.cipher},
             {"alpn", secured.alpn},
             {"chain", secured.chain},
             {"verified", secured.failures.empty()},
             {"failures", secured.failures},
             {"accepted", secured.accepted ? Json(*secured.accepted) : Json()},
             {"ms", secured.milliseconds}}};
}

Said saidOf(const tap::Failure& failure)
{
    Json members{{"layer", failure.layer}, {"text", failure.text}};
    add(members, "host", failure.host);
    add(members, "proxy", failure.proxy);
    add(members, "ms", failure.milliseconds);
    if (failure.attempts) {
        members["attempts"] = listOf(*failure.attempts);
    }
    add(members, "chain", failure.chain, !failure.chain.empty());
    add(members, "failures", failure.failures, !failure.failures.empty());
    add(members, "fingerprint", failure.fingerprint, !failure.fingerprint.empty());
    return {"error", std::move(members)};
}

Said saidOf(const tap::Behaviour& behaviour)
{
    return {"behaviour", {{"text", behaviour.text}}};
}

Said saidOf(const tap::Closed& closed)
{
    Json members = Json::object();
    add(members, "text", closed.text, !closed.text.empty());
    add(members, "tls", closed.tls, !closed.tls.empty());
    add(members, "unsent", closed.unsent, closed.unsent > 0);
    add(members, "close_unsent", true, closed.closeUnsent);
    return {"closed", std::move(members)};
}

} // namespace

ConnectionRecord::ConnectionRecord(timeline::LiveCapture& live, const tap::Target& target,
                                   std::function<void(const Error&)> failed)
    : live_(live), failed_(std::move(failed)), conn_(live.addConnection())
{
    isRecorded(live_.event(conn_, "connecting", connectingDetail(target)));
}

bool ConnectionRecord::tell(const tap::Event& event)
{
    if (const auto* connected = std::get_if<tap::Connected>(&event)) {
        return isRecorded(live_.connected(conn_, connected->synTime, connected->endpoints,
                                          membersOf(*connected)));
    }
    if (const auto* ended = std::get_if<tap::StreamEnded>(&event)) {
        return isRecorded(live_.streamEnded(conn_, ended->direction,
                                            ended->how == tap::TcpEnd::Fin
                                                ? recording::StreamEnd::Fin
                                                : recording::StreamEnd::Reset));
    }
    return std::visit(
        [this]<class T>(const T& other) {
            if constexpr (requires { saidOf(other); }) {
                const Said said = saidOf(other);
                return isRecorded(live_.event(conn_, said.type, said.members));
            } else {
                return true;
            }
        },
        event);
}

std::size_t ConnectionRecord::keep(Direction direction, ByteView bytes)
{
    const timeline::Capture& capture = live_.capture();
    const std::uint64_t before = capture.received(conn_, direction);
    if (isRecorded(live_.append(conn_, direction, now(), bytes))) {
        return bytes.size();
    }
    return static_cast<std::size_t>(capture.received(conn_, direction) - before);
}

wire::FrameStreamHandler* ConnectionRecord::frames(Direction direction,
                                                   std::shared_ptr<wire::FrameStream> stream)
{
    return live_.capture().follow(conn_, direction, std::move(stream));
}

bool ConnectionRecord::isRecorded(const Result<void>& result)
{
    if (!result && failed_) {
        std::exchange(failed_, nullptr)(result.error());
    }
    return result.has_value();
}

} // namespace framescope::session
