// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/publisher.h"
#include "wire/http/handshake.h"
#include "wire/http/http_body.h"
#include "wire/http/http_head.h"

#include <string>
#include <string_view>

namespace framescope::timeline {

/// Publishes the opening handshake of a connection: its heads, and the outcome.
class HandshakeEvents
{
public:
    HandshakeEvents(ConnectionId conn, Publisher& publisher) : conn_(conn), publisher_(publisher) {}

    /// Publishes a request, and sets the connection's URL if it has none or `followsAnother`.
    void request(Timestamp time, const wire::HttpHead& head, bool followsAnother);
    void response(Timestamp time, const wire::HttpHead& head);
    /// Publishes an interim response (1xx): the first ConnectionInfo::MaxInterim per exchange.
    void interim(Timestamp time, const wire::HttpHead& head);
    /// Takes a complete handshake: publishes `open`, or an `error` that says why it failed.
    void switched(Timestamp time, const wire::HandshakeOutcome& outcome,
                  const wire::HttpHead& response);
    /// Publishes a note that `missing` ("request", "response" or "opening handshake") is not in the
    /// recording, and `open` if `response` is not null.
    void switchedHalfKnown(Timestamp time, const wire::HandshakeOutcome& outcome,
                           std::string_view missing, bool recognised,
                           const wire::HttpHead* response);
    /// Takes a response other than 101 and the received part of its body. Publishes an `error` if a
    /// WebSocket or a tunnel was requested.
    void answered(Timestamp time, const wire::HttpHead& response, const wire::HttpBodyReader& body,
                  bool asked, bool tunnel);
    /// Publishes an `error` of layer "http"; `content` is the data received.
    void failed(Timestamp time, std::string text, std::string_view content, bool truncated);
    void note(Timestamp time, std::string_view text);

    bool isSecured() const { return publisher_.info(conn_).secured.has_value(); }

private:
    void head(Timestamp time, Type type, const wire::HttpHead& head);
    void open(Timestamp time, const wire::HandshakeOutcome& outcome, const wire::HttpHead& response,
              wire::Violations violations);

    ConnectionId conn_;
    Publisher& publisher_;
    std::size_t interimCount_ = 0; ///< in the current exchange
};

} // namespace framescope::timeline
