// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/target.h"
#include "tap/sink.h"
#include "tap/upstream/proxy_handshake.h"
#include "wire/http/http_body.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

class QTcpSocket;

namespace framescope::tap {

/// Asks a proxy for a tunnel to the target, over a connection that is up. The sink keeps a refusal
/// in HTTP with its body, and the request without the password.
class ProxyTunnel : public QObject
{
    Q_OBJECT

public:
    ProxyTunnel(QTcpSocket& socket, Sink& sink, const connection::Target& target);
    void start();
    /// Whether `refusing` was emitted.
    bool isRefusing() const { return body_.has_value(); }

signals:
    void opened();
    /// Emitted before a refusal in HTTP is passed to the sink.
    void refusing();
    /// Emitted when there is no tunnel. `text` says why; empty if the sink has the refusal.
    void refused(const QString& text);

private:
    void goOn();
    void refuse();
    void readBody();
    void send(ByteView bytes);

    QTcpSocket& socket_;
    Sink& sink_;
    const std::unique_ptr<ProxyHandshake> handshake_;
    std::optional<wire::HttpBodyReader> body_; ///< body of a refusal
};

} // namespace framescope::tap
