// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/diagnosis/diagnosis.h"
#include "timeline/diagnosis/handshake_finding.h"

#include <string>

namespace tst_diagnosis {

using namespace framescope;
using timeline::FailureCause;
using timeline::HandshakeFinding;

namespace {

const std::string Connecting = "connecting ws://example.com/chat\n";
const std::string Asked = Connecting + "tcp\n-> request\n";

/// What the tap records of a failure before the request.
std::string failed(const char* layer, const char* text, const char* more = "")
{
    return Connecting + "event error {\"layer\":\"" + layer + "\",\"text\":\"" + text + "\"" +
           more + "}\nclosed {}";
}

std::string rejected(const char* reason)
{
    return failed("tls", "the server's certificate is not accepted: …",
                  (std::string(",\"failures\":[\"") + reason + "\"]").c_str());
}

std::string answered(const char* lines)
{
    return Asked + "<- http " + lines + "\n<- fin";
}

struct Row
{
    const char* name;
    std::string script;
    FailureCause cause;
    const char* said;   ///< a part of the sentence
    const char* advice; ///< a part of the advice
};

/// The first connection, read again from the recording.
timeline::ConnectionInfo connectionOf(const std::string& script)
{
    test::CaptureScript capture;
    capture.play(script);
    capture.finish();
    return *capture.reloaded()->connection(ConnectionId{1});
}

} // namespace

class TestDiagnosis : public QObject
{
    Q_OBJECT

private slots:
    void cause_data();
    void cause();
    void everyCauseHasWords();
    void whatOpenedHasNone();
    void theFirstErrorCounts();
    void findings_data();
    void findings();

private:
    static void addRows(const std::vector<Row>& rows);
};

void TestDiagnosis::addRows(const std::vector<Row>& rows)
{
    for (const Row& row : rows) {
        QTest::newRow(row.name) << QString::fromStdString(row.script) << int(row.cause)
                                << QString::fromUtf8(row.said) << QString(row.advice);
    }
}

void TestDiagnosis::cause_data()
{
    using enum FailureCause;
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("advice");
    addRows({
        {"no such name", failed("dns", "there is no address for h: host not found"), NameUnknown,
         "host not found", "spelling"},
        {"no name server", failed("dns", "there is no address for h: temporary failure in name …"),
         NameServerSilent, "temporary", "name servers"},
        {"refused", failed("tcp", "no connection to h port 9: connection refused"), PortRefused,
         "port 9", "Nothing listens"},
        {"unreachable", failed("tcp", "no connection to h port 9: network unreachable"),
         Unreachable, "unreachable", "IPv6"},
        {"no answer", failed("tcp", "no connection to h within 30 s"), NoAnswer, "30 s",
         "firewall"},
        {"proxy down", failed("tcp", "no connection to the proxy p port 1: connection refused"),
         ProxyUnreachable, "the proxy p", "that it runs"},
        {"proxy's password", failed("tcp", "the proxy did not accept the user name and password"),
         ProxyCredentials, "did not accept", "password"},
        {"proxy's rules", failed("tcp", "the proxy refused: not allowed by its rules"),
         ProxyRefused, "its rules", "without a proxy"},
        {"no SOCKS5", failed("tcp", "the proxy does not speak SOCKS5"), ProxyOtherProtocol,
         "SOCKS5", "HTTP or SOCKS5"},
        {"given up", failed("tcp", "given up before the connection was open"), GivenUp, "given up",
         ""},
        {"the proxy asks",
         Connecting + "tcp\n-> http CONNECT h:80 HTTP/1.1||\n<- http HTTP/1.1 407 Auth|"
                      "Content-Length: 0||\n<- fin",
         ProxyCredentials, "the proxy refused the tunnel: 407", "password"},
        {"the proxy asks, as of tinyproxy",
         Connecting + "tcp\n-> http CONNECT h:80 HTTP/1.1||\n<- http HTTP/1.1 401 Unauthorized|"
                      "Content-Length: 0||\n<- fin",
         ProxyCredentials, "the proxy refused the tunnel: 401", "password"},
        {"the proxy refuses",
         Connecting + "tcp\n-> http CONNECT h:80 HTTP/1.1||\n<- http HTTP/1.1 403 No|"
                      "Content-Length: 0||\n<- fin",
         ProxyRefused, "the proxy refused the tunnel: 403", "another one"},
    });
    addRows({
        {"TLS on a plain port",
         failed("tls", "this port does not speak TLS: try ws:// (OpenSSL: wrong version number)"),
         PlainPort, "does not speak TLS", "Use ws://"},
        {"expired", rejected("the certificate has expired"), CertificateExpired, "not accepted",
         "clock"},
        {"not yet valid", rejected("the certificate is not yet valid"), CertificateNotYetValid,
         "not accepted", "wait"},
        {"self-signed", rejected("the certificate is self-signed, and untrusted"),
         CertificateSelfSigned, "not accepted", "CA file"},
        {"wrong name", rejected("it is for a.example, not for h"), CertificateWrongName,
         "not accepted", "SNI"},
        {"no name", rejected("it is not for h: it has no subjectAltName"), CertificateWrongName,
         "not accepted", "SNI"},
        {"unknown issuer", rejected("the issuer certificate could not be found"),
         CertificateUnknownIssuer, "not accepted", "intermediate"},
        {"revoked", rejected("the certificate has been revoked"), CertificateRefused,
         "not accepted", "another certificate"},
        {"client certificate wanted",
         failed("tls", "the server wants a client certificate (OpenSSL: certificate required)"),
         ClientCertificateWanted, "client certificate", "Give a client certificate"},
        {"client certificate refused",
         failed("tls", "the server does not accept the client certificate (OpenSSL: bad)"),
         ClientCertificateRefused, "does not accept", "authority"},
        {"handshake failure",
         failed("tls", "the server refuses the TLS handshake: no version, cipher or curve in "
                       "common, or it wants a client certificate (OpenSSL: handshake failure)"),
         TlsRefused, "refuses", "versions of TLS"},
        {"TLS 1.1", failed("tls", "the server and this client have no version of TLS in common"),
         TlsVersion, "no version", "TLS 1.1"},
        {"silent",
         failed("tls", "no answer to the TLS handshake within 30 s; where the port does …"),
         TlsSilent, "no answer", "ws://"},
    });
    addRows({
        {"plain on a TLS port", Asked + "<- raw 15 03 01 00 02 02 46\n<- fin", TlsPort,
         "this port speaks TLS", "wss://"},
        {"nginx's words for it",
         answered("HTTP/1.1 400 Bad Request||The plain HTTP request was sent to HTTPS port"),
         TlsPort, "400", "wss://"},
        {"SSH", Asked + "<- raw 'SSH-2.0-OpenSSH_9.2' 0d0a\n<- fin", OtherProtocol,
         "the server speaks SSH, not HTTP: it sent \"SSH-2.0-OpenSSH_9.2\"", "another service"},
        {"SMTP", Asked + "<- raw '220 mail ESMTP' 0d0a\n<- fin", OtherProtocol, "SMTP or FTP",
         "another service"},
        {"nobody knows", Asked + "<- raw 'blah' ff 0d0a\n<- fin", OtherProtocol,
         R"(another protocol, not HTTP: it sent "blah\xff")", "check the port"},
        {"closed", Asked + "<- fin", ClosedUnanswered, "without an answer", "Origin"},
        {"reset", Asked + "<- rst", ClosedUnanswered, "reset by the server", "Origin"},
        {"closed in the head", Asked + "<- raw 'HTTP/1.1 101 Sw'\n<- fin", ClosedInAnswer,
         "inside the response head", "log"},
        {"no response", Asked + R"(event error {"layer":"http","text":"no response within 15 s"})",
         NoResponse, "15 s", "timeout"},
        {"an unfinished request", Connecting + "tcp\n-> http GET / HTTP/1.1|Host: a|\n<- fin",
         UnfinishedRequest, "did not end with an empty line", "further headers"},
        {"an unfinished request that the server waits for",
         Connecting + "tcp\n-> http GET / HTTP/1.1|Host: a|\n" +
             R"(event error {"layer":"http","text":"no response within 15 s: the request head did not end with an empty line"})",
         UnfinishedRequest, "15 s", "further headers"},
        {"a page", answered("HTTP/1.1 200 OK|Content-Type: text/html||<p>Hi"), WebPage,
         "a web page in place of the upgrade: 200 OK", "/socket"},
        {"200 with JSON", answered("HTTP/1.1 200 OK|Content-Type: application/json||{}"), NoUpgrade,
         "without an upgrade: 200 OK", "proxy"},
        {"redirect not followed",
         Asked + "<- http HTTP/1.1 302 Found|Location: ws://h/|Content-Length: 0||\n" +
             R"(event error {"layer":"http","text":"the redirect to ws://h/ is not followed: it )" +
             "leads in a circle\"}\n<- rst",
         RedirectNotFollowed, "it leads in a circle", "directly"},
        {"old versions", answered("HTTP/1.1 400 No|Sec-WebSocket-Version: 8||"), VersionRefused,
         "400", "version 13"},
    });
    struct Status
    {
        int status;
        FailureCause cause;
        const char* advice;
    };
    for (const auto& [status, expected, advice] :
         std::initializer_list<Status>{{301, Redirect, "points to"},
                                       {302, Redirect, "points to"},
                                       {400, BadRequest, "body"},
                                       {401, Credentials, "credentials"},
                                       {403, Forbidden, "Origin"},
                                       {404, NotFound, "path"},
                                       {405, MethodRefused, "GET"},
                                       {407, ProxyCredentials, "password"},
                                       {418, OtherStatus, "Read"},
                                       {426, VersionRefused, "Upgrade"},
                                       {429, TooMany, "Retry-After"},
                                       {500, ServerError, "log"},
                                       {502, Gateway, "behind"},
                                       {503, Unavailable, "maintenance"},
                                       {504, Gateway, "behind"}}) {
        const std::string line = "HTTP/1.1 " + std::to_string(status) + " Said|Location: /x||";
        addRows({{std::to_string(status).c_str(), answered(line.c_str()), expected,
                  "the server refused the upgrade: ", advice}});
    }
    const std::string key = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|";
    const std::string upgrade = "Upgrade: websocket|Connection: Upgrade|";
    const auto switched = [](const std::string& lines) {
        return Asked + "<- http HTTP/1.1 101 Go|" + lines + "|\n<- fin";
    };
    addRows({
        {"accept", switched(upgrade + "Sec-WebSocket-Accept: AAAA|"), AcceptMismatch,
         "expected s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "cache or proxy"},
        {"no Upgrade", switched(key + "Connection: Upgrade|"), UpgradeMissing, "no Upgrade header",
         "proxy"},
        {"Connection", switched(key + "Upgrade: websocket|Connection: keep-alive|"),
         ConnectionMissing, "keep-alive", "proxy"},
        {"subprotocol", switched(key + upgrade + "Sec-WebSocket-Protocol: mqtt|"),
         SubprotocolNotOffered, "mqtt", "Offer the subprotocol"},
        {"extension", switched(key + upgrade + "Sec-WebSocket-Extensions: x-zip|"),
         ExtensionNotOffered, "x-zip", "RFC 6455 9.1"},
    });
}

void TestDiagnosis::cause()
{
    QFETCH(QString, script);
    QFETCH(QString, said);
    QFETCH(QString, advice);
    const auto diagnosis = timeline::diagnose(connectionOf(script.toStdString()));
    QVERIFY(diagnosis);
    QVERIFY2(QString::fromStdString(diagnosis->sentence).contains(said),
             diagnosis->sentence.c_str());
    QTEST(int(diagnosis->cause), "cause");
    QVERIFY2(QString::fromStdString(diagnosis->advice).contains(advice), diagnosis->advice.c_str());
}

void TestDiagnosis::everyCauseHasWords()
{
    for (int i = 0; i <= int(FailureCause::Other); ++i) {
        const auto cause = static_cast<FailureCause>(i);
        const timeline::CauseWords& words = timeline::wordsOf(cause);
        QCOMPARE(int(words.cause), i);
        QVERIFY(cause >= FailureCause::GivenUp || words.advice.ends_with('.'));
    }
}

void TestDiagnosis::whatOpenedHasNone()
{
    QVERIFY(!timeline::diagnose(connectionOf(Asked + "<- 101\n<- rst")));
    QVERIFY(!timeline::diagnose(connectionOf(Asked)));
}

/// A reset that follows a refusal says nothing new.
void TestDiagnosis::theFirstErrorCounts()
{
    const auto diagnosis = timeline::diagnose(
        connectionOf(Asked + "<- http HTTP/1.1 404 No|Content-Length: 0||\n<- rst"));
    QVERIFY(diagnosis);
    QCOMPARE(int(diagnosis->cause), int(FailureCause::NotFound));
}

void TestDiagnosis::findings_data()
{
    QTest::addColumn<QString>("response");
    QTest::addColumn<QString>("found"); // what: received, expected; …
    const QString key = QStringLiteral("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|");
    const QString upgrade = QStringLiteral("Upgrade: websocket|Connection: Upgrade|");
    QTest::newRow("all there") << "HTTP/1.1 101 Go|" + key + upgrade + "|" << QString();
    QTest::newRow("status") << "HTTP/1.1 403 No|Content-Length: 0||"
                            << "Status: 403 No, expected 101; ";
    QTest::newRow("version") << "HTTP/1.0 200 OK|Content-Length: 0||"
                             << "HTTP version: HTTP/1.0, expected HTTP/1.1; "
                                "Status: 200 OK, expected 101; ";
    QTest::newRow("headers")
        << "HTTP/1.1 101 Go|Connection: close|Sec-WebSocket-Accept: x|Sec-WebSocket-Protocol: a||"
        << "Upgrade: missing, expected websocket; "
           "Connection: close, expected a list with Upgrade; "
           "Sec-WebSocket-Accept: x, expected s3pPLMBiTxaQ9kYGzzhZRbK+xOo=; "
           "Sec-WebSocket-Protocol: a, expected none, as none was offered; ";
    QTest::newRow("extension")
        << "HTTP/1.1 101 Go|" + key + upgrade + "Sec-WebSocket-Extensions: x; y=1||"
        << "Sec-WebSocket-Extensions: x; y=1, expected none, as none was offered; ";
}

void TestDiagnosis::findings()
{
    QFETCH(QString, response);
    QFETCH(QString, found);
    const auto info = connectionOf(Asked + "<- http " + response.toStdString() + "\n<- fin");
    std::string text;
    for (const HandshakeFinding& finding :
         timeline::findingsOf(*info.request, *info.response, info.handshake)) {
        text.append(finding.what).append(": ").append(finding.received.value_or("missing"));
        text.append(", expected ").append(finding.expected).append("; ");
        QVERIFY(finding.section.starts_with("RFC "));
    }
    QCOMPARE(QString::fromStdString(text), found);
}

FRAMESCOPE_TEST(TestDiagnosis)

} // namespace tst_diagnosis

#include "tst_diagnosis.moc"
