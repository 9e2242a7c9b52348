// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/upstream/tcp_ending.h"
#include "told_sink.h"

#include <QtTest>

namespace tst_tcp_ending {

using namespace framescope;
using namespace framescope::tap;

namespace {

QString storyOf(const TcpEnding& ending)
{
    test::ToldSink sink;
    if (ending.failure) {
        sink.tell(*ending.failure);
    }
    for (const StreamEnded& stream : ending.streams) {
        sink.tell(stream);
    }
    QStringList told = sink.told();
    if (!ending.tls.empty()) {
        told.append(QString::fromStdString(ending.tls));
    }
    return told.join(QStringLiteral(", "));
}

} // namespace

class TestTcpEnding : public QObject
{
    Q_OBJECT

private slots:
    void byTheServer_data();
    void byTheServer();
    void givenUp_data();
    void givenUp();
};

void TestTcpEnding::byTheServer_data()
{
    QTest::addColumn<TcpEnding>("ending");
    QTest::addColumn<QString>("story");
    const auto row = [](const char* name, const ServerEnded& end, const char* story) {
        QTest::newRow(name) << endingOf(end) << story;
    };
    row("FIN", {}, "fin in, fin out");
    row("reset", {.how = TcpEnd::Reset}, "reset in");
    row("TLS, then FIN", {.secure = true, .closeNotified = true}, "fin in, fin out");
    row("FIN without TLS's end", {.secure = true}, "fin in, fin out, ended without close_notify");
    row("reset within TLS", {.how = TcpEnd::Reset, .secure = true}, "reset in");
    row("TLS alone", {.secure = true, .leftOpen = true, .closeNotified = true},
        "fin out, ended by the server (close_notify), which left TCP open");
    row("TLS alone, unread bytes left",
        {.how = TcpEnd::Reset, .secure = true, .leftOpen = true, .closeNotified = true},
        "reset out, ended by the server (close_notify), which left TCP open");
    row("TLS that fails", {.secure = true, .tlsError = QStringLiteral("bad record mac")},
        "failure tls: the data received over TLS is damaged (OpenSSL: bad record mac), fin in, fin "
        "out, "
        "ended without close_notify");
}

void TestTcpEnding::byTheServer()
{
    QFETCH(TcpEnding, ending);
    QTEST(storyOf(ending), "story");
}

void TestTcpEnding::givenUp_data()
{
    QTest::addColumn<TcpEnding>("ending");
    QTest::addColumn<QString>("story");
    const auto row = [](const char* name, const GivenUp& end, const char* story) {
        QTest::newRow(name) << endingOf(end) << story;
    };
    row("in order", {}, "fin out");
    row("with bytes unread", {.unread = true}, "reset out");
    row("that the server had ended", {.serverEnded = true}, "fin in, fin out");
    row("that was reset", {.wasReset = true}, "reset in");
}

void TestTcpEnding::givenUp()
{
    QFETCH(TcpEnding, ending);
    QTEST(storyOf(ending), "story");
}

FRAMESCOPE_TEST(TestTcpEnding)

} // namespace tst_tcp_ending

#include "tst_tcp_ending.moc"
