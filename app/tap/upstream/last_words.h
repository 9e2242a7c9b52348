// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "tap/upstream/tcp_descriptor.h"

#include <QAbstractSocket>
#include <QString>

#include <cstddef>

class QTcpSocket;

namespace framescope::tap {

/// How the server's side of a connection failed or ended, as Qt tells it, and what had come by
/// then. Where a write fails, Qt drops what it has read and leaves what the system holds; a
/// server's last word, the Close frame before it resets the connection, would be lost.
class LastWords
{
public:
    /// To be called when the socket tells an error (the end of its stream is one to Qt), before
    /// Qt closes it. Of TLS only what is decrypted can be had.
    void collect(QTcpSocket& socket, const TcpDescriptor& descriptor,
                 QAbstractSocket::SocketError error);

    /// Reads what the server sent, in order: what was collected, or what the socket has.
    std::size_t read(QTcpSocket& socket, MutableByteView into);
    bool isUnread(const QTcpSocket& socket) const;

    /// TLS ended in order.
    bool closeNotified() const { return closeNotified_; }
    /// What TLS failed with, an alert of the server for example; empty where it did not.
    const QString& tlsError() const { return tlsError_; }

private:
    Bytes bytes_;
    std::size_t taken_ = 0;
    bool closeNotified_ = false;
    QString tlsError_;
};

} // namespace framescope::tap
