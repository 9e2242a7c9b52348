// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake_heads.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_handshake_extensions {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::wire;

namespace {

std::string pictureOf(const std::vector<Extension>& extensions)
{
    std::string text;
    for (const Extension& extension : extensions) {
        text += (text.empty() ? "" : ",") + extension.name;
        for (const Extension::Parameter& parameter : extension.parameters) {
            text += ';' + parameter.name + (parameter.value ? "=" + *parameter.value : "");
        }
    }
    return text;
}

std::string pictureOf(const std::optional<DeflateParameters>& parameters)
{
    return parameters ? formatDeflate(*parameters) : "none";
}

Extension extension(const QByteArray& text)
{
    const auto extensions = parseExtensions(text.toStdString());
    return extensions.empty() ? Extension{} : extensions.front();
}

} // namespace

class HandshakeExtensionsTest : public QObject
{
    Q_OBJECT

private slots:
    void parsesExtensions_data();
    void parsesExtensions();
    void deflateAnswers_data();
    void deflateAnswers();
    void deflateOffers_data();
    void deflateOffers();
    void ourOfferCanBeAnswered();
    void formatsDeflate();
};

void HandshakeExtensionsTest::parsesExtensions_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("picture");
    const auto row = [](const char* name, QByteArray value, QByteArray picture) {
        QTest::newRow(name) << value << picture;
    };
    row("nothing", "", "");
    row("name", "foo", "foo");
    row("parameters", "foo; a; b=1", "foo;a;b=1");
    row("several", "foo,bar; a, baz", "foo,bar;a,baz");
    row("white space", " foo\t; a = 1 ;b , bar", "foo;a=1;b,bar");
    row("quoted", R"(foo; a="10")", "foo;a=10");
    row("quoted with an escape", R"(foo; a="1\0")", "foo;a=10");
    row("quoted, white space after it", R"(foo; a="10" ; b)", "foo;a=10;b");
    row("the same twice", "foo; a; a", "foo;a;a");
    row("empty elements", ",, foo,,", "foo");
    row("no name", "; a, bar", "bar");
    row("no parameter", "foo;, bar", "bar");
    row("no parameter name", "foo; =1, bar", "bar");
    row("no value", "foo; a=, bar", "bar");
    row("two names", "foo foo, bar", "bar");
    row("two values", "foo; a=1 2, bar", "bar");
    row("not a token", "f{o, bar", "bar");
    row("quoted, not a token", R"(foo; a="1 2", bar)", "bar");
    row("quoted comma", R"(foo; a="1,2", bar)", "bar");
    row("quoted, empty", R"(foo; a="", bar)", "bar");
    row("quote left open", R"(bar, foo; a="10)", "bar");
    row("something behind quotes", R"(foo; a="10"x, bar)", "bar");
    row("quoted name", R"("foo", bar)", "bar");
}

void HandshakeExtensionsTest::parsesExtensions()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, picture);
    QCOMPARE(QByteArray::fromStdString(pictureOf(parseExtensions(value.toStdString()))), picture);
}

void HandshakeExtensionsTest::deflateAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("picture");
    const auto valid = [](const char* name, QByteArray parameters, QByteArray picture) {
        QTest::newRow(name) << "permessage-deflate" + parameters << "permessage-deflate" + picture;
    };
    const auto invalid = [](const char* name, QByteArray parameters) {
        QTest::newRow(name) << "permessage-deflate" + parameters << QByteArray("none");
    };
    valid("plain", "", "");
    valid("server no takeover", "; server_no_context_takeover", "; server_no_context_takeover");
    valid("client no takeover", "; client_no_context_takeover", "; client_no_context_takeover");
    valid("8 bits", "; server_max_window_bits=8; client_max_window_bits=8",
          "; server_max_window_bits=8; client_max_window_bits=8");
    valid("9 and 10 bits", "; server_max_window_bits=9; client_max_window_bits=10",
          "; server_max_window_bits=9; client_max_window_bits=10");
    valid("15 bits", "; client_max_window_bits=15; server_max_window_bits=15", "");
    valid("quoted", R"(; server_max_window_bits="12")", "; server_max_window_bits=12");
    valid("all",
          "; client_max_window_bits=14; server_max_window_bits=13; client_no_context_takeover; "
          "server_no_context_takeover",
          "; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=13; "
          "client_max_window_bits=14");
    invalid("unknown parameter", "; foo");
    invalid("parameter in another case", "; Server_no_context_takeover");
    invalid("takeover with a value", "; server_no_context_takeover=1");
    invalid("client takeover with a value", "; client_no_context_takeover=true");
    invalid("server bits without a value", "; server_max_window_bits");
    invalid("client bits without a value", "; client_max_window_bits");
    invalid("7 bits", "; server_max_window_bits=7");
    invalid("16 bits", "; client_max_window_bits=16");
    invalid("0 bits", "; client_max_window_bits=0");
    invalid("leading zero", "; server_max_window_bits=08");
    invalid("leading zeros", "; server_max_window_bits=010");
    invalid("sign", "; server_max_window_bits=+9");
    invalid("not a number", "; server_max_window_bits=1x");
    invalid("fraction", "; server_max_window_bits=9.0");
    invalid("huge", "; server_max_window_bits=99999999999999999999");
    invalid("server bits twice", "; server_max_window_bits=9; server_max_window_bits=9");
    invalid("client bits twice", "; client_max_window_bits=9; client_max_window_bits=10");
    invalid("takeover twice", "; server_no_context_takeover; server_no_context_takeover");
    invalid("client takeover twice", "; client_no_context_takeover; client_no_context_takeover");
    QTest::newRow("another extension")
        << QByteArray("x-webkit-deflate-frame") << QByteArray("none");
}

void HandshakeExtensionsTest::deflateAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, picture);
    QCOMPARE(QByteArray::fromStdString(pictureOf(parseDeflateAnswer(extension(answer)))), picture);
}

void HandshakeExtensionsTest::deflateOffers_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char* name, QByteArray parameters, QByteArray answer) {
        QTest::newRow(name) << "permessage-deflate" + parameters
                            << (answer == "none" ? answer : "permessage-deflate" + answer);
    };
    row("plain", "", "");
    row("client bits without a value", "; client_max_window_bits", "");
    row("client bits", "; client_max_window_bits=10", "; client_max_window_bits=10");
    row("server bits", "; server_max_window_bits=8", "; server_max_window_bits=8");
    row("server bits without a value", "; server_max_window_bits", "none");
    row("no takeover", "; server_no_context_takeover; client_no_context_takeover",
        "; server_no_context_takeover; client_no_context_takeover");
    row("unknown parameter", "; foo=1", "none");
    row("client bits twice", "; client_max_window_bits; client_max_window_bits", "none");
    row("bits out of range", "; client_max_window_bits=7", "none");
    QTest::newRow("another extension") << QByteArray("x-foo") << QByteArray("none");
}

void HandshakeExtensionsTest::deflateOffers()
{
    QFETCH(QByteArray, offer);
    QFETCH(QByteArray, answer);
    QCOMPARE(QByteArray::fromStdString(pictureOf(answerDeflateOffer(extension(offer)))), answer);
    if (answer != "none") {
        const std::string name = "Sec-WebSocket-Extensions: ";
        const auto outcome = checkHandshake(request(name + offer.toStdString() + "\r\n"),
                                            response(name + answer.toStdString() + "\r\n"));
        QVERIFY(outcome.opened);
        QCOMPARE(pictureOf(outcome.deflate), answer.toStdString());
    }
}

void HandshakeExtensionsTest::ourOfferCanBeAnswered()
{
    const std::string offer = "permessage-deflate; client_max_window_bits";
    const auto offers = parseExtensions(offer);
    QCOMPARE(offers.size(), std::size_t{1});
    QVERIFY(answerDeflateOffer(offers.front()));
    const auto outcome = checkHandshake(
        request("Sec-WebSocket-Extensions: " + offer + "\r\n"),
        response("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
                 "client_no_context_takeover; server_max_window_bits=8; "
                 "client_max_window_bits=8\r\n"));
    QVERIFY(outcome.opened);
    QVERIFY(outcome.deflate);
}

void HandshakeExtensionsTest::formatsDeflate()
{
    QCOMPARE(formatDeflate({}), std::string("permessage-deflate"));
    for (int server = 8; server <= 15; ++server) {
        for (int client = 8; client <= 15; ++client) {
            for (const bool noContext : {false, true}) {
                const DeflateParameters parameters{noContext, !noContext, server, client};
                const auto again = parseExtensions(formatDeflate(parameters));
                QCOMPARE(again.size(), std::size_t{1});
                QVERIFY(parseDeflateAnswer(again.front()) == parameters);
            }
        }
    }
}

FRAMESCOPE_TEST(HandshakeExtensionsTest)

} // namespace tst_handshake_extensions

#include "tst_handshake_extensions.moc"
