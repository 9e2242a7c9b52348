// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/publisher.h"
#include "wire/http/handshake.h"
#include "wire/http/http_body.h"
#include "wire/http/http_head.h"

#include <string>
#include <string_view>

namespace framescope::timeline {

/// Publishes what a connection's opening handshake says: its heads, and what became of it.
class HandshakeEvents
{
public:
    HandshakeEvents(ConnectionId conn, Publisher& publisher) : conn_(conn), publisher_(publisher) {}

    /// The first request of an exchange names the connection, unless it has a URL already.
    void request(Timestamp time, const wire::HttpHead& head, bool followsAnother);
    void response(Timestamp time, const wire::HttpHead& head);
    /// An interim response (1xx); the first ConnectionInfo::MaxInterim of an exchange are events.
    void interim(Timestamp time, const wire::HttpHead& head);
    /// The handshake is whole: `open`, or an `error` that says why it failed.
    void switched(Timestamp time, const wire::HandshakeOutcome& outcome,
                  const wire::HttpHead& response);
    /// Frames follow, though `missing` ("request", "response" or "opening handshake") is not in the
    /// recording. `response` is null where that is missing too.
    void switchedHalfKnown(Timestamp time, const wire::HandshakeOutcome& outcome,
                           std::string_view missing, bool recognised,
                           const wire::HttpHead* response);
    /// The body of a response other than 101, as far as it came; an `error` if a WebSocket or a
    /// tunnel was asked for.
    void answered(Timestamp time, const wire::HttpHead& response, const wire::HttpBodyReader& body,
                  bool asked, bool tunnel);
    /// An `error` of layer "http"; `content` is what was received.
    void failed(Timestamp time, std::string text, std::string_view content, bool truncated);
    void note(Timestamp time, std::string_view text);

    bool isSecured() const { return publisher_.info(conn_).secured.has_value(); }

private:
    void head(Timestamp time, Type type, const wire::HttpHead& head);
    void open(Timestamp time, const wire::HandshakeOutcome& outcome, const wire::HttpHead& response,
              wire::Violations violations);

    ConnectionId conn_;
    Publisher& publisher_;
    std::size_t interimCount_ = 0; ///< of the current exchange
};

} // namespace framescope::timeline
