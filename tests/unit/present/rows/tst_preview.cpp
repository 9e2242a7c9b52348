// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/preview.h"
#include "present/words/life_cycle_text.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_preview {

using namespace framescope;
using namespace framescope::present;

class TestPreview : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void binary_data();
    void binary();
    void closeTexts();
    void events_data();
    void events();
    void notesSayTheirNewestText();
    void tellsWhatDamageLeaves();
    void manyFragmentsAreNotCheap();
    void longPayloadIsReadInPart();
};

void TestPreview::text_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("more");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << QByteArray() << false << "";
    QTest::newRow("plain") << QByteArray("hello") << false << "hello";
    QTest::newRow("more") << QByteArray("hello") << true << "hello…";
    QTest::newRow("line breaks") << QByteArray("a\r\nb\tc") << false << "a\\r\\nb\\tc";
    QTest::newRow("NUL and DEL") << QByteArray("a\0\x7f", 3) << false << "a\\x00\\x7f";
    QTest::newRow("bad UTF-8") << QByteArray("a\xff") << false << QStringLiteral("a\uFFFD");
    QTest::newRow("two bytes cut") << QByteArray("a\xc3") << true << "a…";
    QTest::newRow("four bytes cut") << QByteArray("a\xf0\x9f\x98") << true << "a…";
    QTest::newRow("four bytes whole") << QByteArray("a\xf0\x9f\x98\x80") << true << "a😀…";
    QTest::newRow("right-to-left override") << QByteArray("a\xe2\x80\xae") << false << "a\\u202e";
    QTest::newRow("byte order mark first") << QByteArray("\xef\xbb\xbfx") << false << "\\ufeffx";
    QTest::newRow("no width") << QByteArray("a\xe2\x80\x8b") << false << "a\\u200b";
    QTest::newRow("C1 control") << QByteArray("\xc2\x9b") << false << "\\u009b";
    QTest::newRow("tag") << QByteArray("\xf3\xa0\x81\x81") << false << "\\U000e0041";
}

void TestPreview::text()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, more);
    QTEST(previewOfText(asBytes(bytes.toStdString()), more), "shown");
}

void TestPreview::binary_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("more");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << QByteArray() << false << "";
    QTest::newRow("short") << QByteArray("\x89PNG", 4) << false << "89 50 4E 47  ·PNG";
    QTest::newRow("more") << QByteArray("A") << true << "41 …  A";
}

void TestPreview::binary()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, more);
    QTEST(previewOfBinary(asBytes(bytes.toStdString()), more), "shown");
}

void TestPreview::closeTexts()
{
    QVERIFY(closeText(1000, "Bye!").startsWith(QStringLiteral("1000")));
    QVERIFY(closeText(1000, "Bye!").endsWith(QStringLiteral("·  Bye!")));
    QVERIFY(!closeText(1006, "").contains(QStringLiteral("·")));
}

void TestPreview::events_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("shown");
    QTest::newRow("text") << "<- text hello"
                          << "hello";
    QTest::newRow("masked text") << "-> text hello"
                                 << "hello";
    QTest::newRow("ping") << "<- ping beat"
                          << "beat";
    QTest::newRow("close") << "<- close 4001 bye"
                           << "4001";
    QTest::newRow("close without a code") << "<- close"
                                          << "close without a code";
    QTest::newRow("close of one byte") << "<- raw 88 01 00"
                                       << "close with 1 B, too short for a code";
    QTest::newRow("empty text") << "<- text"
                                << "empty text";
    QTest::newRow("empty binary") << "<- binary"
                                  << "empty binary message";
    QTest::newRow("empty ping") << "<- ping"
                                << "ping without payload";
    QTest::newRow("empty pong") << "<- pong"
                                << "pong without payload";
    QTest::newRow("reserved opcode") << "<- raw 83 00"
                                     << "frame without payload";
    QTest::newRow("note") << "note look here"
                          << "look here";
}

void TestPreview::events()
{
    QFETCH(QString, step);
    QFETCH(QString, shown);
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
    const std::size_t before = script.timeline().size();
    script.step(step.toStdString());
    QVERIFY(script.timeline().size() > before);
    timeline::StreamReader reader(script.timeline());
    const QString text =
        preview(script.timeline(), reader, EventId{static_cast<std::uint32_t>(before)});
    QVERIFY2(text.startsWith(shown), qPrintable(text));
}

void TestPreview::notesSayTheirNewestText()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- text one\n"
                "note @6 first");
    timeline::StreamReader reader(script.timeline());
    const auto shown = [&] { return preview(script.timeline(), reader, EventId{6}); };
    QCOMPARE(shown(), QStringLiteral("first"));
    script.step("change @7 second");
    QCOMPARE(shown(), QStringLiteral("second"));
    script.step("change @7");
    QCOMPARE(shown(), QStringLiteral("(removed)"));
}

void TestPreview::tellsWhatDamageLeaves()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request deflate\n<- 101 deflate\n");
    const std::size_t before = script.timeline().size();
    script.step("<- raw c1 04 ff ff ff ff");
    timeline::StreamReader reader(script.timeline());
    QCOMPARE(preview(script.timeline(), reader, EventId{static_cast<std::uint32_t>(before)}),
             QStringLiteral("none of 4 B could be inflated"));
}

/// Reading each of its frames takes too long while rows are painted.
void TestPreview::manyFragmentsAreNotCheap()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- more text");
    for (int i = 0; i < 100; ++i) {
        script.step("<- more rest");
    }
    script.step("<- rest x");
    script.step("<- text y");
    const timeline::Timeline& timeline = script.timeline();
    const EventId last{static_cast<std::uint32_t>(timeline.size() - 1)};
    const EventId message{last.value - 1};
    QVERIFY(timeline.entry(message).has(timeline::Entry::Assembled));
    QVERIFY(!isCheap(timeline, timeline.entry(message)));
    QVERIFY(isCheap(timeline, timeline.entry(last)));
    timeline::StreamReader reader(timeline);
    QCOMPARE(preview(timeline, reader, message), QStringLiteral("x"));
}

void TestPreview::longPayloadIsReadInPart()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
    const std::size_t before = script.timeline().size();
    script.step("<- text " + std::string(5000, 'x'));
    timeline::StreamReader reader(script.timeline());
    const QString text =
        preview(script.timeline(), reader, EventId{static_cast<std::uint32_t>(before)});
    QCOMPARE(text.size(), static_cast<qsizetype>(PreviewBytes) + 1);
    QVERIFY(text.endsWith(QStringLiteral("…")));
}

FRAMESCOPE_TEST(TestPreview)

} // namespace tst_preview

#include "tst_preview.moc"
