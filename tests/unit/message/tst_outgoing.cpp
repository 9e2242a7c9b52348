// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/outgoing.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_outgoing {

using namespace framescope;
using namespace framescope::message;

class TestOutgoing : public QObject
{
    Q_OBJECT

private slots:
    void closes_data();
    void closes();
    void texts();
    void controlFrames();
    void frames();
    void dataGoesThroughQWebSocket();
    void hex();
};

QString mistakeOf(const Outgoing& outgoing)
{
    const auto checked = check(outgoing);
    return checked ? QString() : QString::fromStdString(checked.error().message());
}

void TestOutgoing::closes_data()
{
    QTest::addColumn<int>("code"); // 0: none
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("mistake"); // a part of it; empty: none
    const auto row = [](const char* name, int code, const QString& reason, const char* mistake) {
        QTest::newRow(name) << code << reason << QString(mistake);
    };
    row("code", 1000, {}, "");
    row("restart", 1012, {}, "");
    row("private", 4999, "done: all", "");
    row("no code", 0, {}, "");
    row("a reason alone", 0, "bye", "a reason can't be sent without a code");
    row("never on the wire", 1006, {}, "code 1006 is not allowed in a Close frame");
    row("no status", 1005, {}, "code 1005 is not allowed in a Close frame");
    row("unused", 999, {}, "code 999 is not allowed in a Close frame");
    row("beyond", 5000, {}, "code 5000 is not allowed in a Close frame");
    row("longest reason", 1000, QString(123, 'x'), "");
    row("longest reason, two bytes each", 1000, QString(61, QChar(0xE4)), "");
    row("reason too long", 1000, QString(124, 'x'),
        "the reason has 124 bytes, 1 more than a Close frame can carry");
    row("too long in UTF-8", 1000, QString(62, QChar(0xE4)), "the reason has 124 bytes");
    row("no UTF-8", 1000, QString(QChar(0xD800)), "the text can't be written in UTF-8");
}

void TestOutgoing::closes()
{
    QFETCH(int, code);
    QFETCH(QString, reason);
    QFETCH(QString, mistake);
    Close close{{}, reason};
    if (code != 0) {
        close.code = static_cast<std::uint16_t>(code);
    }
    QCOMPARE(mistakeOf(close).isEmpty(), mistake.isEmpty());
    QVERIFY2(mistakeOf(close).contains(mistake), qPrintable(mistakeOf(close)));
}

void TestOutgoing::texts()
{
    QCOMPARE(check(Text{QString::fromUtf8("a\u00e4\u20ac\U0001F600")}).value(), 10u);
    QCOMPARE(mistakeOf(Text{QStringLiteral("ab") + QChar(0xDC00)}),
             QStringLiteral("character 3: the text can't be written in UTF-8 (it has one half of a "
                            "surrogate pair)"));
    QCOMPARE(check(Json{QStringLiteral("{\"a\":[1]}")}).value(), 9u);
    QVERIFY(mistakeOf(Json{QStringLiteral("[1,]")}).startsWith(QLatin1String("byte 4: ")));
    QCOMPARE(check(Binary{QByteArray(5, '\0')}).value(), 5u);
}

void TestOutgoing::controlFrames()
{
    QCOMPARE(mistakeOf(Ping{QByteArray(125, 'x')}), QString());
    QCOMPARE(mistakeOf(Ping{QByteArray(126, 'x')}),
             QStringLiteral("the payload has 126 bytes, 1 more than a ping can carry"));
    QCOMPARE(mistakeOf(Pong{QByteArray(127, 'x')}),
             QStringLiteral("the payload has 127 bytes, 2 more than a pong can carry"));
}

void TestOutgoing::frames()
{
    const auto unmasked = [](const Outgoing& outgoing) {
        const Bytes frame = frameOf(outgoing);
        QByteArray bytes(reinterpret_cast<const char*>(frame.data()), qsizetype(frame.size()));
        for (qsizetype i = 6; i < bytes.size(); ++i) {
            bytes[i] = char(bytes[i] ^ bytes[2 + (i - 6) % 4]);
        }
        return bytes.left(2).toHex() + ' ' + bytes.mid(6).toHex();
    };
    QCOMPARE(unmasked(Ping{"ab"}), QByteArray("8982 6162"));
    QCOMPARE(unmasked(Pong{}), QByteArray("8a80 "));
    QCOMPARE(unmasked(Close{1000, QStringLiteral("x")}), QByteArray("8883 03e878"));
    QCOMPARE(unmasked(Close{}), QByteArray("8880 "));
    QCOMPARE(frameOf(Raw{"raw"}), (Bytes{'r', 'a', 'w'}));
}

void TestOutgoing::dataGoesThroughQWebSocket()
{
    const auto sent = [](const Outgoing& outgoing, const decltype(Data::content)& content) {
        const auto data = dataOf(outgoing);
        return data && data->content == content;
    };
    QVERIFY(sent(Text{"a"}, QString("a")));
    QVERIFY(sent(Json{"1"}, QString("1")));
    QVERIFY(sent(Binary{"b"}, QByteArray("b")));
    QVERIFY(!dataOf(Fragments{Binary{"b"}, 7}) && !dataOf(Stream{}) && !dataOf(Frames{}));
    QCOMPARE(mistakeOf(Fragments{Text{"a"}, 0}),
             QString("a fragment can't have 0 bytes (use 1 or more)"));
    QVERIFY(!mistakeOf(Fragments{Json{"{"}, 1}).isEmpty());
    QVERIFY(!dataOf(Ping{}) && !dataOf(Pong{}) && !dataOf(Close{}) && !dataOf(Raw{"x"}));
}

void TestOutgoing::hex()
{
    QCOMPARE(bytesFromHex("ca fe 01").value(), QByteArray("\xca\xfe\x01"));
    QVERIFY(!bytesFromHex("caf"));
}

FRAMESCOPE_TEST(TestOutgoing)

} // namespace tst_outgoing

#include "tst_outgoing.moc"
