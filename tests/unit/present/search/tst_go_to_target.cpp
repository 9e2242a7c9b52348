// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated_timeline.h"
#include "present/search/go_to_target.h"
#include "present/words/format.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_go_to_target {

using namespace framescope;
using present::goToTarget;

class TestGoToTarget : public QObject
{
    Q_OBJECT

private slots:
    void goesTo_data();
    void goesTo();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void clockIsTheOneShown();
    void aNoteHasTheTimeOfItsEvent();

private:
    static void record(test::CaptureScript& script);
};

/// An event a millisecond, and after a minute a last one.
void TestGoToTarget::record(test::CaptureScript& script)
{
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- text a\n<- text b\n"
                "wait 60000\n<- text last\n");
}

void TestGoToTarget::goesTo_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<int>("back"); // from the last event
    QTest::newRow("number") << QStringLiteral("1") << -1;
    QTest::newRow("with a sign") << QStringLiteral(" #1 ") << -1;
    QTest::newRow("the start") << QStringLiteral("0s") << -1;
    QTest::newRow("seconds") << QStringLiteral("12.5s") << 0;
    QTest::newRow("no digit before the point") << QStringLiteral(".5s") << 0;
    QTest::newRow("milliseconds") << QStringLiteral("500 ms") << 0;
    QTest::newRow("microseconds") << QStringLiteral("900000us") << 0;
    QTest::newRow("minutes") << QStringLiteral("1m") << 0;
    QTest::newRow("minutes and seconds") << QStringLiteral("0:59.5s") << 0;
}

void TestGoToTarget::goesTo()
{
    QFETCH(const QString, input);
    QFETCH(const int, back);
    test::CaptureScript script;
    record(script);
    const auto target = goToTarget(script.timeline(), input);
    QVERIFY2(target, target ? "" : target.error().what.c_str());
    QCOMPARE(target->value, back < 0 ? 0U : script.timeline().size() - 1);
}

void TestGoToTarget::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << QString() << QStringLiteral("12.5s");
    QTest::newRow("words") << QStringLiteral("the end") << QStringLiteral("12.5s");
    QTest::newRow("zero") << QStringLiteral("0") << QStringLiteral("from 1");
    QTest::newRow("no such number")
        << QStringLiteral("12,345") << QStringLiteral("last event is number");
    QTest::newRow("beyond 64 bits") << QString(30, QLatin1Char('9')) << QStringLiteral("number");
    QTest::newRow("too late") << QStringLiteral("5m") << QStringLiteral("last event is at 60.");
    QTest::newRow("far too late") << QStringLiteral("99999999999999h") << QStringLiteral("60.");
    QTest::newRow("negative") << QStringLiteral("-3s") << QStringLiteral("12.5s");
    QTest::newRow("no such clock") << QStringLiteral("25:61") << QStringLiteral("no such time");
}

void TestGoToTarget::saysWhatIsWrong()
{
    QFETCH(const QString, input);
    QFETCH(const QString, part);
    test::CaptureScript script;
    record(script);
    const auto target = goToTarget(script.timeline(), input);
    QVERIFY(!target);
    QVERIFY2(QString::fromStdString(target.error().what).contains(part),
             target.error().what.c_str());
}

void TestGoToTarget::clockIsTheOneShown()
{
    test::CaptureScript script;
    record(script);
    const timeline::Timeline& events = script.timeline();
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        const QString shown = present::formatTimeOfDay(events.entry(EventId{i}).timestamp());
        const auto target = goToTarget(events, shown);
        QVERIFY2(target, qPrintable(shown));
        QCOMPARE(present::formatTimeOfDay(events.entry(*target).timestamp()), shown);
    }
    const QString before = present::formatTimeOfDay(events.start() - std::chrono::hours(2));
    const auto missed = goToTarget(events, before);
    QVERIFY(!missed);
    QVERIFY(missed.error().what.find("runs from") != std::string::npos);
}

/// However much later it was written.
void TestGoToTarget::aNoteHasTheTimeOfItsEvent()
{
    constexpr std::int64_t Second = 1'000'000'000;
    test::GeneratedTimeline generated;
    generated.plain(0, Direction::In, 1);
    generated.noteOn(2 * Second, EventId{0});
    generated.plain(3 * Second, Direction::In, 1);
    generated.noteOn(9 * 3600 * Second, EventId{0});
    generated.noteOn(9 * 3600 * Second, EventId{2});
    const timeline::Timeline& events = *generated.timeline();
    for (const char* input : {"1s", "2s", "3s"}) {
        const auto target = goToTarget(events, QLatin1String(input));
        QVERIFY2(target, input);
        QCOMPARE(target->value, 2U);
    }
    const auto late = goToTarget(events, QStringLiteral("1h"));
    QVERIFY(!late);
    QVERIFY2(late.error().what.find("last event is at 3.") != std::string::npos,
             late.error().what.c_str());
    QCOMPARE(goToTarget(events, QStringLiteral("4"))->value, 3U); // by its number
}

FRAMESCOPE_TEST(TestGoToTarget)

} // namespace tst_go_to_target

#include "tst_go_to_target.moc"
