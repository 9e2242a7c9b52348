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

/// Asks for a tunnel to the target over a connection to its proxy that is up. A refusal in HTTP is
/// kept by the sink, without the password, with its body, and tells itself why there is none.
class ProxyTunnel : public QObject
{
    Q_OBJECT

public:
    ProxyTunnel(QTcpSocket& socket, Sink& sink, const connection::Target& target);
    void start();
    /// After `refusing`.
    bool isRefusing() const { return body_.has_value(); }

signals:
    void opened();
    /// A refusal is going to be kept.
    void refusing();
    /// It was kept, or there is none to be kept, and `text` says why there is no tunnel.
    void refused(const QString& text);

private:
    void goOn();
    void refuse();
    void readBody();
    void send(ByteView bytes);

    QTcpSocket& socket_;
    Sink& sink_;
    const std::unique_ptr<ProxyHandshake> handshake_;
    std::optional<wire::HttpBodyReader> body_; ///< of a refusal
};

} // namespace framescope::tap
