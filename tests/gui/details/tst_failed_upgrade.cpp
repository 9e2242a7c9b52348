// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "integration/certificate_files.h"
#include "raw_server.h"
#include "shown_pane.h"
#include "support/test_program.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QSslKey>
#include <QTextBrowser>

namespace tst_failed_upgrade {

using namespace framescope;
using test::RawServer;
using test::ShownPane;
using test::WindowFixture;
using timeline::Type;

/// What the Handshake view says when a connection did not open.
class TestFailedUpgrade : public QObject
{
    Q_OBJECT

private slots:
    void sections();
    void lookedUpAndTried();
    void bodies_data();
    void bodies();
    void formsOfTheBody();
    void whatIsWrong();
    void whereARedirectPoints_data();
    void whereARedirectPoints();
    void whatCameInPlaceOfAResponse();
    void markupIsShownAsText();
    void longBodies_data();
    void longBodies();
    void openConnectionsHaveNoDiagnosis();
    void refusedInTheWindow();
    void expiredCertificateInTheWindow();
    void isCopied();

private:
    /// The places of the parts in the text, in this order.
    static void verifyOrder(const QString& text, const QStringList& parts);
};

namespace {

const std::string Asked = "connecting ws://example.com/chat\ntcp\n-> request\n";

/// The view of a connection that failed.
QString explained(const std::string& script)
{
    ShownPane pane(script, false);
    pane.showLast(Type::Error);
    return pane.document("handshake");
}

} // namespace

void TestFailedUpgrade::verifyOrder(const QString& text, const QStringList& parts)
{
    qsizetype at = 0;
    for (const QString& part : parts) {
        at = text.indexOf(part, at);
        QVERIFY2(at >= 0, qPrintable(part + " is not there, or too early, in\n" + text));
        at += part.size();
    }
}

void TestFailedUpgrade::sections()
{
    ShownPane pane(Asked + "<- http HTTP/1.1 301 Moved|Location: https://other.example/x|"
                           "Content-Type: application/json||{\"a\":[1]}\n<- fin",
                   false);
    pane.showLast(Type::Error);
    QCOMPARE(pane.currentTab(), ui::DetailsPane::Handshake);
    verifyOrder(pane.document("handshake"), {"What went wrong",
                                             "The server refused the upgrade: 301 Moved",
                                             "What to try",
                                             "redirect",
                                             "Phases",
                                             "TCP connected",
                                             "Open",
                                             "not reached",
                                             "Addresses",
                                             "connected",
                                             "Response",
                                             "HTTP/1.1 301 Moved",
                                             "Location:",
                                             "Body",
                                             "application/json",
                                             "\"a\": [",
                                             "Checks",
                                             "Status",
                                             "301 Moved",
                                             "101",
                                             "RFC 6455 4.1",
                                             "Redirect",
                                             "https://other.example/x",
                                             "wss://other.example/x",
                                             "Request",
                                             "GET /chat HTTP/1.1"});
    // The other panes say the same as ever.
    pane.click(ui::DetailsPane::Text);
    QVERIFY(pane.text().contains("layer: http"));
}

void TestFailedUpgrade::lookedUpAndTried()
{
    const QString text = explained(
        "connecting wss://chat.example/\n"
        "event resolved {\"host\":\"chat.example\",\"addresses\":[\"2001:db8::1\",\"192.0.2.1\","
        "\"192.0.2.2\",\"192.0.2.3\"],\"ms\":12}\n"
        "event error {\"layer\":\"tcp\",\"text\":\"no connection to chat.example within 30 s\","
        "\"attempts\":[{\"address\":\"2001:db8::1\",\"error\":\"network unreachable\"},"
        "{\"address\":\"192.0.2.1\",\"error\":\"connection refused\"}]}\nclosed {}");
    verifyOrder(text, {"What went wrong", "No connection to chat.example within 30 s.",
                       "What to try",     "firewall",
                       "Name resolved",   "TCP connected",
                       "not reached",     "TLS secured",
                       "not reached",     "DNS",
                       "chat.example",    "2001:db8::1, 192.0.2.1, 192.0.2.2, 192.0.2.3",
                       "12 ms",           "Addresses",
                       "2001:db8::1",     "network unreachable",
                       "192.0.2.1",       "connection refused",
                       "192.0.2.2",       "no answer until connecting ended",
                       "192.0.2.3",       "not tried"});
    verifyOrder(explained("connecting ws://nowhere.invalid/\nevent error {\"layer\":\"dns\","
                          "\"text\":\"there is no address for nowhere.invalid: host not found\","
                          "\"host\":\"nowhere.invalid\",\"ms\":5}\nclosed {}"),
                {"There is no address for nowhere.invalid", "spelling", "DNS", "nowhere.invalid",
                 "no address", "5.0 ms"});
}

void TestFailedUpgrade::bodies_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("JSON") << "401 No|Content-Type: application/json||{\"error\":{\"code\":7}}"
                          << QStringList{"Formatted", "\"error\": {", "\"code\": 7"};
    QTest::newRow("HTML") << "403 No|Content-Type: text/html||<title>Denied</title><p>a &lt; b"
                          << QStringList{"Text of the page", "Denied", "a < b"};
    QTest::newRow("text") << "500 No|Content-Type: text/plain||it broke"
                          << QStringList{"text/plain", "8 bytes received", "it broke"};
    QTest::newRow("chunked") << "500 No|Transfer-Encoding: chunked||4|it b|4|roke|0||"
                             << QStringList{"Body", "it broke"};
}

void TestFailedUpgrade::bodies()
{
    QFETCH(QString, answer);
    QFETCH(QStringList, shown);
    verifyOrder(explained(Asked + "<- http HTTP/1.1 " + answer.toStdString() + "\n<- fin"), shown);
}

void TestFailedUpgrade::formsOfTheBody()
{
    ShownPane pane(Asked + "<- http HTTP/1.1 403 No|Content-Type: text/html||<p>one</p>\n<- fin",
                   false);
    pane.showLast(Type::Error);
    auto* browser = pane.findChild<QTextBrowser*>("handshake");
    QVERIFY(!pane.document("handshake").contains("<p>one</p>"));
    emit browser->anchorClicked(QUrl("body:text"));
    QVERIFY(pane.document("handshake").contains("<p>one</p>"));
    emit browser->anchorClicked(QUrl("body:readable"));
    QVERIFY(!pane.document("handshake").contains("<p>one</p>"));
    // By keyboard: behind the two links for the heads.
    browser->setFocus();
    browser->moveCursor(QTextCursor::Start);
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(browser, Qt::Key_Tab);
    }
    QTest::keyClick(browser, Qt::Key_Return);
    QVERIFY(pane.document("handshake").contains("<p>one</p>"));
}

void TestFailedUpgrade::whatIsWrong()
{
    const QString text =
        explained(Asked + "<- http HTTP/1.1 101 Go|Upgrade: h2c|Connection: keep-alive|"
                          "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=|"
                          "Sec-WebSocket-Protocol: mqtt|Sec-WebSocket-Extensions: x-zip||\n<- fin");
    verifyOrder(text, {"What went wrong",
                       "Checks",
                       "Received",
                       "Expected",
                       "Upgrade",
                       "h2c",
                       "websocket",
                       "Connection",
                       "keep-alive",
                       "a list with Upgrade",
                       "Sec-WebSocket-Accept",
                       "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                       "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                       "RFC 6455 4.1",
                       "Sec-WebSocket-Protocol",
                       "mqtt",
                       "none was offered",
                       "Sec-WebSocket-Extensions",
                       "x-zip",
                       "RFC 6455 9.1"});
    QVERIFY(!text.contains("accept-mismatch")); // once is enough
}

void TestFailedUpgrade::whereARedirectPoints_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("target");
    QTest::newRow("path") << "/v2/chat"
                          << "ws://example.com/v2/chat";
    QTest::newRow("relative") << "x?y=1"
                              << "ws://example.com/x?y=1";
    QTest::newRow("host") << "//b.example/"
                          << "ws://b.example/";
    QTest::newRow("https") << "https://b.example:8443/p"
                           << "wss://b.example:8443/p";
    QTest::newRow("wss") << "wss://b.example/p"
                         << "wss://b.example/p";
    QTest::newRow("nothing") << "http://"
                             << "no address that can be used";
}

void TestFailedUpgrade::whereARedirectPoints()
{
    QFETCH(QString, location);
    QFETCH(QString, target);
    verifyOrder(explained(Asked + "<- http HTTP/1.1 308 Moved|Location: " + location.toStdString() +
                          "||\n<- fin"),
                {"Redirect", "Location", location, "Points to", target});
}

void TestFailedUpgrade::whatCameInPlaceOfAResponse()
{
    ShownPane pane(Asked + "<- raw 'SSH-2.0-OpenSSH_9.2' 0d0a\n<- fin", false);
    pane.showLast(Type::Error);
    verifyOrder(pane.document("handshake"),
                {"The server speaks SSH, not HTTP", "another service",
                 "What came in place of a response", "SSH-2.0-OpenSSH_9.2"});
    emit pane.findChild<QTextBrowser*>("handshake")->anchorClicked(QUrl("heads:hex"));
    QVERIFY(pane.document("handshake").contains("5353 482d 322e 302d"));
}

void TestFailedUpgrade::markupIsShownAsText()
{
    ShownPane pane(Asked + "<- http HTTP/1.1 404 <img src=x>|Location: <b>|"
                           "Content-Type: text/plain||<table><img src='file:///etc/passwd'>\n"
                           "<- fin",
                   false);
    pane.showLast(Type::Error);
    verifyOrder(pane.document("handshake"),
                {"404 <img src=x>", "<table><img src='file:///etc/passwd'>"});
}

void TestFailedUpgrade::longBodies_data()
{
    QTest::addColumn<std::string>("body");
    QTest::newRow("a long line") << std::string(200'000, 'x');
    QTest::newRow("deep JSON") << std::string(30'000, '[') + std::string(30'000, ']');
    QTest::newRow("many tags") << "<html>" + std::string(60'000, '<');
    std::string lines;
    for (int i = 0; i < 30'000; ++i) {
        lines += std::to_string(i) + "\n";
    }
    QTest::newRow("many lines") << lines;
}

/// The window stays usable: of a body, no more is shown than is laid out at once.
void TestFailedUpgrade::longBodies()
{
    QFETCH(std::string, body);
    test::CaptureScript script;
    script.play(Asked);
    script.send(Direction::In, asBytes("HTTP/1.1 500 No\r\n\r\n" + body));
    script.play("<- fin");
    ui::DetailsPane pane;
    pane.resize(420, 600);
    pane.setTimeline(script.live().timeline());
    pane.show();
    QSignalSpy shown(&pane, &ui::DetailsPane::shown);
    pane.showEvent(EventId{static_cast<std::uint32_t>(script.timeline().size() - 1)},
                   timeline::View::Messages);
    QVERIFY(shown.wait(test::Patience));
    pane.setCurrentTab(ui::DetailsPane::Handshake);
    const QString text = pane.findChild<QTextBrowser*>("handshake")->toPlainText();
    QVERIFY(text.contains("Body"));
    QVERIFY(text.size() < 100'000);
}

void TestFailedUpgrade::openConnectionsHaveNoDiagnosis()
{
    ShownPane pane("<- rst");
    pane.showLast(Type::Open);
    pane.click(ui::DetailsPane::Handshake);
    const QString text = pane.document("handshake");
    QVERIFY(!text.contains("What went wrong"));
    QVERIFY(!text.contains("not reached"));
    QVERIFY(text.contains("All checks of the handshake passed."));
}

/// Bar, view and timeline say the same sentence.
void TestFailedUpgrade::refusedInTheWindow()
{
    RawServer server([](const wire::HttpHead&) {
        return QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n"
                          "Content-Length: 17\r\n\r\n{\"error\":\"token\"}");
    });
    WindowFixture f;
    f.page().connectTo(server.url());
    QTRY_VERIFY(f.isClosed());
    auto* view = f.page().details().findChild<QTextBrowser*>("handshake");
    QTRY_VERIFY(view->isVisible());
    QTRY_VERIFY(view->toPlainText().contains("What went wrong"));
    verifyOrder(view->toPlainText(), {"The server refused the upgrade: 401 Unauthorized.",
                                      "Give credentials", "\"error\": \"token\""});
    QTRY_VERIFY(f.page().notificationBar().isVisible());
    QString said;
    for (const auto* label : f.page().notificationBar().findChildren<QLabel*>()) {
        said += label->text();
    }
    QVERIFY2(said.contains("The server refused the upgrade: 401 Unauthorized."), qPrintable(said));
    QVERIFY2(said.contains("Give credentials"), qPrintable(said));
}

void TestFailedUpgrade::expiredCertificateInTheWindow()
{
    test::CertificateFiles files;
    files.make();
    QFile certificate(files.pem("expired"));
    QFile key(files.pem("expired-key"));
    QVERIFY(certificate.open(QIODevice::ReadOnly) && key.open(QIODevice::ReadOnly));
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(certificate.readAll()));
    tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
    RawServer server(&RawServer::accept, tls);
    WindowFixture f;
    f.page().connectTo(server.url());
    QTRY_VERIFY(f.isClosed());
    QTRY_VERIFY(f.rowOf("TLS") >= 0);
    auto& rows = f.page().timelineView();
    rows.setCurrentIndex(f.page().model().index(f.rowOf("TLS"), 0));
    auto* view = f.page().details().findChild<QTextBrowser*>("handshake");
    QTRY_VERIFY(view->toPlainText().contains("What went wrong"));
    verifyOrder(view->toPlainText(),
                {"certificate is not accepted", "What to try", "new certificate", "TLS secured",
                 "not reached", "Certificates", "1 of 1, the server's", "Wrong:", "expired",
                 "CN=loopback", "CN=Framescope test CA", "Valid until", "IP:127.0.0.1"});
}

void TestFailedUpgrade::isCopied()
{
    ShownPane pane(Asked + "<- http HTTP/1.1 404 No||\n<- fin", false);
    pane.showLast(Type::Error);
    auto* browser = pane.findChild<QTextBrowser*>("handshake");
    browser->setFocus();
    QTest::keyClick(browser, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(browser, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().contains("The server refused the upgrade: 404 No."));
}

FRAMESCOPE_TEST(TestFailedUpgrade)

} // namespace tst_failed_upgrade

#include "tst_failed_upgrade.moc"
