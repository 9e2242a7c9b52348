// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/proxy_tunnel.h"

#include "base/text/clause.h"
#include "base/text/qt_string.h"
#include "redaction/secrets.h"

#include <QTcpSocket>

namespace framescope::tap {

ProxyTunnel::ProxyTunnel(QTcpSocket& socket, Sink& sink, const connection::Target& target)
    : socket_(socket), sink_(sink),
      handshake_(
          ProxyHandshake::create(*target.chosenProxy, target.host.toStdString(), target.port))
{
}

void ProxyTunnel::start()
{
    connect(&socket_, &QIODevice::readyRead, this, &ProxyTunnel::goOn);
    connect(&socket_, &QAbstractSocket::errorOccurred, this, [this](auto error) {
        emit refused(
            error == QAbstractSocket::RemoteHostClosedError
                ? QStringLiteral("the proxy closed the connection without an answer")
                : QStringLiteral("the connection to the proxy failed: ") +
                      QString::fromStdString(asClause(socket_.errorString().toStdString())));
    });
    send(handshake_->start());
}

void ProxyTunnel::goOn()
{
    using State = ProxyHandshake::State;
    while (handshake_->state() == State::NeedMore && socket_.bytesAvailable() > 0) {
        const QByteArray ahead = socket_.peek(4096);
        Bytes answer;
        const std::size_t used = handshake_->feed(viewOf(ahead), answer);
        socket_.skip(static_cast<qint64>(used));
        send(answer);
    }
    if (handshake_->state() == State::Refused) {
        refuse();
    } else if (handshake_->state() == State::Open) {
        socket_.disconnect(this);
        emit opened();
    }
}

void ProxyTunnel::refuse()
{
    socket_.disconnect(this);
    const wire::HttpHead* head = handshake_->refusingHead();
    if (!head) {
        emit refused(QString::fromStdString(handshake_->refusal()));
        return;
    }
    emit refusing();
    const std::string request = redaction::rawHeadWithoutSecrets(asText(handshake_->start()));
    sink_.keep(Direction::Out, asBytes(request));
    sink_.keep(Direction::In, asBytes(head->raw));
    body_.emplace(*head);
    connect(&socket_, &QIODevice::readyRead, this, &ProxyTunnel::readBody);
    connect(&socket_, &QAbstractSocket::errorOccurred, this, [this] { emit refused({}); });
    readBody();
}

void ProxyTunnel::readBody()
{
    const QByteArray read = socket_.readAll();
    sink_.keep(Direction::In, viewOf(read));
    body_->feed(viewOf(read));
    if (body_->complete() || body_->truncated()) {
        emit refused({});
    }
}

void ProxyTunnel::send(ByteView bytes)
{
    const std::string_view text = asText(bytes);
    socket_.write(text.data(), static_cast<qint64>(text.size()));
}

} // namespace framescope::tap
