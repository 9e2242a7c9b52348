// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"

#include "support/frame_script.h"
#include "timeline/decode/load.h"
#include "timeline/decode/packet_comment.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace framescope::test {

namespace {

constexpr wire::MaskKey Key{0x11, 0x22, 0x33, 0x44};

template <class T>
T orDie(Result<T> result)
{
    if (!result) {
        qFatal("%s", result.error().message().c_str());
    }
    if constexpr (!std::is_void_v<T>) {
        return *std::move(result);
    }
}

std::string_view takeWord(std::string_view& line)
{
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

int numberOf(std::string_view digits)
{
    int number = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size()) {
        qFatal("not a number: %s", std::string(digits).c_str());
    }
    return number;
}

wire::Opcode opcodeOf(std::string_view verb)
{
    static const std::map<std::string_view, wire::Opcode> Verbs{
        {"text", wire::Opcode::Text},         {"binary", wire::Opcode::Binary},
        {"rest", wire::Opcode::Continuation}, {"ping", wire::Opcode::Ping},
        {"pong", wire::Opcode::Pong},         {"close", wire::Opcode::Close},
    };
    const auto found = Verbs.find(verb);
    if (found == Verbs.end()) {
        qFatal("no such frame: %s", std::string(verb).c_str());
    }
    return found->second;
}

/// The content of an event, as read from our packet comment with this name and JSON.
timeline::LifeCycle detailOf(std::string_view name, std::string_view json)
{
    const std::string members(json.empty() ? "{}" : json);
    return timeline::parsePacketComment(R"(framescope {"event":")" + std::string(name) +
                                        (members == "{}" ? R"("})" : R"(",)" + members.substr(1)))
        .content;
}

std::string withLineEnds(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        c == '|' ? result += "\r\n" : result += c;
    }
    return result;
}

// The value of an option, as in "deflate=x protocol=chat"; "" without value, nullopt if absent.
std::optional<std::string> option(std::string_view options, std::string_view name)
{
    while (!options.empty()) {
        const std::string_view word = takeWord(options);
        if (word == name) {
            return std::string();
        }
        if (word.starts_with(name) && word[name.size()] == '=') {
            return std::string(word.substr(name.size() + 1));
        }
    }
    return std::nullopt;
}

// The header lines for the options of a request or response.
std::string headerLines(std::string_view options, std::string_view extension,
                        std::string_view protocolOption)
{
    std::string lines;
    if (const auto parameters = option(options, "deflate")) {
        lines += "Sec-WebSocket-Extensions: " + std::string(extension) +
                 (parameters->empty() ? "" : "; " + *parameters) + "\r\n";
    }
    if (const auto protocols = option(options, protocolOption)) {
        lines += "Sec-WebSocket-Protocol: " + *protocols + "\r\n";
    }
    return lines;
}

} // namespace

std::string requestHead(std::string_view extraLines)
{
    return "GET /chat HTTP/1.1\r\n"
           "Host: example.com\r\n"
           "Upgrade: websocket\r\n"
           "Connection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
           "Sec-WebSocket-Version: 13\r\n" +
           std::string(extraLines) + "\r\n";
}

std::string responseHead(std::string_view extraLines)
{
    return "HTTP/1.1 101 Switching Protocols\r\n"
           "Upgrade: websocket\r\n"
           "Connection: Upgrade\r\n"
           "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" +
           std::string(extraLines) + "\r\n";
}

CaptureScript::CaptureScript(Split split) : split_(split), time_(now())
{
    live_ = orDie(timeline::LiveCapture::create(path(), {}));
    conn_ = live_->addConnection();
}

std::string CaptureScript::path() const
{
    return folder_.filePath("recording.pcapng").toStdString();
}

void CaptureScript::play(std::string_view script)
{
    while (!script.empty()) {
        const std::size_t end = std::min(script.find('\n'), script.size());
        std::string_view line = script.substr(0, end);
        script.remove_prefix(std::min(end + 1, script.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (!line.empty()) {
            step(line);
        }
    }
}

void CaptureScript::step(std::string_view line)
{
    // Not earlier than a time at which the capture has recorded an event.
    time_ = std::max(time_ + std::chrono::milliseconds(1), now());
    std::string_view rest = line;
    const std::string_view verb = takeWord(rest);
    if (verb == "->") {
        stepOf(Direction::Out, rest);
    } else if (verb == "<-") {
        stepOf(Direction::In, rest);
    } else if (verb == "connecting") {
        timeline::ConnectingDetail connecting;
        connecting.url = rest;
        orDie(live_->event(conn_, connecting));
    } else if (verb == "tcp") {
        const Endpoints ends{{*IpAddress::parse("192.0.2.1"), 50000},
                             {*IpAddress::parse("192.0.2.2"), 80}};
        if (rest == "silently") {
            orDie(live_->recorder().connected(conn_, time_, time_, ends, {}));
        } else {
            orDie(live_->connected(conn_, time_, ends, timeline::ConnectedDetail()));
        }
    } else if (verb == "event") {
        const std::string name(takeWord(rest));
        orDie(live_->event(conn_, detailOf(name, rest)));
    } else if (verb == "comment") {
        orDie(live_->recorder().comment(conn_, time_, rest));
    } else if (verb == "closed") {
        orDie(live_->recorder().comment(conn_, time_,
                                        timeline::eventComment(conn_, detailOf(verb, rest))));
    } else if (verb == "note") {
        std::optional<EventId> on;
        if (rest.starts_with('@')) {
            on = EventId{static_cast<std::uint32_t>(numberOf(takeWord(rest).substr(1)) - 1)};
        }
        orDie(live_->event(conn_, timeline::noteDetail(rest, on)));
    } else if (verb == "mark") {
        const auto number = static_cast<std::uint32_t>(numberOf(takeWord(rest).substr(1)));
        orDie(live_->editNotes(timeline::NoteEdit::mark(EventId{number - 1}, rest != "off")));
    } else if (verb == "change") {
        const auto number = static_cast<std::uint32_t>(numberOf(takeWord(rest).substr(1)));
        orDie(live_->editNotes(timeline::NoteEdit::change(EventId{number - 1}, std::string(rest))));
    } else if (verb == "wait") {
        time_ += std::chrono::milliseconds(numberOf(rest));
    } else {
        qFatal("no such step: %s", std::string(line).c_str());
    }
}

void CaptureScript::stepOf(Direction direction, std::string_view what)
{
    std::string_view rest = what;
    const std::string_view verb = takeWord(rest);
    if (verb == "request") {
        send(direction, asBytes(requestHead(headerLines(
                            rest, "permessage-deflate; client_max_window_bits", "protocols"))));
    } else if (verb == "101") {
        send(direction, asBytes(responseHead(headerLines(rest, "permessage-deflate", "protocol"))));
    } else if (verb == "http") {
        send(direction, asBytes(withLineEnds(rest)));
    } else if (verb == "raw") {
        send(direction, bytesOf(rest));
    } else if (verb == "fin" || verb == "rst") {
        orDie(live_->recorder().streamEnded(conn_, direction, time_,
                                            verb == "fin" ? recording::StreamEnd::Fin
                                                          : recording::StreamEnd::Reset));
    } else {
        sendFrame(direction, what);
    }
}

void CaptureScript::sendFrame(Direction direction, std::string_view what)
{
    wire::FrameSpec spec;
    if (direction == Direction::Out) {
        spec.maskKey = Key;
    }
    std::string_view verb = takeWord(what);
    if (verb == "more") {
        spec.fin = false;
        verb = takeWord(what);
    }
    const bool deflated = verb == "deflated";
    if (deflated) {
        spec.rsv = wire::FrameHeader::Rsv1;
        verb = takeWord(what);
    }
    spec.opcode = opcodeOf(verb);
    Bytes payload(what.begin(), what.end());
    if (spec.opcode == wire::Opcode::Close) {
        std::optional<std::uint16_t> code;
        if (!what.empty()) {
            code = static_cast<std::uint16_t>(numberOf(takeWord(what)));
        }
        payload = wire::closePayload(code, what);
    }
    if (deflated) {
        auto& deflater = deflaters_[indexOf(direction)];
        if (!deflater) {
            deflater = std::make_unique<wire::Deflater>(15, false);
        }
        payload = deflater->compress(payload);
    }
    send(direction, wire::encodeFrame(spec, payload));
}

void CaptureScript::send(Direction direction, ByteView bytes)
{
    if (split_ == Split::Whole) {
        orDie(live_->append(conn_, direction, time_, bytes));
        return;
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        orDie(live_->append(conn_, direction, time_, bytes.subspan(i, 1)));
    }
}

void CaptureScript::finish()
{
    orDie(live_->finish());
}

std::shared_ptr<const timeline::Timeline> CaptureScript::reloaded() const
{
    return orDie(timeline::load(path())).timeline;
}

} // namespace framescope::test
