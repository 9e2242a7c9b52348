// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_flood bare URL COUNT          a QWebSocket that counts messages and keeps nothing
// bench_flood session URL COUNT FILE  a Session that records them, with its timeline read
//
// Prints one JSON object: messages, seconds from open to the last message, and for a session
// the growth of resident memory per frame and the size of the recording in bytes.
#include "session/session.h"
#include "timeline/index/entry.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace framescope;

namespace {

std::uint64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    statm >> total >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

int fail(const QString& what)
{
    std::fprintf(stderr, "bench_flood: %s\n", qPrintable(what));
    return EXIT_FAILURE;
}

int runBare(const QUrl& url, std::uint64_t count)
{
    QWebSocket socket;
    QElapsedTimer timer;
    std::uint64_t received = 0;
    QObject::connect(&socket, &QWebSocket::connected, [&] { timer.start(); });
    QObject::connect(&socket, &QWebSocket::textMessageReceived, [&] {
        if (++received == count) {
            std::printf("{\"messages\": %llu, \"seconds\": %.6f}\n",
                        static_cast<unsigned long long>(received),
                        static_cast<double>(timer.nsecsElapsed()) / 1e9);
            QCoreApplication::quit();
        }
    });
    QObject::connect(&socket, &QWebSocket::disconnected, [&] {
        if (received < count) {
            QCoreApplication::exit(fail(QStringLiteral("only %1 messages came").arg(received)));
        }
    });
    socket.open(url);
    return QCoreApplication::exec();
}

/// Reads new events about as often as a window does, and counts text frames.
class Follower : public QObject
{
public:
    Follower(session::Session& session, std::uint64_t count) : session_(session), count_(count)
    {
        connect(&timer_, &QTimer::timeout, this, &Follower::look);
        timer_.setTimerType(Qt::PreciseTimer);
        timer_.start(4);
    }

private:
    void look()
    {
        const auto timeline = session_.timeline();
        const std::size_t size = timeline->size();
        for (; seen_ < size; ++seen_) {
            const timeline::Entry& entry =
                timeline->entry(EventId{static_cast<std::uint32_t>(seen_)});
            if (entry.type == timeline::Type::Open) {
                elapsed_.start();
                residentAtStart_ = residentBytes();
            } else if (entry.type == timeline::Type::Text) {
                ++frames_;
            } else if (entry.type == timeline::Type::Closed && frames_ < count_) {
                QCoreApplication::exit(fail(QStringLiteral("closed after %1").arg(frames_)));
                return;
            }
        }
        if (frames_ >= count_ && !done_) {
            done_ = true;
            report();
        }
    }

    void report()
    {
        const double seconds = static_cast<double>(elapsed_.nsecsElapsed()) / 1e9;
        const auto resident = static_cast<double>(residentBytes());
        const double growth = resident - static_cast<double>(residentAtStart_);
        std::printf("{\"messages\": %llu, \"seconds\": %.6f, \"bytes_per_frame\": %.1f, "
                    "\"recording_bytes\": %llu}\n",
                    static_cast<unsigned long long>(frames_), seconds,
                    growth / static_cast<double>(frames_),
                    static_cast<unsigned long long>(session_.recordingSize()));
        QCoreApplication::quit();
    }

    session::Session& session_;
    std::uint64_t count_;
    std::uint64_t frames_ = 0;
    std::uint64_t residentAtStart_ = 0;
    std::size_t seen_ = 0;
    bool done_ = false;
    QElapsedTimer elapsed_;
    QTimer timer_;
};

int runSession(const QUrl& url, std::uint64_t count, const QString& file)
{
    auto session = session::Session::create(file, true);
    if (!session) {
        return fail(QString::fromStdString(session.error().message()));
    }
    connection::ConnectionOptions options;
    options.url = url;
    options.compression.offered = false;
    if (const auto opened = (*session)->open(options); !opened) {
        return fail(QString::fromStdString(opened.error().message()));
    }
    Follower follower(**session, count);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4) {
        return fail(QStringLiteral("usage: bench_flood bare|session URL COUNT [FILE]"));
    }
    const QUrl url(arguments.at(2));
    const std::uint64_t count = arguments.at(3).toULongLong();
    if (arguments.at(1) == QStringLiteral("bare")) {
        return runBare(url, count);
    }
    return runSession(url, count, arguments.value(4, QStringLiteral("flood.pcapng")));
}
