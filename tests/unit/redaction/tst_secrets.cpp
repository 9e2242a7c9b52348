// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction/secrets.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_secrets {

using namespace framescope;
using namespace framescope::redaction;
using namespace framescope::wire;

class SecretsTest : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void credentials_data();
    void credentials();
    void texts_data();
    void texts();
    void addresses_data();
    void addresses();
    void headers_data();
    void headers();
    void rawHeads_data();
    void rawHeads();
    void heads();
};

namespace {

/// The marker, as the rows below write it.
QString spelt(std::string text)
{
    return QString::fromStdString(text).replace(
        QString::fromLatin1(SecretMarker.data(), SecretMarker.size()), QStringLiteral("***"));
}

} // namespace

void SecretsTest::names_data()
{
    QTest::addColumn<bool>("secret");
    for (const char* name : {"Authorization",
                             "proxy-authorization",
                             "COOKIE",
                             "Set-Cookie",
                             "X-Api-Key",
                             "apikey",
                             "api_key",
                             "API.KEY",
                             "token",
                             "access_token",
                             "X-CSRF-Token",
                             "client_secret",
                             "password",
                             "X-Amz-Signature",
                             "sid",
                             "sessionId",
                             "key",
                             "auth",
                             "id_token",
                             "jwt",
                             "Cookie ",
                             "Authorization\x01",
                             "Authentication",
                             "token[]",
                             "token[0]",
                             "user[password]",
                             "token[value]",
                             "Cookie2",
                             "token\xff"}) {
        QTest::newRow(name) << true;
    }
    for (const char* name :
         {"", "Host", "code", "Sec-WebSocket-Key", "Sec-WebSocket-Accept", "Origin", "tokens-left",
          "keyboard", "inside", "author", "WWW-Authenticate", "after", "room", "monkey"}) {
        QTest::newRow(name) << false;
    }
}

void SecretsTest::names()
{
    QFETCH(bool, secret);
    QCOMPARE(isSecretName(QTest::currentDataTag()), secret);
}

void SecretsTest::credentials_data()
{
    QTest::addColumn<bool>("secret");
    for (const char* token : {"eyJhbGciOiJub25lIn0.e30.", "base64url.bearer.authorization.k8s.io.x",
                              "0123456789abcdef0123456789abcdef"}) {
        QTest::newRow(token) << true;
    }
    for (const char* token :
         {"", "chat", "graphql-transport-ws", "v12.stomp", "wamp.2.msgpack.batched", "eyJustAName",
          "a-very-long-name-of-a-subprotocol-without-digits", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="}) {
        QTest::newRow(token) << false;
    }
}

void SecretsTest::credentials()
{
    QFETCH(bool, secret);
    QCOMPARE(looksLikeCredential(QTest::currentDataTag()), secret);
}

void SecretsTest::texts_data()
{
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* text, const char* clean) { QTest::newRow(text) << clean; };
    row("", "");
    row("wss://example.com/chat?room=7", "wss://example.com/chat?room=7");
    row("wss://me:pass@example.com/", "wss://***@example.com/");
    row("wss://me@example.com", "wss://***@example.com");
    row("wss://a@b@c/x@y", "wss://***@c/x@y");
    row("to wss://me:pass@h/ and wss://you@h/", "to wss://***@h/ and wss://***@h/");
    row("wss://h/?mail=me@h", "wss://h/?mail=me@h");
    row("/x?token=abc", "/x?token=***");
    row("/x?token=", "/x?token=");
    row("/x?token={{token}}&key={{my.key}}", "/x?token={{token}}&key={{my.key}}");
    row("/x?token={{a}}bc{{d}}", "/x?token=***");
    row("/x?a=1&token=abc&b=2", "/x?a=1&token=***&b=2");
    row("/x?a=1;token=abc;b=2", "/x?a=1;token=***");
    row("/x?access%5Ftoken=a%26b", "/x?access%5Ftoken=***");
    row("/x?TOKEN=a'b\"c<d", "/x?TOKEN=***");
    row("/x;token=A?a=1&b=2", "/x;token=***?a=1&b=2");
    row("wss://h/x;token=A;b?token=B", "wss://h/x;token=***?token=***");
    row("/x?a;token=A?a=1", "/x?a;token=***");
    row("token;key=A?a=1", "token;key=***");
    row("/x?token=A?b&c", "/x?token=***&c");
    row("/callback?code=4%2F0AY0e-g7&state=x", "/callback?code=***&state=x");
    row("/callback?CODE=123456", "/callback?CODE=***");
    row("/close?code=4001", "/close?code=4001");
    row("/close?code=4001;reason=x&code=", "/close?code=4001;reason=x&code=");
    row("/x?barcode=abc&code", "/x?barcode=abc&code");
    row("/#access_token=abc", "/#access_token=***");
    row("/x?token=abc#part", "/x?token=***#part");
    row("/x?token=abc is refused", "/x?token=*** is refused");
    row("/x?token=a&token=b&token", "/x?token=***&token=***&token");
    row("/x?redirect=/y?token=abc", "/x?redirect=/y?token=***");
    row("token=abc alone is no parameter", "token=abc alone is no parameter");
    row("/x?%zz=1&%=2", "/x?%zz=1&%=2");
    row("said \"eyJhbGciOiJub25lIn0.e30.\", expected \"chat\"", "said \"***\", expected \"chat\"");
    row("/socket/eyJhbGciOiJub25lIn0.e30.c2ln/x?a=1", "/socket/***/x?a=1");
    row("eyJhbGciOiJub25lIn0.e30.", "***");
    row("/x?t=eyJhbGciOiJub25lIn0.e30.c2ln&a=1", "/x?t=***&a=1");
    row("/heyJhbGciOiJub25lIn0.e30", "/heyJhbGciOiJub25lIn0.e30");
    row("/eyJustAName/eyJ.js", "/eyJustAName/eyJ.js");
    row("/x?token[]=abc&a[]=1", "/x?token[]=***&a[]=1");
    row("/x?token%5B0%5D=abc", "/x?token%5B0%5D=***");
    row("an \"open quote", "an \"open quote");
    row("://", "://");
    row("x://@", "x://@");
}

void SecretsTest::texts()
{
    QFETCH(QString, clean);
    QCOMPARE(spelt(textWithoutSecrets(QTest::currentDataTag())), clean);
    QCOMPARE(spelt(textWithoutSecrets(textWithoutSecrets(QTest::currentDataTag()))), clean);
}

void SecretsTest::addresses_data()
{
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* text, const char* clean) { QTest::newRow(text) << clean; };
    row("", "");
    row("example.com/chat", "example.com/chat");
    row("me:pass@example.com", "***@example.com");
    row("ws://me:pass@example.com/x", "ws://***@example.com/x");
    row("me:pa/ss?#@example.com", "***@example.com");
    row("ws://me:p://@ss@h", "ws://***@h");
    row("@h", "@h");
    row("ws://@h", "ws://@h");
    row("h/?token=abc", "h/?token=***");
}

void SecretsTest::addresses()
{
    QFETCH(QString, clean);
    QCOMPARE(spelt(addressWithoutSecrets(QTest::currentDataTag())), clean);
}

void SecretsTest::headers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* name, const char* value, const char* clean) {
        QTest::addRow("%s: %s", name, value) << name << value << clean;
    };
    row("Host", "me.example.com", "me.example.com");
    row("Host", "me:pass@h:80", "***@h:80");
    row("Authentication", "Bearer abc", "Bearer ***");
    row("X", "a\rAuthorization: Bearer abc", "a\rAuthorization: Bearer ***");
    row("authorization", "Bearer abc", "Bearer ***");
    row("Authorization", "basic bWU6cGFzcw==", "basic ***");
    row("Authorization", "abc", "***");
    row("Authorization", "abc def", "***");
    row("Authorization", "", "");
    row("Proxy-Authorization", "Digest username=\"me\", response=\"x\"", "Digest ***");
    row("Cookie", "a=1; b=2;c=;d", "a=***; b=***;c=***;***");
    row("Cookie", "a=x=y", "a=***");
    row("Set-Cookie", "id=abc; Path=/; HttpOnly", "id=***; Path=/; HttpOnly");
    row("Set-Cookie", "id=abc", "id=***");
    row("X-Api-Key", "abc", "***");
    row("Location", "https://me@h/?token=abc", "https://***@h/?token=***");
    row("Sec-WebSocket-Protocol", "chat, v2.chat", "chat, v2.chat");
    row("Sec-WebSocket-Protocol", "chat,  eyJh.e30.x ,b", "chat,  *** ,b");
    row("Sec-WebSocket-Protocol", "access_token, abc, chat", "access_token, ***, chat");
    row("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==");
}

void SecretsTest::headers()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, clean);
    QCOMPARE(spelt(headerWithoutSecrets(name.toStdString(), value.toStdString())), clean);
}

void SecretsTest::rawHeads_data()
{
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* raw, const char* clean) { QTest::newRow(raw) << clean; };
    row("GET /?token=abc HTTP/1.1\r\nHost: h\r\nCookie:a=1\r\n\r\n",
        "GET /?token=*** HTTP/1.1\r\nHost: h\r\nCookie:a=***\r\n\r\n");
    row("GET / HTTP/1.1\nX-Token \t:  abc\n\n", "GET / HTTP/1.1\nX-Token \t:  ***\n\n");
    row("GET / HTTP/1.1\r\nCookie: a=1;\r\n  b=2\r\nHost: h",
        "GET / HTTP/1.1\r\nCookie: a=***;\r\n  "
        "b=***\r\nHost: h");
    row("GET / HTTP/1.1\r\nSec-WebSocket-Protocol: chat, access_token\r\nHost: h\r\n"
        "Sec-WebSocket-Protocol: abc, more\r\n\r\n",
        "GET / HTTP/1.1\r\nSec-WebSocket-Protocol: chat, access_token\r\nHost: h\r\n"
        "Sec-WebSocket-Protocol: ***, more\r\n\r\n");
    row("GET / HTTP/1.1\r\nSec-WebSocket-Protocol: access_token,\r\n abc\r\n",
        "GET / HTTP/1.1\r\nSec-WebSocket-Protocol: access_token,\r\n ***\r\n");
    row("GET / HTTP/1.1\r\nAuthorization: Bea", "GET / HTTP/1.1\r\nAuthorization: ***");
    row("GET / HTTP/1.1\r\nAuthoriz", "GET / HTTP/1.1\r\nAuthoriz");
    row("GET / HTTP/1.1\r\nAuthorization Bearer abc\r\n def\r\nHost: h\r\n",
        "GET / HTTP/1.1\r\nAuthorization Bearer ***\r\n ***\r\nHost: h\r\n");
    row("GET / HTTP/1.1\r\nAuthorization\x01: Bearer abc\r\n",
        "GET / HTTP/1.1\r\nAuthorization\x01: Bearer ***\r\n");
    row("GET / HTTP/1.1\r\n:Cookie: a=b\r\nX-Token=abc\r\n",
        "GET / HTTP/1.1\r\n:Cookie: a=***\r\nX-Token=***\r\n");
    row("GET / HTTP/1.1\r\n Authorization: Bearer abc\r\n",
        "GET / HTTP/1.1\r\n Authorization: Bearer ***\r\n");
    row("GET / HTTP/1.1\r\nAuthorization Basic bWU:x\r\n",
        "GET / HTTP/1.1\r\nAuthorization Basic ***\r\n");
    row("GET / HTTP/1.1\r\nSec-WebSocket-Protocol token, abc\r\n",
        "GET / HTTP/1.1\r\nSec-WebSocket-Protocol token, ***\r\n");
    row("CONNECT me:pass@h:443 HTTP/1.1\r\nHost: me:pass@h\r\n",
        "CONNECT ***@h:443 HTTP/1.1\r\nHost: ***@h\r\n");
    row("HTTP/1.1 302 Found token=abc\r\n", "HTTP/1.1 302 Found token=***\r\n");
    row("HTTP/1.1 200 OK\rSet-Cookie: a=b\r\n", "HTTP/1.1 200 OK\rSet-Cookie: a=***\r\n");
    row("CONNECT me:pass@h", "CONNECT ***@h");
    row("GET /sid:1 HTTP/1.1\r\n", "GET /sid:1 HTTP/1.1\r\n");
    row("Authorization: Bearer abc\r\n", "Authorization: Bearer ***\r\n");
    row("wss://me:pass@h/", "wss://***@h/");
    row("no head at all", "no head at all");
    row("", "");
}

void SecretsTest::rawHeads()
{
    QFETCH(QString, clean);
    QCOMPARE(spelt(rawHeadWithoutSecrets(QTest::currentDataTag())), clean);
}

void SecretsTest::heads()
{
    HttpHead head;
    head.target = "/?token=abc";
    head.fields = {{"Cookie", "a=1"}, {"", "no name"}, {"Host", "h"}};
    head.raw = "GET /?token=abc HTTP/1.1\r\nCookie: a=1\r\nno name\r\nHost: h\r\n\r\n";
    const HttpHead clean = headWithoutSecrets(head);
    QCOMPARE(spelt(clean.target), QStringLiteral("/?token=***"));
    QCOMPARE(spelt(clean.fields[0].value), QStringLiteral("a=***"));
    QCOMPARE(clean.fields[1], head.fields[1]);
    QVERIFY(!spelt(clean.raw).contains(QLatin1String("abc")));
    head.reason = "Found token=abc";
    QCOMPARE(spelt(headWithoutSecrets(head).reason), QStringLiteral("Found token=***"));
    head.method = "CONNECT";
    head.target = "me:pass@h:443";
    QCOMPARE(spelt(headWithoutSecrets(head).target), QStringLiteral("***@h:443"));
    head.fields = {{"", "Authorization Bearer abc"},
                   {"Cookie\x01", "a=1"},
                   {"Authorization Basic bWU", "x"},
                   {"two words", "x"}};
    QCOMPARE(spelt(headWithoutSecrets(head).fields[0].value),
             QStringLiteral("Authorization Bearer ***"));
    QCOMPARE(spelt(headWithoutSecrets(head).fields[1].value), QStringLiteral("a=***"));
    QCOMPARE(spelt(headWithoutSecrets(head).fields[2].name),
             QStringLiteral("Authorization Basic ***"));
    QCOMPARE(spelt(headWithoutSecrets(head).fields[2].value), QStringLiteral("***"));
    QCOMPARE(headWithoutSecrets(head).fields[3], head.fields[3]);
    head.fields = {{"Sec-WebSocket-Protocol", "access_token"},
                   {"Host", "h"},
                   {"sec-websocket-protocol", "abc, chat"}};
    QCOMPARE(spelt(headWithoutSecrets(head).fields[2].value), QStringLiteral("***, chat"));
}

FRAMESCOPE_TEST(SecretsTest)

} // namespace tst_secrets

#include "tst_secrets.moc"
