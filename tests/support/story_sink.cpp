// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/story_sink.h"

#include <algorithm>

namespace framescope::test {

namespace {

QString nameOf(Direction dir)
{
    const std::string_view name = directionName(dir);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

/// A short payload as text, a long one as its length and a hash.
QString pictureOf(const QByteArray& payload)
{
    if (payload.size() <= 64)
        return QString::fromLatin1(payload);
    return QStringLiteral("%1 bytes #%2").arg(payload.size()).arg(qHash(payload));
}

} // namespace

QByteArray StorySink::stream(std::uint32_t conn, Direction dir) const
{
    const auto found = streams_.find({conn, dir});
    return found == streams_.end() ? QByteArray() : found->second;
}

void StorySink::connectionSeen(ConnectionId conn, Timestamp time)
{
    line(conn, time, QStringLiteral("seen"));
}

void StorySink::endpointsKnown(ConnectionId conn, Timestamp time, const Endpoints& endpoints)
{
    line(conn, time,
         QString::fromStdString(endpoints.client.toString() + " > " + endpoints.server.toString()));
}

void StorySink::data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes,
                     FileOffset at)
{
    const QByteArray payload(reinterpret_cast<const char*>(bytes.data()),
                             static_cast<qsizetype>(bytes.size()));
    streams_[{conn.value, dir}] += payload;
    QString text = nameOf(dir) + QLatin1Char(' ') + pictureOf(payload);
    if (file_) {
        Bytes there(bytes.size());
        if (!file_->readExactly(at, there) || !std::ranges::equal(there, bytes))
            text += QStringLiteral(", which is not what stands at %1").arg(at.value);
    }
    line(conn, time, text);
}

void StorySink::gap(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count)
{
    line(conn, time, QStringLiteral("%1 gap %2").arg(nameOf(dir)).arg(count));
}

void StorySink::streamEnded(ConnectionId conn, Direction dir, Timestamp time,
                            recording::StreamEnd how)
{
    using recording::StreamEnd;
    const char* const name = how == StreamEnd::Fin     ? "fin"
                             : how == StreamEnd::Reset ? "reset"
                                                       : "refused";
    line(conn, time, nameOf(dir) + QLatin1Char(' ') + QLatin1String(name));
}

void StorySink::behindEnd(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count)
{
    line(conn, time, QStringLiteral("%1 behind %2").arg(nameOf(dir)).arg(count));
}

void StorySink::resetIgnored(ConnectionId conn, Direction dir, Timestamp time)
{
    line(conn, time, nameOf(dir) + QLatin1String(" reset ignored"));
}

void StorySink::sideMissing(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count)
{
    line(conn, time, QStringLiteral("%1 missing %2").arg(nameOf(dir)).arg(count));
}

void StorySink::captureNote(Timestamp time, std::string_view text)
{
    line(ConnectionId{}, time,
         QStringLiteral("note ") +
             QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

void StorySink::comment(ConnectionId conn, Timestamp time, std::string_view text)
{
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    line(conn, time, QStringLiteral("comment ") + pictureOf(bytes));
}

void StorySink::line(ConnectionId conn, Timestamp time, const QString& what)
{
    QString text = QStringLiteral("%1 %2").arg(conn.value).arg(what);
    if (times_ == Times::Told)
        text += QStringLiteral(" @%1").arg(time.time_since_epoch().count());
    lines_ << text;
}

} // namespace framescope::test
