// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload_copy.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <string>

namespace tst_payload_copy {

using namespace framescope;
using namespace framescope::present;

namespace {

std::shared_ptr<const Bytes> shared(std::string_view text)
{
    const ByteView view = asBytes(text);
    return std::make_shared<const Bytes>(view.begin(), view.end());
}

constexpr std::uint64_t Large = 200'000; // more than is copied at once

} // namespace

class TestPayloadCopy : public QObject
{
    Q_OBJECT

private slots:
    void formats_data();
    void formats();
    void aLittleIsCopiedAtOnce();
    void muchIsCopiedInTheBackground();
    void fromARecording();
    void newestWins();
    void aLittleStopsMuch();
    void tooMuchIsRefused_data();
    void tooMuchIsRefused();
    void endsWhileCopying();
};

void TestPayloadCopy::formats_data()
{
    QTest::addColumn<CopyFormat>("format");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << CopyFormat::Text << QStringLiteral("ok\u00e9\\xff");
    QTest::newRow("hex") << CopyFormat::Hex << QStringLiteral("6f 6b c3 a9 ff");
    QTest::newRow("C array") << CopyFormat::CArray
                             << QStringLiteral("{0x6f, 0x6b, 0xc3, 0xa9, 0xff}");
    QTest::newRow("base64") << CopyFormat::Base64 << QStringLiteral("b2vDqf8=");
}

void TestPayloadCopy::formats()
{
    QFETCH(const CopyFormat, format);
    QTEST(copyText(*shared("ok\xc3\xa9\xff"), format), "text");
}

void TestPayloadCopy::aLittleIsCopiedAtOnce()
{
    PayloadCopy copy;
    QSignalSpy finished(&copy, &PayloadCopy::finished);
    copy.start(Payload::ofBytes(shared("one two")), 4, 3, CopyFormat::Text);
    QVERIFY(!copy.isRunning());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.front().front().toString(), QStringLiteral("two"));
}

void TestPayloadCopy::muchIsCopiedInTheBackground()
{
    PayloadCopy copy;
    QSignalSpy finished(&copy, &PayloadCopy::finished);
    copy.start(Payload::ofBytes(shared("-" + std::string(Large, 'x') + "-")), 1, Large,
               CopyFormat::Text);
    QVERIFY(copy.isRunning());
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!copy.isRunning());
    QCOMPARE(finished.front().front().toString(), QString(Large, QLatin1Char('x')));
}

void TestPayloadCopy::fromARecording()
{
    test::CaptureScript script;
    script.play("tcp\n-> request\n<- 101\n<- text hello there\n");
    script.finish();
    const EventId message{static_cast<std::uint32_t>(script.timeline().size() - 1)};
    EventId text = message;
    while (script.timeline().entry(text).type != timeline::Type::Text) {
        --text.value;
    }
    PayloadCopy copy;
    QSignalSpy finished(&copy, &PayloadCopy::finished);
    QSignalSpy failed(&copy, &PayloadCopy::failed);
    copy.start(Payload::ofEvent(script.live().timeline(), text), 6, 5, CopyFormat::Text);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.front().front().toString(), QStringLiteral("there"));
    QCOMPARE(failed.size(), 0);
}

void TestPayloadCopy::newestWins()
{
    PayloadCopy copy;
    QSignalSpy finished(&copy, &PayloadCopy::finished);
    for (const char character : {'a', 'b', 'c'}) {
        copy.start(Payload::ofBytes(shared(std::string(Large, character))), 0, Large,
                   CopyFormat::Text);
    }
    QTRY_VERIFY(!copy.isRunning());
    QCOMPARE(finished.size(), 1);
    QVERIFY(finished.front().front().toString().startsWith(QLatin1Char('c')));
}

void TestPayloadCopy::aLittleStopsMuch()
{
    PayloadCopy copy;
    QSignalSpy finished(&copy, &PayloadCopy::finished);
    copy.start(Payload::ofBytes(shared(std::string(Large, 'a'))), 0, Large, CopyFormat::Text);
    copy.start(Payload::ofBytes(shared("b")), 0, 1, CopyFormat::Text);
    QVERIFY(!copy.isRunning());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.front().front().toString(), QStringLiteral("b"));
}

void TestPayloadCopy::tooMuchIsRefused_data()
{
    QTest::addColumn<CopyFormat>("format");
    QTest::addColumn<QString>("how");
    QTest::newRow("text") << CopyFormat::Text << "as text";
    QTest::newRow("hex") << CopyFormat::Hex << "as hex";
    QTest::newRow("C array") << CopyFormat::CArray << "as a C array";
    QTest::newRow("base64") << CopyFormat::Base64 << "as base64";
}

void TestPayloadCopy::tooMuchIsRefused()
{
    QFETCH(const CopyFormat, format);
    QFETCH(const QString, how);
    PayloadCopy copy;
    QSignalSpy finished(&copy, &PayloadCopy::finished);
    QSignalSpy failed(&copy, &PayloadCopy::failed);
    copy.start(Payload::ofBytes(shared("short")), 0, PayloadCopy::maxBytes(format) + 1, format);
    QVERIFY(!copy.isRunning());
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().toString().contains(how));
    QCOMPARE(finished.size(), 0);
}

void TestPayloadCopy::endsWhileCopying()
{
    const auto payload = Payload::ofBytes(shared(std::string(Large, 'x')));
    for (int i = 0; i < 20; ++i) {
        PayloadCopy copy;
        copy.start(payload, 0, Large, CopyFormat::CArray);
    }
}

FRAMESCOPE_TEST(TestPayloadCopy)

} // namespace tst_payload_copy

#include "tst_payload_copy.moc"
