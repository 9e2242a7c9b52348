// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/upstream/connector.h"
#include "tap/upstream/name_lookup.h"
#include "tap/upstream/server_link.h"
#include "told_sink.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QtTest>

namespace tst_connector {

using namespace framescope;
using namespace framescope::tap;
using framescope::connection::Proxy;
using framescope::connection::Target;
using namespace std::chrono_literals;

namespace {

/// A name server that answers when it is told to.
class FakeLookup final : public NameLookup
{
public:
    void start(const QString& host) override { asked = host; }
    QString asked;
};

/// A socket whose network is the test.
class FakeSocket final : public QTcpSocket
{
public:
    void connectToHost(const QString& host, quint16 port, OpenMode, NetworkLayerProtocol) override
    {
        asked = host + ':' + QString::number(port);
        setSocketState(ConnectingState);
        setPeerAddress(QHostAddress(host));
        setPeerPort(port);
        setLocalAddress(QHostAddress(QStringLiteral("192.0.2.100")));
        setLocalPort(50000);
    }
    void succeed()
    {
        setOpenMode(ReadWrite | Unbuffered);
        setSocketState(ConnectedState);
        emit connected();
    }
    void fail(SocketError error, const QString& text)
    {
        setSocketError(error);
        setErrorString(text);
        emit errorOccurred(error);
    }
    void send(const QByteArray& bytes)
    {
        input += bytes;
        emit readyRead();
    }
    qint64 bytesAvailable() const override { return QIODevice::bytesAvailable() + input.size(); }

    QString asked;
    QByteArray input;
    QByteArray written;

protected:
    qint64 readData(char* to, qint64 most) override
    {
        const QByteArray piece = input.left(most);
        input.remove(0, piece.size());
        std::copy(piece.begin(), piece.end(), to);
        return piece.size();
    }
    qint64 writeData(const char* bytes, qint64 count) override
    {
        written.append(bytes, count);
        return count;
    }
};

/// A connector between a sink and a system that are the test's.
struct Attempting
{
    explicit Attempting(Target chosen = {})
        : target(std::move(chosen)), connector(sink, target,
                                               {[this] {
                                                    auto made = std::make_unique<FakeLookup>();
                                                    lookup = made.get();
                                                    return made;
                                                },
                                                [this](bool) {
                                                    auto made = std::make_unique<FakeSocket>();
                                                    socket = made.get();
                                                    return made;
                                                }}),
          connected(&connector, &Connector::connected), failed(&connector, &Connector::failed)
    {
        if (target.host.isEmpty()) {
            target.host = QStringLiteral("example.com");
        }
    }

    void start(const QList<QHostAddress>& addresses)
    {
        connector.start();
        emit lookup->finished(addresses, QStringLiteral("host not found"));
    }

    QString story() const { return sink.told().join(QStringLiteral(" | ")); }

    Target target;
    test::ToldSink sink;
    QPointer<FakeLookup> lookup;
    QPointer<FakeSocket> socket;
    Connector connector;
    QSignalSpy connected;
    QSignalSpy failed;
};

const QHostAddress One(QStringLiteral("192.0.2.1"));
const QHostAddress Other(QStringLiteral("2001:db8::2"));

Target throughProxy(Proxy::Kind kind)
{
    Target target;
    target.chosenProxy = Proxy{kind, QStringLiteral("192.0.2.9"), 3128, "me", "secret"};
    return target;
}

} // namespace

class TestConnector : public QObject
{
    Q_OBJECT

private slots:
    void triesEachAddress();
    void noAddress();
    void noAnswer();
    void givenUp();
    void tunnel();
    void refusedTunnel();
    void proxyThatEnds();
    void lookupOfWhoIsGone();
};

void TestConnector::triesEachAddress()
{
    Attempting a;
    a.start({One, Other});
    QCOMPARE(a.lookup->asked, QStringLiteral("example.com"));
    QCOMPARE(a.socket->asked, QStringLiteral("192.0.2.1:80"));
    a.socket->fail(QAbstractSocket::ConnectionRefusedError, QStringLiteral("Connection refused"));
    QCOMPARE(a.socket->asked, QStringLiteral("2001:db8::2:80"));
    a.socket->succeed();
    QCOMPARE(a.connected.size(), 1);
    QCOMPARE(a.story(), QStringLiteral("resolved example.com | "
                                       "connected to [2001:db8::2]:80, attempt 2"));
    QVERIFY(a.connector.takeLink()->isUp());

    Attempting none;
    none.start({One});
    none.socket->fail(QAbstractSocket::ConnectionRefusedError,
                      QStringLiteral("Connection refused"));
    QCOMPARE(none.failed.size(), 1);
    QCOMPARE(none.story(), QStringLiteral("resolved example.com | failure tcp: no connection to "
                                          "example.com port 80: connection refused"));
}

void TestConnector::noAddress()
{
    Attempting a;
    a.start({});
    QCOMPARE(a.failed.size(), 1);
    QCOMPARE(a.story(), QStringLiteral("failure dns: there is no address for example.com: "
                                       "host not found"));
}

void TestConnector::noAnswer()
{
    Target impatient;
    impatient.connectTimeout = 1ms;
    Attempting lookup(impatient);
    lookup.connector.start();
    QTRY_COMPARE(lookup.failed.size(), 1);
    QCOMPARE(lookup.story(),
             QStringLiteral("failure dns: no address for example.com within 0.001 s"));

    Attempting tcp(impatient);
    tcp.start({One});
    QTRY_COMPARE(tcp.failed.size(), 1);
    QVERIFY(tcp.sink.told().last().startsWith(
        QLatin1String("failure tcp: no connection to example.com")));
}

void TestConnector::givenUp()
{
    Attempting a;
    a.start({One});
    a.connector.giveUp(QStringLiteral("enough"));
    QCOMPARE(a.story(), QStringLiteral("resolved example.com | failure tcp: enough"));
    QCOMPARE(a.failed.size() + a.connected.size(), 0);
}

void TestConnector::tunnel()
{
    Attempting a(throughProxy(Proxy::Kind::Http));
    a.connector.start();
    QVERIFY(!a.lookup); // an address needs no name server
    QCOMPARE(a.socket->asked, QStringLiteral("192.0.2.9:3128"));
    a.socket->succeed();
    QVERIFY(a.socket->written.startsWith("CONNECT example.com:80 HTTP/1.1\r\n"));
    a.socket->send("HTTP/1.1 200 OK\r\n\r\n");
    QCOMPARE(a.connected.size(), 1);
    QCOMPARE(a.story(), QStringLiteral("resolved 192.0.2.9 | "
                                       "connected to 192.0.2.9:3128, attempt 1"));
}

/// What was said in HTTP is kept, without the password.
void TestConnector::refusedTunnel()
{
    Attempting a(throughProxy(Proxy::Kind::Http));
    a.connector.start();
    a.socket->succeed();
    QVERIFY(a.socket->written.contains("Proxy-Authorization: Basic bWU6c2VjcmV0"));
    a.socket->send("HTTP/1.1 403 No\r\nContent-Length: 5\r\n\r\nfir");
    QCOMPARE(a.failed.size(), 0);
    a.socket->send("st");
    QCOMPARE(a.failed.size(), 1);
    QVERIFY(asText(a.sink.bytes(Direction::In)).ends_with("\r\n\r\nfirst"));
    QVERIFY(asText(a.sink.bytes(Direction::Out)).starts_with("CONNECT example.com:80"));
    QVERIFY(asText(a.sink.bytes(Direction::Out)).find("bWU6") == std::string_view::npos);
    QCOMPARE(a.sink.told().last(), QStringLiteral("fin out"));

    Attempting socks(throughProxy(Proxy::Kind::Socks5));
    socks.connector.start();
    socks.socket->succeed();
    socks.socket->send(QByteArray::fromHex("05ff"));
    QCOMPARE(socks.failed.size(), 1);
    QVERIFY(socks.sink.told().last().startsWith(QLatin1String("failure tcp: ")));
}

void TestConnector::proxyThatEnds()
{
    Attempting a(throughProxy(Proxy::Kind::Http));
    a.connector.start();
    a.socket->succeed();
    a.socket->fail(QAbstractSocket::RemoteHostClosedError, QStringLiteral("closed"));
    QCOMPARE(a.failed.size(), 1);
    QCOMPARE(a.sink.told().last(),
             QStringLiteral("failure tcp: the proxy closed the connection without an answer"));
}

/// A lookup ends with who asked.
void TestConnector::lookupOfWhoIsGone()
{
    QPointer<FakeLookup> lookup;
    {
        Attempting a;
        a.connector.start();
        lookup = a.lookup;
        QVERIFY(lookup);
    }
    QVERIFY(!lookup);
}

FRAMESCOPE_TEST(TestConnector)

} // namespace tst_connector

#include "tst_connector.moc"
