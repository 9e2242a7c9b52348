// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_echo URL ROUNDS FILE
//
// Round trips of a small text to an echo server and back, by a bare QWebSocket and by a
// Session, in turn. Prints one JSON object: the median of each in microseconds.
#include "session/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QUrl>
#include <QWebSocket>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

using namespace framescope;

namespace {

double median(std::vector<qint64> nanoseconds)
{
    const auto middle = nanoseconds.begin() + static_cast<std::ptrdiff_t>(nanoseconds.size() / 2);
    std::nth_element(nanoseconds.begin(), middle, nanoseconds.end());
    return static_cast<double>(*middle) / 1e3;
}

/// Sends, waits for the echo, sends again.
class Rounds
{
public:
    Rounds(std::size_t count, std::function<void()> send) : count_(count), send_(std::move(send)) {}

    void start()
    {
        timer_.start();
        send_();
    }

    void echoed()
    {
        times_.push_back(timer_.nsecsElapsed());
        if (times_.size() == count_) {
            QCoreApplication::quit();
            return;
        }
        start();
    }

    double result() const { return median(times_); }

private:
    std::size_t count_;
    std::function<void()> send_;
    std::vector<qint64> times_;
    QElapsedTimer timer_;
};

double measureBare(const QUrl& url, std::size_t count)
{
    QWebSocket socket;
    Rounds rounds(count, [&] { socket.sendTextMessage(QStringLiteral("ping")); });
    QObject::connect(&socket, &QWebSocket::connected, [&] { rounds.start(); });
    QObject::connect(&socket, &QWebSocket::textMessageReceived, [&] { rounds.echoed(); });
    socket.open(url);
    QCoreApplication::exec();
    return rounds.result();
}

double measureSession(const QUrl& url, std::size_t count, const QString& file)
{
    auto session = session::Session::create(file, true);
    if (!session) {
        std::fprintf(stderr, "bench_echo: %s\n", session.error().message().c_str());
        std::exit(EXIT_FAILURE);
    }
    session::Session& opened = **session;
    Rounds rounds(count,
                  [&] { static_cast<void>(opened.send(message::Text{QStringLiteral("ping")})); });
    QObject::connect(&opened, &session::Session::stateChanged, [&](session::Session::State state) {
        if (state == session::Session::State::Open) {
            rounds.start();
        }
    });
    QObject::connect(&opened, &session::Session::textMessageReceived, [&] { rounds.echoed(); });
    connection::ConnectionOptions options;
    options.url = url;
    options.compression.offered = false;
    static_cast<void>(opened.open(options));
    QCoreApplication::exec();
    return rounds.result();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4) {
        std::fprintf(stderr, "usage: bench_echo URL ROUNDS FILE\n");
        return EXIT_FAILURE;
    }
    const QUrl url(arguments.at(1));
    const auto count = static_cast<std::size_t>(arguments.at(2).toULongLong());
    const double bare = measureBare(url, count);
    const double recorded = measureSession(url, count, arguments.at(3));
    std::printf("{\"bare_us\": %.1f, \"session_us\": %.1f}\n", bare, recorded);
    return EXIT_SUCCESS;
}
