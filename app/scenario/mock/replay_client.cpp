// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/replay_client.h"

#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "scenario/engine/words.h"
#include "scenario/mock/scripted_answer.h"
#include "scenario/mock/wire_form.h"
#include "scenario/server/http_answer.h"
#include "scenario/server/server_connection.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace framescope::scenario {

namespace {

using timeline::Entry;
using wire::Opcode;

/// Fields that are made anew.
bool isOfThisRun(const wire::HeaderField& field)
{
    constexpr std::array<std::string_view, 8> Names{
        "Upgrade",           "Connection",     "Sec-WebSocket-Accept", "Sec-WebSocket-Extensions",
        "Transfer-Encoding", "Content-Length", "Content-Encoding",     "Sec-WebSocket-Protocol"};
    return std::ranges::any_of(
        Names, [&](std::string_view name) { return wire::equalsIgnoreCase(field.name, name); });
}

wire::HeaderFields recordedFields(const wire::HttpHead& response)
{
    wire::HeaderFields fields = response.fields;
    std::erase_if(fields, isOfThisRun);
    return fields;
}

} // namespace

ReplayClient::ReplayClient(Replay& replay, ServerConnection& connection)
    : replay_(replay), connection_(connection), number_(replay.clients_.add(connection))
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer_, &QTimer::timeout, [this] { sendDue(); });
}

ReplayClient::~ReplayClient()
{
    replay_.clients_.change(number_, [](ClientList::Client& client) { client.connected = false; });
    if (connection_.hasAsked() && replay_.options_.left) {
        replay_.options_.left();
    }
}

void ReplayClient::requested(ServerConnection& /*client*/, const wire::HttpHead& request)
{
    script_ = replay_.scriptFor(request.target);
    replay_.clients_.change(number_, [&](ClientList::Client& client) {
        client.target = request.target;
        client.plays = playedText();
    });
    if (!script_) {
        connection_.sendRaw(asBytes(refusal(
            404, "The recording has no such path. These are in it:\n\n" + replay_.paths())));
        connection_.end();
        return;
    }
    played_.resize(script_->causes.size());
    answerRequest(request);
}

void ReplayClient::answerRequest(const wire::HttpHead& request)
{
    const auto& response = script_->connection.response;
    if (script_->wasAccepted()) {
        accept(request);
    } else if (response && script_->requests > 1) { // what the server sent answers others too
        connection_.sendRaw(
            asBytes(responseFor(action::Refuse{.status = response->status,
                                               .headers = recordedFields(*response),
                                               .body = script_->connection.responseBody})));
        connection_.end();
    } else {
        failAsRecorded();
    }
}

/// A handshake that failed is repeated byte by byte, with the same end.
void ReplayClient::failAsRecorded()
{
    constexpr std::uint64_t LongestAnswer = 64 << 20;
    const auto bytes = replay_.reader_.stream(script_->connection.id, Direction::In,
                                              StreamOffset{0}, LongestAnswer);
    connection_.sendRaw(bytes ? ByteView(*bytes) : ByteView());
    const bool waits = replay_.options_.pace == Replay::Pace::Time;
    const auto delay = std::chrono::ceil<std::chrono::milliseconds>(
        waits ? std::max(script_->endAfter, Duration{}) : Duration{});
    connection_.after(delay, [this] {
        if (script_->end == ReplayScript::End::Reset) {
            connection_.resetWhenSent();
        } else if (script_->endsAnswer()) {
            connection_.cut();
        }
    });
}

void ReplayClient::accept(const wire::HttpHead& request)
{
    if (const auto refused = objection(request)) {
        connection_.sendRaw(asBytes(*refused));
        connection_.end();
        return;
    }
    const auto& recorded = script_->connection;
    const auto offered = wire::splitList(request.joined("Sec-WebSocket-Protocol"));
    const std::string chosen = recorded.handshake.subprotocol;
    const std::string response = responseFor(
        action::Accept{.headers = recorded.response ? recordedFields(*recorded.response)
                                                    : wire::HeaderFields{},
                       .subprotocol =
                           std::ranges::find(offered, chosen) != offered.end() ? chosen : "",
                       .deflate = recorded.handshake.deflate.has_value()},
        request);
    connection_.sendRaw(asBytes(response));
    connection_.setManners({.answersClose = false});
    connection_.open(deflateOf(*switchingHead(asBytes(response))));
    play(0, {});
}

void ReplayClient::message(ServerConnection& /*client*/, Opcode opcode, ByteView payload)
{
    const std::size_t cause = script_ && !ends_ ? causeFor(opcode, payload) : 0;
    if (cause == 0) {
        return; // the recorded client said nothing, or the recorded server said its last
    }
    const auto recorded = replay_.reader_.payload(script_->causes[cause].message, 0, MostCompared);
    position_ = cause + 1;
    play(cause, recorded ? changesBetween(asText(*recorded), asText(payload)) : Changes{});
}

/// The cause that is equal to what was said, else equal but for what changes, else most alike; of
/// several, the next in the recording that was not played.
std::size_t ReplayClient::causeFor(Opcode opcode, ByteView payload)
{
    const std::size_t count = script_->causes.size();
    const bool isBinary = opcode == Opcode::Binary;
    const ByteView compared = payload.first(std::min<std::size_t>(payload.size(), MostCompared));
    const std::size_t exact = exactHash(compared);
    const std::size_t alike = alikeHash(compared);
    const auto best = [&](const auto& worth) {
        std::size_t found = 0;
        auto most = std::tuple(0.0, false);
        for (std::size_t i = 1; i < count; ++i) {
            // From the position on, and around.
            const std::size_t index = 1 + (position_ - 1 + i - 1) % (count - 1);
            const auto here = std::tuple(worth(script_->causes[index]), !played_[index]);
            if (found == 0 || here > most) {
                most = here;
                found = index;
            }
        }
        return std::pair(found, std::get<0>(most));
    };
    const auto equal = [&](const ReplayCause& cause) {
        return cause.isBinary != isBinary ? 0.0
               : cause.exact == exact     ? 2.0
               : cause.alike == alike     ? 1.0
                                          : 0.0;
    };
    if (const auto [found, worth] = best(equal); worth > 0) {
        return found;
    }
    const std::size_t nearest = best([&](const ReplayCause& cause) {
                                    return likenessOf(cause, isBinary, asText(compared));
                                }).first;
    if (nearest > 0) {
        tellUnlike(nearest, Happening::message(now(), isBinary, payload));
    }
    return nearest;
}

/// The client said what the recorded one did not.
void ReplayClient::tellUnlike(std::size_t cause, const Happening& said)
{
    ++unlike_;
    replay_.clients_.change(number_, [&](ClientList::Client& client) {
        client.plays = playedText() + "; " + counted(unlike_, "message") +
                       (unlike_ == 1 ? " is" : " are") + " not in the recording";
    });
    const ReplayCause& nearest = script_->causes[cause];
    const auto recorded = replay_.reader_.payload(nearest.message, 0, MostCompared);
    if (replay_.options_.told && recorded) {
        replay_.options_.told(
            connection_.endpoints().client.toString() +
            ": not in the recording: " + happeningText(said, {}) + "; it is answered as " +
            happeningText(Happening::message(now(), nearest.isBinary, *recorded), {}) + " was");
    }
}

std::string ReplayClient::playedText() const
{
    return script_ ? "connection " + std::to_string(script_->connection.id.value) : "";
}

double ReplayClient::likenessOf(const ReplayCause& cause, bool isBinary, std::string_view said)
{
    constexpr std::size_t MostRead = 64 << 10;
    const auto recorded = replay_.reader_.payload(cause.message, 0, MostRead);
    return cause.isBinary == isBinary && recorded
               ? likeness(asText(*recorded), said.substr(0, MostRead))
               : 0;
}

void ReplayClient::play(std::size_t cause, const Changes& changes)
{
    played_[cause] = true;
    for (const ReplayFrame& frame : script_->causes[cause].frames) {
        plan(frame.after, {frame.frame, changes});
        ends_ = ends_ || replay_.timeline_->entry(frame.frame).type == timeline::Type::Close;
    }
    if (cause + 1 == script_->causes.size() && !script_->clientClosedFirst &&
        script_->end != ReplayScript::End::Stays) {
        plan(script_->endAfter, {});
        ends_ = true;
    }
    sendDue();
}

void ReplayClient::plan(Duration after, Due due)
{
    const bool waits = replay_.options_.pace == Replay::Pace::Time;
    due_.emplace(Clock::now() + (waits ? std::max(after, Duration{}) : Duration{}), std::move(due));
}

void ReplayClient::sendDue()
{
    while (!due_.empty() && connection_.hasRoom() && due_.begin()->first <= Clock::now()) {
        const Due due = std::move(due_.extract(due_.begin()).mapped());
        if (due.frame) {
            sendFrame(*due.frame, due.changes);
        } else {
            finish();
        }
    }
    if (!due_.empty() && connection_.hasRoom()) {
        timer_.start(
            std::chrono::ceil<std::chrono::milliseconds>(due_.begin()->first - Clock::now()));
    }
}

/// As it was on the wire, unless it was compressed or has changed.
void ReplayClient::sendFrame(EventId id, const Changes& changes)
{
    const Entry& entry = replay_.timeline_->entry(id);
    const auto header = replay_.reader_.header(id);
    const auto payload = replay_.reader_.payload(id);
    const auto raw = replay_.reader_.wireBytes(id);
    if (!header || !payload || !raw) {
        connection_.close(1011, "the recording can't be read");
        return;
    }
    if (entry.has(Entry::Incomplete)) {
        connection_.sendPart(*raw, false);
        return;
    }
    const bool isText = entry.type == timeline::Type::Text && header->fin;
    const auto changed = isText ? withChanges(asText(*payload), changes) : std::nullopt;
    if (!changed && !entry.has(Entry::Compressed)) {
        connection_.sendRaw(*raw);
    } else {
        message::Frame frame;
        frame.spec = {.fin = header->fin, .opcode = header->opcode};
        frame.payload = toByteArray(changed ? asBytes(*changed) : ByteView(*payload));
        frame.compressed = entry.has(Entry::Compressed);
        connection_.sendRaw(*wireForm(message::Frames{{frame}}, connection_.deflater()));
    }
    if (entry.type == timeline::Type::Close) {
        connection_.closeWasSent();
    }
}

void ReplayClient::control(ServerConnection& /*client*/, const wire::FrameReport& frame)
{
    if (frame.header.opcode != Opcode::Close || !script_) {
        return;
    }
    forget();
    if (connection_.hasClosed() || !script_->clientClosedFirst) {
        connection_.close(frame.close->code); // as any server; nothing if ours was first
        connection_.end();
        return;
    }
    if (script_->closeReply) {
        sendFrame(*script_->closeReply, {});
    }
    if (script_->end != ReplayScript::End::Stays) {
        plan(script_->endAfter, {});
        sendDue();
    } else if (script_->closeReply) {
        connection_.end();
    }
}

/// Ends TCP as it was ended.
void ReplayClient::finish()
{
    switch (script_->end) {
    case ReplayScript::End::Reset:
        connection_.resetWhenSent();
        break;
    case ReplayScript::End::Fin:
        if (!script_->serverClosed) {
            connection_.cut();
        }
        break; // behind a Close of ours, the client's answer is awaited
    case ReplayScript::End::Stays:
        break;
    }
}

void ReplayClient::failed(ServerConnection& /*client*/, wire::Rule /*rule*/,
                          std::optional<std::uint16_t> /*code*/)
{
    forget();
}

/// Sends nothing more by itself.
void ReplayClient::forget()
{
    ends_ = true;
    due_.clear();
    timer_.stop();
}

void ReplayClient::canSendAgain(ServerConnection& /*client*/)
{
    sendDue();
}

} // namespace framescope::scenario
