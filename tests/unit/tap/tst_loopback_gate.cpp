// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/client/loopback_gate.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTimer>
#include <QtTest>

namespace tst_loopback_gate {

using namespace framescope;
using namespace framescope::tap;

class TestLoopbackGate : public QObject
{
    Q_OBJECT

private slots:
    void onlyTheOneThatKnows();
    void fullOfOthers();
    void secretsDiffer();
    void closedWithGuestsInside();
};

void TestLoopbackGate::onlyTheOneThatKnows()
{
    LoopbackGate gate;
    QSignalSpy admitted(&gate, &LoopbackGate::admitted);
    const auto address = gate.listen();
    QVERIFY(address);
    QVERIFY(QHostAddress(address->host).isLoopback());

    const QByteArray head = "GET / HTTP/1.1\r\nHost: x\r\nX-Framescope-Tap: ";
    const QByteArray secret = QByteArray::fromStdString(address->secret);
    const auto knock = [&](QTcpSocket& socket, const QByteArray& text) {
        QVERIFY(socket.bind(QHostAddress(address->host)));
        socket.connectToHost(address->host, address->port);
        socket.write(text);
    };
    QTcpSocket stranger, wrong;
    knock(stranger, head + secret + "\r\n\r\n");
    knock(wrong, head + "0123\r\n\r\n");
    gate.expect(wrong.localPort());
    QTRY_COMPARE(stranger.state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(wrong.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!gate.hasAdmitted());

    QTcpSocket ours, late;
    QVERIFY(ours.bind(QHostAddress(address->host)));
    gate.expect(ours.localPort());
    QTcpSocket outside;
    const QSignalSpy reached(&outside, &QTcpSocket::connected);
    outside.connectToHost(address->host, address->port);
    ours.connectToHost(address->host, address->port);
    ours.write(head + secret + "\r\n\r\nand more");
    QTRY_COMPARE(admitted.size(), 1);
    QCOMPARE(reached.size(), 0); // the system does not even answer others
    QCOMPARE(*gate.request().find("Host"), std::string("x"));
    const std::unique_ptr<QTcpSocket> socket = gate.takeSocket();
    QTRY_COMPARE(socket->bytesAvailable(), 8);
    QCOMPARE(socket->readAll(), QByteArray("and more"));

    late.connectToHost(address->host, address->port);
    QTRY_COMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
}

/// Others have filled what the system keeps for the listener, and go on to come.
void TestLoopbackGate::fullOfOthers()
{
    LoopbackGate gate;
    QSignalSpy admitted(&gate, &LoopbackGate::admitted);
    const auto address = gate.listen(4);
    QVERIFY(address);
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    const auto crowdIn = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            crowd.push_back(std::make_unique<QTcpSocket>());
            crowd.back()->connectToHost(address->host, address->port);
        }
    };
    crowdIn(20);
    QTcpSocket ours;
    QVERIFY(ours.bind(QHostAddress(address->host)));
    ours.connectToHost(address->host, address->port);
    ours.write("GET / HTTP/1.1\r\nX-Framescope-Tap: " + QByteArray::fromStdString(address->secret) +
               "\r\n\r\n");
    gate.expect(ours.localPort());
    QTimer more;
    connect(&more, &QTimer::timeout, &ours, [&] { crowdIn(crowd.size() < 400 ? 5 : 0); });
    more.start(1);
    QTRY_COMPARE(admitted.size(), 1);
}

void TestLoopbackGate::secretsDiffer()
{
    LoopbackGate one, other;
    QVERIFY(one.listen()->secret != other.listen()->secret);
    QVERIFY(LoopbackGate().listen()->secret.size() * 4 >= 128);
}

void TestLoopbackGate::closedWithGuestsInside()
{
    QTcpSocket silent;
    {
        LoopbackGate gate;
        const auto address = gate.listen();
        QVERIFY(silent.bind(QHostAddress(address->host)));
        gate.expect(silent.localPort());
        silent.connectToHost(address->host, address->port);
        silent.write("GET");
        QTRY_COMPARE(silent.bytesToWrite(), 0);
        QTest::qWait(0);
    }
    QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
}

FRAMESCOPE_TEST(TestLoopbackGate)

} // namespace tst_loopback_gate

#include "tst_loopback_gate.moc"
