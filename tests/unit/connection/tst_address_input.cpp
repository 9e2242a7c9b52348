// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/address_input.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_address_input {

using namespace framescope;
using namespace framescope::connection;

class TestAddressInput : public QObject
{
    Q_OBJECT

private slots:
    void understood_data();
    void understood();
    void resources_data();
    void resources();
    void refused_data();
    void refused();
    void withoutSecrets_data();
    void withoutSecrets();
};

void TestAddressInput::understood_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("url");
    const auto row = [](const char* name, const char* input, const char* url) {
        QTest::newRow(name) << QString::fromUtf8(input) << QString::fromUtf8(url);
    };
    row("ws", "ws://example.com/a?b=c", "ws://example.com/a?b=c");
    row("wss", "wss://example.com", "wss://example.com");
    row("white space around", "  ws://example.com/ ", "ws://example.com/");
    row("no scheme", "example.com/chat", "wss://example.com/chat");
    row("no scheme, a port", "example.com:8080/chat", "wss://example.com:8080/chat");
    row("no scheme, a URL in the query", "example.com/?u=ws://x", "wss://example.com/?u=ws://x");
    row("this machine", "localhost:9001", "ws://localhost:9001");
    row("this machine's address", "127.0.0.1:9001/x", "ws://127.0.0.1:9001/x");
    row("this machine, IPv6", "[::1]:9001", "ws://[::1]:9001");
    row("http", "http://example.com/", "ws://example.com/");
    row("https", "https://example.com/", "wss://example.com/");
    row("upper case", "WSS://Example.com/A", "wss://example.com/A");
    row("a host called ws", "ws:8080/chat", "wss://ws:8080/chat");
    row("a host called ws, a path", "ws/chat", "wss://ws/chat");
    row("user info without a scheme", "me:secret@localhost", "ws://me:secret@localhost");
    row("an empty part of a path", "example.com//chat", "wss://example.com//chat");
    row("user info", "ws://me:p%40ss@example.com/", "ws://me:p%40ss@example.com/");
    row("an empty port", "ws://example.com:/chat", "ws://example.com/chat");
    row("a host called ws, an at sign", "ws:8080/@me", "wss://ws:8080/@me");
}

void TestAddressInput::understood()
{
    QFETCH(QString, input);
    const auto address = addressFromInput(input);
    QVERIFY2(address.has_value(), address ? "" : address.error().message().c_str());
    QTEST(address->url.toString(), "url");
}

void TestAddressInput::resources_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("resource");
    const auto row = [](const char* name, const char* typed, const char* resource) {
        QTest::newRow(name) << QStringLiteral("ws://h") + QString::fromUtf8(typed)
                            << QString::fromUtf8(resource);
    };
    row("nothing", "", "/");
    row("a query alone", "?a", "/?a");
    row("an empty query", "/?", "/?");
    row("an escaped letter", "/%41%7e", "/%41%7e");
    row("the case of digits", "/%2f%2F?%c3%BC", "/%2f%2F?%c3%BC");
    row("the case of letters", "/AbC?DeF", "/AbC?DeF");
    row("a blank that is escaped", "/a%20b?c+d%20e", "/a%20b?c+d%20e");
    row("a blank", "/a b?c d", "/a%20b?c%20d");
    row("dots", "/a/../b/./c//d", "/a/../b/./c//d");
    row("all that may stand", "/-._~!$&'()*+,;=:@/?-._~!$&'()*+,;=:@/?",
        "/-._~!$&'()*+,;=:@/?-._~!$&'()*+,;=:@/?");
    row("brackets", "/?filter[name]=1", "/?filter[name]=1");
    row("what may not", "/\"<>\\^`{|}", "/%22%3C%3E%5C%5E%60%7B%7C%7D");
    row("other letters", "/\u00fc?\U0001F600", "/%C3%BC?%F0%9F%98%80");
    row("a byte order mark", "/a\ufeffb", "/a%EF%BB%BFb");
}

void TestAddressInput::resources()
{
    QFETCH(QString, input);
    const auto address = addressFromInput(input);
    QVERIFY2(address.has_value(), address ? "" : address.error().message().c_str());
    QTEST(QString::fromStdString(address->resource), "resource");
}

void TestAddressInput::refused_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("wrong");
    const auto row = [](const char* name, const char* input, const char* wrong) {
        QTest::newRow(name) << QString::fromUtf8(input) << QString::fromUtf8(wrong);
    };
    row("nothing", "", "");
    row("white space", "   ", "   ");
    row("another scheme", "ftp://example.com", "ftp");
    row("no host", "ws:///path", "");
    row("no URL", "ws://exa mple.com", "exa mple.com");
    row("port too high", "ws://example.com:70000/", "example.com:70000");
    row("port 0", "ws://example.com:0/", "example.com:0");
    row("words", "hello there", "hello there");
    row("no escape", "ws://h/a%zzb", "%zz");
    row("half an escape", "ws://h/a?b=%4", "%4");
    row("a percent sign at the end", "  ws://h/100%", "%");
    row("no escape in the user info", "ws://me:%xy@h/", "%xy");
    row("a fragment", "ws://h/a#b", "#b");
    row("a secret that was not kept", "ws://h/?token=***removed***", "***removed***");
    row("one slash", "ws:/me:secret@h", ":/");
    row("no slash", "ws:me:secret@h", ":");
    row("no slash, no user", "WSS:h", ":");
    row("no colon", "http//me:secret@h", "//");
    row("no colon, no user", "https//h/x", "//");
    row("three slashes", "wss:///me:secret@h", "");
    row("another scheme, one slash", "  htp:/me:secret@h", ":/");
    row("another scheme, no colon", "htp//me:secret@h", "//");
    row("another mark", "ws;//me:secret@h", "//");
    row("a scheme alone", "ws:", ":");
    row("a scheme twice", " ws://ws://me:secret@h", "ws://");
    row("two schemes", "wss://http://me:secret@h", "http://");
    row("a question mark for a colon", "h?//me:secret@h", "?//");
    row("a port for slashes", "ws:80/me:secret@h", ":");
    row("a line break", "ws://h/a\nb", "\n");
}

/// The place is the one in what was typed.
void TestAddressInput::refused()
{
    QFETCH(QString, input);
    const auto address = addressFromInput(input);
    QVERIFY(!address.has_value());
    QVERIFY(!address.error().what.empty());
    QVERIFY(!QString::fromStdString(address.error().message()).contains("secret@"));
    QTEST(input.mid(address.error().at, address.error().length), "wrong");
}

void TestAddressInput::withoutSecrets_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char* name, const char* input, const char* kept) {
        QTest::newRow(name) << QString::fromUtf8(input) << QString::fromUtf8(kept);
    };
    row("nothing secret", "ws://h/a%20b?c=d", "ws://h/a%20b?c=d");
    row("user info", "ws://me:secret@h/", "ws://h/");
    row("user info without a scheme", "me:secret@h/a", "h/a");
    row("an at sign in the path", "ws://h/@me", "ws://h/@me");
    row("a token", "wss://h/?access_token=abc&x=1", "wss://h/?access_token=***removed***&x=1");
    row("a token without a scheme", "h/?room=1&sig=abc", "h/?room=1&sig=***removed***");
}

void TestAddressInput::withoutSecrets()
{
    QFETCH(QString, input);
    QTEST(addressForHistory(input), "kept");
}

FRAMESCOPE_TEST(TestAddressInput)

} // namespace tst_address_input

#include "tst_address_input.moc"
