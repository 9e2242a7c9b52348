// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/handshake_tracker.h"

#include <algorithm>
#include <utility>

namespace framescope::timeline {

namespace {

bool looksLikeTls(std::string_view bytes)
{
    // The type is handshake or alert (RFC 8446 5.1).
    return bytes.size() >= 2 && (bytes[0] == '\x16' || bytes[0] == '\x15') && bytes[1] == '\x03';
}

bool asksForTunnel(const wire::HttpHead& request)
{
    return request.method == "CONNECT";
}

/// Whether the response switches to another protocol than WebSocket, such as HTTP/2.
bool switchesElsewhere(const wire::HttpHead& request, const wire::HttpHead& response)
{
    return !wire::isUpgradeRequest(request) && response.find("Upgrade") &&
           !response.hasToken("Upgrade", "websocket");
}

bool isComplete(const wire::HttpHeadReader& head)
{
    return head.state() == wire::HttpHeadReader::State::Complete;
}

/// Whether bytes begin a response that does not switch protocols.
bool refuses(ByteView bytes)
{
    constexpr std::string_view Switches = "HTTP/1.1 101";
    const std::string_view text = asText(bytes);
    return text.starts_with("HTTP/1.") && !text.starts_with(Switches);
}

constexpr const char* UnfinishedRequest = "the request head did not end with an empty line";

const char* partsMissing(Direction direction)
{
    return direction == Direction::Out ? "parts of the request are missing from the recording"
                                       : "parts of the response are missing from the recording";
}

} // namespace

std::size_t HandshakeTracker::feed(Direction direction, Timestamp time, ByteView bytes)
{
    std::size_t taken = 0;
    if (std::exchange(badRequest_, false) && direction == Direction::In && refuses(bytes)) {
        failed_ = false;
        lost_[indexOf(Direction::Out)] = true;
    }
    while (taken < bytes.size() && !failed_ && !switched()) {
        const ByteView rest = bytes.subspan(taken);
        if (isLost(direction) || (direction == Direction::In && answersTooEarly(rest))) {
            keepEarly(direction, time, rest);
            return bytes.size();
        }
        const std::size_t count =
            direction == Direction::Out ? feedRequest(time, rest) : feedResponse(time, rest);
        taken += count;
    }
    return failed_ ? bytes.size() : taken;
}

/// Whether bytes of the server belong to a response to a request that is still incomplete. After an
/// exchange, bytes that don't begin like a response exceed the announced body.
bool HandshakeTracker::answersTooEarly(ByteView bytes) const
{
    constexpr std::string_view Begin = "HTTP/";
    return !isComplete(request_) && !isLost(Direction::Out) &&
           (!anyExchange_ || !early_.empty() ||
            (!bytes.empty() &&
             asText(bytes).substr(0, Begin.size()) == Begin.substr(0, bytes.size())));
}

std::size_t HandshakeTracker::feedRequest(Timestamp time, ByteView bytes)
{
    if (requestBody_ && !requestBody_->complete()) {
        return requestBody_->feed(bytes);
    }
    if (isComplete(request_)) {
        keepEarly(Direction::Out, time, bytes);
        return bytes.size();
    }
    const std::size_t taken = request_.feed(bytes);
    if (!isComplete(request_)) {
        return request_.state() == wire::HttpHeadReader::State::NeedMore
                   ? taken
                   : taken + failHead(time, Direction::Out, bytes.subspan(taken));
    }
    const wire::HttpHead& head = request_.head();
    asked_ = asked_ || head.hasToken("Upgrade", "websocket") || asksForTunnel(head);
    events_.request(time, head, anyExchange_);
    requestBody_.emplace(head);
    if (isLost(Direction::In) && wire::isUpgradeRequest(head)) {
        switchHalfKnown(time);
    } else {
        readEarlyResponse();
    }
    return taken;
}

void HandshakeTracker::keepEarly(Direction direction, Timestamp time, ByteView bytes,
                                 std::uint64_t missing)
{
    if (earlySize_ + bytes.size() > MaxEarly) {
        fail(time, "the client sent more than 16 MiB before a response came");
        return;
    }
    earlySize_ += bytes.size();
    early_.push_back({direction, time, Bytes(bytes.begin(), bytes.end()), missing});
    if (direction == Direction::In && !isComplete(request_) && !isLost(Direction::Out) &&
        earlySize_ > MaxEarlyResponse) {
        lose(Direction::Out, time);
    }
}

/// Reads the response that arrived before its request, once the request is complete or lost. Bytes
/// after a 101 are frames and stay. Early requests stay too: while they wait, no response does.
void HandshakeTracker::readEarlyResponse()
{
    if (early_.empty() || early_.front().direction == Direction::Out) {
        return;
    }
    std::deque<EarlyChunk> early = std::exchange(early_, {});
    earlySize_ = 0;
    for (EarlyChunk& chunk : early) {
        ByteView rest = chunk.bytes;
        if (chunk.direction == Direction::In && !switched()) {
            if (chunk.missing > 0) {
                gap(Direction::In, chunk.time, chunk.missing);
                continue;
            }
            rest = rest.subspan(feed(Direction::In, chunk.time, rest));
        }
        if (!failed_ && (!rest.empty() || chunk.missing > 0)) {
            keepEarly(chunk.direction, chunk.time, rest, chunk.missing);
        }
    }
}

/// Handles the loss of that side's part of the handshake; the other part may suffice.
void HandshakeTracker::lose(Direction direction, Timestamp time)
{
    lost_[indexOf(direction)] = true;
    if (direction == Direction::Out) {
        readEarlyResponse();
    } else if (isComplete(request_)) {
        switchHalfKnown(time);
    }
}

/// Switches to frames with half of the handshake: a 101, or a request for one.
void HandshakeTracker::switchHalfKnown(Timestamp time)
{
    const bool answered = isComplete(response_);
    const wire::HttpHead& response = response_.head();
    wire::HandshakeOutcome outcome;
    outcome.deflate = wire::DeflateParameters{}; // frames may be compressed or not
    if (answered) {
        outcome = wire::checkHandshake(request_.head(), response);
        outcome.violations.clear();
    }
    outcome.switched = outcome.opened = true;
    outcome_ = std::move(outcome);
    explained_ = true;
    const bool recognised = isLost(Direction::Out) && isLost(Direction::In);
    const char* missing = recognised ? "opening handshake" : answered ? "request" : "response";
    events_.switchedHalfKnown(time, *outcome_, missing, recognised, answered ? &response : nullptr);
}

bool HandshakeTracker::isKnown() const
{
    return (isComplete(request_) || anyExchange_) && !lost_[0] && !lost_[1];
}

void HandshakeTracker::recognised(Timestamp time)
{
    lost_ = {true, true};
    switchHalfKnown(time);
}

std::size_t HandshakeTracker::feedResponse(Timestamp time, ByteView bytes)
{
    std::size_t taken = 0;
    if (anyExchange_ && request_.raw().empty() && !isLost(Direction::Out)) {
        taken = bytes.size(); // more data than the announced body; it is no response
    } else if (body_) {
        taken = body_->feed(bytes);
    } else {
        taken = response_.feed(bytes);
    }
    if (body_) {
        if (body_->complete()) {
            refused(time);
        }
    } else if (isComplete(response_)) {
        responseComplete(time);
    } else if (response_.state() != wire::HttpHeadReader::State::NeedMore) {
        failHead(time, Direction::In, bytes.subspan(taken));
    }
    return taken;
}

void HandshakeTracker::responseComplete(Timestamp time)
{
    const wire::HttpHead& head = response_.head();
    if (wire::isInterim(head)) {
        events_.interim(time, head);
        response_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Response);
        return;
    }
    events_.response(time, head);
    if (head.status == 101) {
        switchProtocols(time);
        return;
    }
    outcome_ = wire::HandshakeOutcome{};
    if (asksForTunnel(request_.head()) && head.status / 100 == 2) {
        nextExchange();
        return;
    }
    body_.emplace(head, request_.head().method);
    if (body_->complete()) {
        refused(time);
    }
}

void HandshakeTracker::switchProtocols(Timestamp time)
{
    const wire::HttpHead& response = response_.head();
    if (!isComplete(request_) && (whole_ || !response.hasToken("Upgrade", "websocket"))) {
        fail(time, "the server switched protocols before the request was complete");
        return;
    }
    if (!isComplete(request_)) {
        switchHalfKnown(time);
        return;
    }
    if (switchesElsewhere(request_.head(), response)) {
        fail(time, "the server switched to another protocol: " + response.joined("Upgrade"));
        return;
    }
    outcome_ = wire::checkHandshake(request_.head(), response);
    explained_ = explained_ || !outcome_->opened;
    events_.switched(time, *outcome_, response);
}

/// Handles a response other than 101 after its body, or the part that is present. It is a refusal
/// only if a WebSocket was requested.
void HandshakeTracker::refused(Timestamp time)
{
    const wire::HttpHead& response = response_.head();
    const bool tunnel = isComplete(request_) && asksForTunnel(request_.head());
    const bool asked = isComplete(request_)
                           ? tunnel || request_.head().hasToken("Upgrade", "websocket")
                           : !anyExchange_;
    explained_ = explained_ || asked;
    events_.answered(time, response, *body_, asked, tunnel);
    if (isComplete(request_)) {
        nextExchange();
    } else {
        failed_ = true;
    }
}

/// Begins the next exchange with the bytes that the client has sent meanwhile; after the refusal of
/// a WebSocket they are dropped.
void HandshakeTracker::nextExchange()
{
    const bool lost = wire::isUpgradeRequest(request_.head());
    lastStatus_ = response_.head().status;
    anyExchange_ = true;
    request_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Request);
    response_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Response);
    requestBody_.reset();
    body_.reset();
    if (lost) {
        early_.clear();
        earlyTaken_ = earlySize_ = 0;
    }
    readEarlyRequest();
}

/// Reads the next pipelined request. There may be very many, so the bytes after it are not moved.
void HandshakeTracker::readEarlyRequest()
{
    const auto isRead = [this] { return isComplete(request_) && requestBody_->complete(); };
    while (!early_.empty() && !failed_ && !isRead()) {
        EarlyChunk chunk = std::move(early_.front());
        early_.pop_front();
        const std::size_t before = std::exchange(earlyTaken_, 0);
        std::size_t taken = before;
        while (taken < chunk.bytes.size() && !failed_ && !isRead()) {
            taken += feedRequest(chunk.time, ByteView(chunk.bytes).subspan(taken));
        }
        earlySize_ -= taken - before;
        if (chunk.missing > 0) {
            gap(chunk.direction, chunk.time, chunk.missing);
        } else if (taken < chunk.bytes.size() && !failed_) {
            early_.push_front(std::move(chunk));
            earlyTaken_ = taken;
        }
    }
}

std::deque<HandshakeTracker::EarlyChunk> HandshakeTracker::takeEarly()
{
    if (earlyTaken_ > 0) {
        Bytes& bytes = early_.front().bytes;
        bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(earlyTaken_));
    }
    return std::move(early_);
}

/// Reports a head that can't be read. Returns how many bytes of `rest` were taken nevertheless.
std::size_t HandshakeTracker::failHead(Timestamp time, Direction direction, ByteView rest)
{
    const bool out = direction == Direction::Out;
    const auto& reader = out ? request_ : response_;
    if (reader.state() == wire::HttpHeadReader::State::TooLarge) {
        fail(time,
             out ? "the request head is larger than 64 KiB"
                 : "the response head is larger than 64 KiB",
             reader.raw(), true);
        return 0;
    }
    const std::size_t kept =
        std::min<std::size_t>(rest.size(), MaxContent - std::min(MaxContent, reader.raw().size()));
    const std::string content = reader.raw() + std::string(asText(rest.first(kept)));
    if (out && !anyExchange_ && !early_.empty() &&
        asText(early_.front().bytes).starts_with("HTTP/1.1 101")) {
        lost_[indexOf(Direction::Out)] = true;
        Bytes whole(reader.raw().begin(), reader.raw().end());
        append(whole, rest);
        keepEarly(Direction::Out, time, whole);
        request_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Request);
        readEarlyResponse();
        return rest.size();
    }
    std::string text = out ? "not an HTTP request" : "not an HTTP response";
    if (looksLikeTls(content) && !out && isComplete(request_)) {
        text += " but TLS: this port speaks TLS: try wss://";
    } else if (looksLikeTls(content)) {
        text += " but TLS: the recording holds the connection encrypted";
    } else if (!anyExchange_ && (out || !isComplete(request_))) {
        text += ": another protocol, or the opening handshake is not in the recording";
    }
    fail(time, std::move(text), content, kept < rest.size());
    badRequest_ = out && !anyExchange_;
    return 0;
}

void HandshakeTracker::fail(Timestamp time, std::string text, std::string_view content,
                            bool truncated)
{
    failed_ = true;
    explained_ = true;
    early_.clear();
    earlyTaken_ = 0;
    events_.failed(time, std::move(text), content, truncated);
}

void HandshakeTracker::gap(Direction direction, Timestamp time, std::uint64_t count)
{
    if (failed_ || switched()) {
        return;
    }
    lacksBytes_ = true;
    whole_ = false;
    const bool out = direction == Direction::Out;
    auto& body = out ? requestBody_ : body_;
    const bool inBody = body && !body->complete();
    const bool waits = out ? isComplete(request_) && !inBody : answersTooEarly({});
    if (inBody && body->skip(count)) {
        if (!out && body->complete()) {
            refused(time);
        }
    } else if (waits || isLost(direction)) {
        keepEarly(direction, time, {}, count);
    } else if (!anyExchange_ && !body_ &&
               (out ? !isComplete(request_)
                    : !isComplete(request_) || wire::isUpgradeRequest(request_.head()))) {
        lose(direction, time);
    } else {
        fail(time, partsMissing(direction), (out ? request_ : response_).raw(), true);
    }
}

void HandshakeTracker::ended(Direction direction, Timestamp time, recording::StreamEnd how)
{
    if (failed_ || switched()) {
        return;
    }
    const bool reset = how == recording::StreamEnd::Reset;
    if (anyExchange_ && !isComplete(request_) && request_.raw().empty()) {
        early_.clear(); // a response without a request
        earlySize_ = 0;
    }
    const bool unfinished = whole_ && !isComplete(request_) && !request_.raw().empty();
    if ((direction == Direction::In || reset || unfinished) && !isComplete(request_) &&
        !early_.empty() && !isLost(Direction::Out)) {
        lose(Direction::Out, time);
        if (switched() || (failed_ && !unfinished)) {
            return;
        }
    }
    if (unfinished) {
        fail(time, UnfinishedRequest, request_.raw());
        return;
    }
    if (isLost(Direction::Out) || isLost(Direction::In)) {
        if (direction == Direction::In || reset) {
            const bool out = isLost(Direction::Out);
            fail(time, partsMissing(out ? Direction::Out : Direction::In),
                 (out ? request_ : response_).raw(), true);
        }
        return;
    }
    if ((direction == Direction::Out || reset) && !isComplete(request_) &&
        !request_.raw().empty()) {
        fail(time, "the connection ended inside the request head", request_.raw());
        return;
    }
    if (direction == Direction::Out && !reset) {
        return;
    }
    if (body_) {
        refused(time);
    } else if (!response_.raw().empty()) {
        fail(time, "the connection ended inside the response head", response_.raw());
    } else if (!reset && !explained_ && isComplete(request_) && !isPlainHttp()) {
        fail(time, "the server closed the connection without an answer" + hintOfTls());
    }
}

/// Many servers that expect TLS close the connection after a request without TLS.
std::string HandshakeTracker::hintOfTls() const
{
    const bool unanswered =
        isComplete(request_) && !switched() && !anyExchange_ && !body_ && response_.raw().empty();
    return unanswered && !events_.isSecured() ? "; where this port speaks TLS, try wss://" : "";
}

void HandshakeTracker::connectionOver(Timestamp time)
{
    // An incomplete head is reported rather than a missing one; who ended TCP is unknown here.
    ended(Direction::Out, time, recording::StreamEnd::Reset);
    if (switched() || explained_) {
        return;
    }
    if (!anyExchange_ && !isPlainHttp()) {
        fail(time, "the connection ended before the opening handshake was complete");
        return;
    }
    std::string text = "no request on this connection asked for a WebSocket";
    if (anyExchange_) {
        text += ", the last one was answered with " + std::to_string(lastStatus_);
    }
    if (!isPlainHttp()) {
        fail(time, std::move(text));
        return;
    }
    failed_ = true;
    events_.note(time, "HTTP without an upgrade: " + text);
}

/// Whether a foreign capture has only HTTP without a WebSocket request, which is no failure.
bool HandshakeTracker::isPlainHttp() const
{
    return !whole_ && !asked_ && (anyExchange_ || isComplete(request_));
}

} // namespace framescope::timeline
