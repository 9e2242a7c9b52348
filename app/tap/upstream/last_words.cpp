// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/last_words.h"

#include <QSslSocket>

#include <algorithm>

namespace framescope::tap {

void LastWords::collect(QTcpSocket& socket, const TcpDescriptor& descriptor,
                        QAbstractSocket::SocketError error)
{
    if (socket.isOpen()) {
        const QByteArray ahead = socket.readAll();
        append(bytes_,
               asBytes(std::string_view(ahead.data(), static_cast<std::size_t>(ahead.size()))));
        if (!qobject_cast<const QSslSocket*>(&socket)) {
            descriptor.readRest(bytes_);
        }
    }
    closeNotified_ =
        socket.errorString() == QSslSocket::tr("The TLS/SSL connection has been closed");
    if (error == QAbstractSocket::SslInternalError ||
        error == QAbstractSocket::SslInvalidUserDataError ||
        error == QAbstractSocket::SslHandshakeFailedError) {
        tlsError_ = socket.errorString();
    }
}

std::size_t LastWords::read(QTcpSocket& socket, MutableByteView into)
{
    if (taken_ < bytes_.size()) {
        const std::size_t count = std::min(into.size(), bytes_.size() - taken_);
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(taken_), count, into.begin());
        taken_ += count;
        return count;
    }
    const qint64 count = socket.isOpen() ? socket.read(reinterpret_cast<char*>(into.data()),
                                                       static_cast<qint64>(into.size()))
                                         : 0;
    return static_cast<std::size_t>(std::max<qint64>(count, 0));
}

bool LastWords::isUnread(const QTcpSocket& socket) const
{
    return taken_ < bytes_.size() || socket.bytesAvailable() > 0;
}

} // namespace framescope::tap
