// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_speak send URL COUNT FILE     a Session sends COUNT texts of 64 bytes, then closes
// bench_speak connect URL COUNT FILE  a Session opens and closes COUNT connections, one by one
//
// Prints one JSON object: the seconds from the first connection's opening to the last one's end.
// speak_ws.js does the same with Node's ws.
#include "session/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QUrl>

#include <cstdio>
#include <cstdlib>

using namespace framescope;
using session::Session;

namespace {

constexpr std::uint16_t NormalClosure = 1000;

int fail(const Error& error)
{
    std::fprintf(stderr, "bench_speak: %s\n", error.message().c_str());
    return EXIT_FAILURE;
}

class Speaking
{
public:
    Speaking(Session& session, const QUrl& url, std::uint64_t connections, std::uint64_t messages)
        : session_(session), connections_(connections), messages_(messages)
    {
        options_.url = url;
        options_.compression.offered = false;
        QObject::connect(&session, &Session::stateChanged, &session,
                         [this](Session::State state) { follow(state); });
        QObject::connect(&session, &Session::canSendAgain, &session, [this] { send(); });
    }

    Result<void> start()
    {
        time_.start();
        return session_.open(options_);
    }

private:
    void follow(Session::State state)
    {
        if (state == Session::State::Open) {
            send();
        } else if (state == Session::State::Closed) {
            if (--connections_ > 0) {
                QMetaObject::invokeMethod(
                    &session_, [this] { static_cast<void>(session_.open(options_)); },
                    Qt::QueuedConnection);
                return;
            }
            std::printf("{\"seconds\": %.6f}\n", static_cast<double>(time_.nsecsElapsed()) / 1e9);
            QCoreApplication::exit(sent_ == messages_ ? EXIT_SUCCESS : EXIT_FAILURE);
        }
    }

    void send()
    {
        while (sent_ < messages_ && session_.canSend()) {
            if (!session_.send(message::Text{text_})) {
                return;
            }
            ++sent_;
        }
        if (sent_ == messages_) {
            static_cast<void>(session_.close(NormalClosure));
        }
    }

    Session& session_;
    connection::ConnectionOptions options_;
    std::uint64_t connections_;
    const std::uint64_t messages_;
    std::uint64_t sent_ = 0;
    const QString text_ = QString(64, QLatin1Char('x'));
    QElapsedTimer time_;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 5) {
        std::fprintf(stderr, "usage: bench_speak send|connect URL COUNT FILE\n");
        return EXIT_FAILURE;
    }
    const bool sends = arguments.at(1) == QStringLiteral("send");
    const std::uint64_t count = arguments.at(3).toULongLong();
    auto session = Session::create(arguments.at(4), true);
    if (!session) {
        return fail(session.error());
    }
    Speaking speaking(**session, QUrl(arguments.at(2)), sends ? 1 : count, sends ? count : 0);
    if (const auto started = speaking.start(); !started) {
        return fail(started.error());
    }
    return QCoreApplication::exec();
}
