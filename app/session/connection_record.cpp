// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connection_record.h"

#include "redaction/secret_values.h"
#include "session/secret_texts.h"
#include "session/target_detail.h"

#include <utility>

namespace framescope::session {

namespace {

using namespace timeline;

List listOf(const std::vector<tap::Attempt>& attempts)
{
    List list;
    for (const tap::Attempt& attempt : attempts) {
        list.push_back({Members{{"address", {attempt.address}}, {"error", {attempt.error}}}});
    }
    return list;
}

/// Returns nullopt if `value` is empty.
template <class T>
std::optional<T> filled(const T& value)
{
    return value.empty() ? std::nullopt : std::optional(value);
}

LifeCycle detailOf(const tap::Resolved& resolved)
{
    ResolvedDetail detail;
    detail.addresses = resolved.addresses;
    detail.host = resolved.host;
    detail.milliseconds = resolved.milliseconds;
    detail.proxy = resolved.proxy;
    return detail;
}

ConnectedDetail connectedDetail(const tap::Connected& connected)
{
    ConnectedDetail detail;
    detail.attempts = listOf(connected.attempts);
    detail.client = connected.endpoints.client.toString();
    detail.milliseconds = connected.milliseconds;
    detail.proxy = connected.proxy;
    detail.server = connected.endpoints.server.toString();
    return detail;
}

LifeCycle detailOf(const tap::Secured& secured)
{
    SecuredDetail detail;
    detail.accepted = secured.accepted;
    if (!secured.accepted) {
        detail.others.push_back({"accepted", {}});
    }
    detail.alpn = secured.alpn;
    detail.chain = secured.chain;
    detail.cipher = secured.cipher;
    detail.failures = secured.failures;
    detail.milliseconds = secured.milliseconds;
    detail.protocol = secured.protocol;
    detail.verified = secured.failures.empty();
    return detail;
}

LifeCycle detailOf(const tap::Failure& failure)
{
    ErrorDetail detail;
    detail.layer = failure.layer;
    detail.text = failure.text;
    if (failure.attempts) {
        detail.attempts = listOf(*failure.attempts);
    }
    detail.chain = filled(failure.chain);
    detail.failures = filled(failure.failures);
    detail.fingerprint = filled(failure.fingerprint);
    detail.host = failure.host;
    detail.milliseconds = failure.milliseconds;
    detail.proxy = failure.proxy;
    return detail;
}

LifeCycle detailOf(const tap::Behaviour& behaviour)
{
    BehaviourDetail detail;
    detail.text = behaviour.text;
    return detail;
}

LifeCycle detailOf(const tap::Closed& closed)
{
    ClosedDetail detail;
    detail.text = filled(closed.text);
    detail.tls = filled(closed.tls);
    if (closed.unsent > 0) {
        detail.unsent = closed.unsent;
    }
    if (closed.closeUnsent) {
        detail.closeUnsent = true;
    }
    return detail;
}

} // namespace

ConnectionRecord::ConnectionRecord(timeline::LiveCapture& live, const connection::Target& target,
                                   std::function<void(const Error&)> failed)
    : live_(live), failed_(std::move(failed)), secrets_(target.secrets), conn_(live.addConnection())
{
    isRecorded(live_.event(
        conn_, withoutSecretValues(framescope::session::detailOf(target), target.secrets)));
}

bool ConnectionRecord::tell(const tap::Event& event)
{
    const bool ends = std::holds_alternative<tap::StreamEnded>(event) ||
                      std::holds_alternative<tap::Closed>(event);
    if (ends && lastWords_) {
        if (const auto failure = std::exchange(lastWords_, nullptr)()) {
            record(*failure);
        }
    }
    return record(event);
}

bool ConnectionRecord::record(const tap::Event& event)
{
    if (const auto* connected = std::get_if<tap::Connected>(&event)) {
        return isRecorded(live_.connected(conn_, connected->synTime, connected->endpoints,
                                          connectedDetail(*connected)));
    }
    if (const auto* ended = std::get_if<tap::StreamEnded>(&event)) {
        return isRecorded(live_.streamEnded(conn_, ended->direction,
                                            ended->how == tap::TcpEnd::Fin
                                                ? recording::StreamEnd::Fin
                                                : recording::StreamEnd::Reset));
    }
    if (const auto* behaviour = std::get_if<tap::Behaviour>(&event)) {
        return isRecorded(live_.event(
            conn_, detailOf(tap::Behaviour{redaction::withoutValues(behaviour->text, secrets_)})));
    }
    return std::visit(
        [this]<class T>(const T& other) {
            if constexpr (requires { detailOf(other); }) {
                return isRecorded(live_.event(conn_, detailOf(other)));
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
