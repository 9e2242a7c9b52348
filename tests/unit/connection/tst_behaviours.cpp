// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/behaviours.h"
#include "connection/connection_options.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_behaviours {

using namespace framescope;
using namespace framescope::connection;
using namespace std::chrono_literals;

namespace {

QStringList textsOf(const Behaviours& behaviours)
{
    QStringList texts;
    for (const std::string& text : textOf(behaviours)) {
        texts.append(QString::fromStdString(text));
    }
    return texts;
}

} // namespace

class TestBehaviours : public QObject
{
    Q_OBJECT

private slots:
    void read_data();
    void read();
    void mistakes_data();
    void mistakes();
    void misdeeds_data();
    void misdeeds();
    void namesAreTold();
    void checked();
};

/// What is set, and what is written of it.
void TestBehaviours::read_data()
{
    QTest::addColumn<QStringList>("set");
    QTest::addColumn<QStringList>("written");
    const auto same = [](const QStringList& texts) {
        QTest::newRow(qPrintable(texts.join(' '))) << texts << texts;
    };
    const auto other = [](const QStringList& texts, const QStringList& written) {
        QTest::newRow(qPrintable(texts.join(' '))) << texts << written;
    };
    same({});
    same({"pong=off"});
    same({"pong=wrong"});
    same({"pong=late:500ms"});
    same({"pong=late:2s", "pong=wrong"});
    same({"pong=late:2s", "pong=off"});
    same({"close-reply=code:4000"});
    same({"close-reply=code:0"});
    same({"close-reply=late:2s", "close-reply=empty"});
    same({"close-reply=none"});
    same({"after-close=wait:5s"});
    same({"after-close=fin"});
    same({"after-close=rst"});
    same({"after-close=wait:1500ms", "after-close=half"});
    same({"after-close=go-on"});
    same({"pieces=7"});
    same({"pieces=7/5ms", "mask=none"});
    same({"mask=key:01020304"});
    same({"mask=key:00000000"});
    other({"pong=off", "pong=on"}, {});
    other({"pong=off", "pong=late:1s"}, {"pong=late:1s"});
    other({"pong=late:1.5s"}, {"pong=late:1500ms"});
    other({"pong=late:0ms"}, {});
    other({"close-reply=none", "close-reply=echo"}, {});
    other({"after-close=wait:5s", "after-close=wait"}, {});
    other({"after-close=fin", "after-close=wait:5s"}, {"after-close=wait:5s"});
    other({"pieces=7/5ms", "pieces=off"}, {});
    other({"mask=none", "mask=random"}, {});
    other({"mask=key:CAFE0102"}, {"mask=key:cafe0102"});
}

void TestBehaviours::read()
{
    QFETCH(QStringList, set);
    QFETCH(QStringList, written);
    Behaviours behaviours;
    for (const QString& text : set) {
        const auto done = setBehaviour(behaviours, text.toStdString());
        QVERIFY2(done, done ? "" : done.error().message().c_str());
    }
    QCOMPARE(textsOf(behaviours), written);
    Behaviours again;
    for (const QString& text : written) {
        QVERIFY(setBehaviour(again, text.toStdString()));
    }
    QCOMPARE(textsOf(again), written);
}

void TestBehaviours::mistakes_data()
{
    QTest::addColumn<QString>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(text) << QString(message);
    };
    const char* names = "write NAME=VALUE; the names are pong, close-reply, after-close, pieces, "
                        "mask, read and cut";
    row("", qPrintable(QString("\"\" is not a behaviour (%1)").arg(names)));
    row("pong", qPrintable(QString("\"pong\" is not a behaviour (%1)").arg(names)));
    row("ping=off", qPrintable(QString("\"ping=off\" is not a behaviour (%1)").arg(names)));
    row("pong=", "pong: \"\" is not understood (write on, off, late:500ms or wrong)");
    row("pong=late", "pong: \"late\" is not understood (write on, off, late:500ms or wrong)");
    for (const char* time : {"", "5", "-5s", "5m", "inf s", "nans", "1e9s", "25h", "s", "5s "}) {
        QTest::newRow(qPrintable(QString("pong=late:%1").arg(time)))
            << QString("pong: \"%1\" is not a time (write 500ms or 2s, at most 24 hours)")
                   .arg(time);
    }
    row("close-reply=code:65536", "close-reply: \"65536\" is not a number that can be used");
    row("close-reply=code:x", "close-reply: \"x\" is not a number that can be used");
    row("close-reply=code", "close-reply: \"code\" is not understood (write echo, code:4000, "
                            "empty, none or late:2s)");
    row("after-close=wait:0s",
        "after-close: \"0s\" is not a time (write 500ms or 2s, at most 24 hours)");
    row("after-close=fin:2", "after-close: \"fin:2\" is not understood (write wait, wait:5s, fin, "
                             "rst, half or go-on)");
    row("pieces=0", "pieces: \"0\" is not understood (write 7, 7/5ms or off)");
    row("pieces=-1", "pieces: \"-1\" is not understood (write 7, 7/5ms or off)");
    row("pieces=7/", "pieces: \"\" is not a time (write 500ms or 2s, at most 24 hours)");
    row("mask=key:010203",
        "mask: \"010203\" is not a masking key (write 4 bytes in hex, such as 01020304)");
    row("mask=zero", "mask: \"zero\" is not understood (write random, none or key:01020304)");
}

void TestBehaviours::mistakes()
{
    QFETCH(QString, message);
    Behaviours behaviours;
    const auto done = setBehaviour(behaviours, QTest::currentDataTag());
    QVERIFY(!done);
    QCOMPARE(QString::fromStdString(done.error().message()), message);
    QVERIFY(behaviours == Behaviours());
}

void TestBehaviours::misdeeds_data()
{
    QTest::addColumn<int>("kind"); // -1: no misdeed, -2: a mistake
    QTest::addColumn<int>("time");
    QTest::newRow("read=stop:3s") << int(Misdeed::Kind::StopReading) << 3000;
    QTest::newRow("cut=fin") << int(Misdeed::Kind::Fin) << 0;
    QTest::newRow("cut=rst") << int(Misdeed::Kind::Reset) << 0;
    QTest::newRow("cut=fin-in-frame") << int(Misdeed::Kind::FinInFrame) << 0;
    QTest::newRow("cut=rst-in-frame") << int(Misdeed::Kind::ResetInFrame) << 0;
    QTest::newRow("pong=off") << -1 << 0;
    QTest::newRow("") << -1 << 0;
    for (const char* text : {"read", "read=stop", "read=stop:", "read=stop:0s", "read=on", "cut",
                             "cut=", "cut=rst:1s", "cut=RST"}) {
        QTest::newRow(text) << -2 << 0;
    }
}

void TestBehaviours::misdeeds()
{
    QFETCH(int, kind);
    QFETCH(int, time);
    const auto misdeed = misdeedFrom(QTest::currentDataTag());
    QCOMPARE(misdeed.has_value(), kind != -2);
    if (!misdeed) {
        QVERIFY(misdeed.error().where == "read" || misdeed.error().where == "cut");
        return;
    }
    QCOMPARE(misdeed->has_value(), kind >= 0);
    if (kind >= 0) {
        QCOMPARE(int((*misdeed)->kind), kind);
        QCOMPARE((*misdeed)->time, std::chrono::milliseconds(time));
    }
}

/// Values that no text gives are found where options are checked.
/// Whether the value is understood does not matter.
void TestBehaviours::namesAreTold()
{
    QVERIFY(isBehaviour("pong=off") && isBehaviour("mask") && isBehaviour("pieces=what"));
    QVERIFY(!isBehaviour("cut=rst") && !isBehaviour("read=stop:3s") && !isBehaviour(""));
}

void TestBehaviours::checked()
{
    ConnectionOptions options;
    options.keepAlive = 100ms;
    QVERIFY(check(options));
    for (const auto time : {99ms, 1ms, -1ms}) {
        options.keepAlive = time;
        QVERIFY(!check(options));
        QCOMPARE(check(options).error().where, std::string("keep-alive"));
    }
    options.keepAlive = 0ms;
    options.behaviours.closeWait = 0ms;
    QCOMPARE(check(options).error().where, std::string("after-close"));
    options.behaviours.closeWait = 1ms;
    options.behaviours.piecePause = 5ms;
    QCOMPARE(check(options).error().where, std::string("pieces"));
    options.behaviours.pieceSize = 7;
    QVERIFY(check(options));
}

FRAMESCOPE_TEST(TestBehaviours)

} // namespace tst_behaviours

#include "tst_behaviours.moc"
