// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raw_server.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace framescope::test {

// A server that opens all connections, and then does nothing but read.
class IdleServer : public QTcpServer
{
public:
    IdleServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* client = nextPendingConnection()) {
                auto head =
                    std::make_shared<wire::HttpHeadReader>(wire::HttpHeadReader::Expect::Request);
                connect(client, &QIODevice::readyRead, client, [client, head] {
                    const bool answered = head->state() == wire::HttpHeadReader::State::Complete;
                    head->feed(asBytes(client->readAll().toStdString()));
                    if (!answered && head->state() == wire::HttpHeadReader::State::Complete) {
                        client->write(RawServer::accept(head->head()));
                    }
                });
            }
        });
    }
    QString url() const { return QStringLiteral("ws://127.0.0.1:%1/").arg(serverPort()); }
};

} // namespace framescope::test
