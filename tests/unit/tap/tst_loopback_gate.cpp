// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/client/loopback_gate.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QtTest>

namespace tst_loopback_gate {

using namespace framescope;
using namespace framescope::tap;

class TestLoopbackGate : public QObject
{
    Q_OBJECT

private slots:
    void onlyTheOneThatKnows();
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

    const auto knock = [&](QTcpSocket& socket, const QByteArray& text) {
        socket.connectToHost(address->host, address->port);
        socket.write(text);
    };
    QTcpSocket wrong, garbage, silent, ours, late;
    knock(silent, "GET / HT");
    knock(wrong, "GET / HTTP/1.1\r\nX-Framescope-Tap: 0123\r\n\r\n");
    knock(garbage, QByteArray(100, '\0'));
    QTRY_COMPARE(wrong.state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(garbage.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(admitted.size(), 0);

    knock(ours, "GET / HTTP/1.1\r\nHost: x\r\nX-Framescope-Tap: " +
                    QByteArray::fromStdString(address->secret) + "\r\n\r\nand more");
    QTRY_COMPARE(admitted.size(), 1);
    QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(*gate.request().find("Host"), std::string("x"));
    const std::unique_ptr<QTcpSocket> socket = gate.takeSocket();
    QTRY_COMPARE(socket->bytesAvailable(), 8);
    QCOMPARE(socket->readAll(), QByteArray("and more"));

    late.connectToHost(address->host, address->port);
    QTRY_COMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
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
