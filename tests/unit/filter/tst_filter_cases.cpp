// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/matcher.h"
#include "filter_cases.h"
#include "filter_recording.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_filter_cases {

using namespace framescope;
using timeline::View;

namespace {

QString matchesOf(const timeline::Timeline& timeline, const filter::Filter& filter, View view)
{
    filter::Matcher matcher(filter, timeline, view);
    QStringList numbers;
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        if (timeline::isVisible(timeline.entry(EventId{i}), view) && matcher.matches(EventId{i})) {
            numbers += QString::number(i + 1);
        }
    }
    return numbers.join(QLatin1Char(' '));
}

} // namespace

/// Each expression on events of every kind, in both views.
class FilterCasesTest : public QObject
{
    Q_OBJECT

private slots:
    void findsEvents_data();
    void findsEvents();
    void findsTheSameInAnyOrder_data() { findsEvents_data(); }
    void findsTheSameInAnyOrder();
    void thereAreEnough();
    void findsHeartbeats();
    void looksInPayloadsThatAreSplit();
    void knowsTheNewestNotes();
    void saysWhichNotesCount_data();
    void saysWhichNotesCount();

private:
    test::FilterRecording recording_;
};

void FilterCasesTest::findsEvents_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("messages");
    QTest::addColumn<QString>("frames");

    const QStringList lines = QString::fromUtf8(test::FilterCases).split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        const qsizetype arrow = line.lastIndexOf(QLatin1String(" =>"));
        if (line.isEmpty() || line.startsWith(QLatin1Char('#')) || arrow < 0) {
            continue;
        }
        const QString expression = line.left(arrow);
        const QStringList views = line.mid(arrow + 3).split(QLatin1Char('/'));
        QTest::newRow(qPrintable(expression))
            << expression << views.first().trimmed() << views.last().trimmed();
    }
}

void FilterCasesTest::findsEvents()
{
    QFETCH(QString, expression);
    QFETCH(QString, messages);
    QFETCH(QString, frames);
    const auto filter = filter::parse(expression.toStdString());
    QVERIFY2(filter, filter ? "" : filter.error().message().c_str());
    QCOMPARE(matchesOf(recording_.timeline(), *filter, View::Messages), messages);
    QCOMPARE(matchesOf(recording_.timeline(), *filter, View::Frames), frames);
    const auto reloaded = recording_.script().reloaded();
    QCOMPARE(matchesOf(*reloaded, *filter, View::Frames), frames);
}

/// The result does not depend on earlier reads: backwards, and each event twice.
void FilterCasesTest::findsTheSameInAnyOrder()
{
    QFETCH(QString, expression);
    QFETCH(QString, frames);
    const auto filter = filter::parse(expression.toStdString());
    QVERIFY(filter);
    filter::Matcher matcher(*filter, recording_.timeline(), View::Frames);
    QStringList numbers;
    for (auto i = static_cast<std::uint32_t>(recording_.timeline().size()); i-- > 0;) {
        const EventId id{i};
        if (timeline::isVisible(recording_.timeline().entry(id), View::Frames)) {
            const bool first = matcher.matches(id);
            QCOMPARE(matcher.matches(id), first);
            if (first) {
                numbers.prepend(QString::number(i + 1));
            }
        }
    }
    QCOMPARE(numbers.join(QLatin1Char(' ')), frames);
}

void FilterCasesTest::thereAreEnough()
{
    const QString all = QString::fromUtf8(test::FilterCases);
    QVERIFY(all.count(QLatin1String(" =>")) >= 150);
}

void FilterCasesTest::findsHeartbeats()
{
    test::CaptureScript script;
    script.play(R"(
        connecting ws://example.com/chat
        tcp
        -> request
        <- 101
        <- text hello)");
    for (int i = 0; i < 20; ++i) {
        script.play("wait 998\n-> ping " + std::to_string(i) + "\n<- pong " + std::to_string(i));
    }
    script.play("<- text goodbye");
    const auto filter = filter::parse("is:heartbeat");
    QVERIFY(filter);
    const QStringList found =
        matchesOf(script.timeline(), *filter, View::Messages).split(QLatin1Char(' '));
    QVERIFY2(found.size() >= 20, qPrintable(found.join(QLatin1Char(' '))));
    const auto rest = filter::parse("-is:heartbeat type:text");
    QVERIFY(rest);
    QCOMPARE(matchesOf(script.timeline(), *rest, View::Messages).split(QLatin1Char(' ')).size(), 2);
}

/// Frames and literals that begin in one packet and end in another.
void FilterCasesTest::looksInPayloadsThatAreSplit()
{
    test::CaptureScript script(test::CaptureScript::Split::Bytewise);
    script.play(R"(
        connecting ws://example.com/chat
        tcp
        -> request
        <- 101
        <- text one John
        <- text two {"a":"tick"}
        <- text three
        <- text {"a":"tick"})");
    const auto filter = filter::parse("John or json:$.a=tick");
    QVERIFY(filter);
    QCOMPARE(matchesOf(script.timeline(), *filter, View::Messages), QStringLiteral("6 9"));
}

/// A note that was changed is found by what it says now, by its own row as well; one and the same
/// matcher sees what is set and taken away.
void FilterCasesTest::knowsTheNewestNotes()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                "<- text one\n<- text two\nnote @6 first");
    const auto found = [&script](const char* expression) {
        return matchesOf(script.timeline(), *filter::parse(expression), View::Messages);
    };
    filter::Matcher marked(*filter::parse("is:marked"), script.timeline(), View::Messages);
    QVERIFY(!marked.matches(EventId{5}));
    script.play("change @8 second\nmark @6");
    QVERIFY(marked.matches(EventId{5}));
    QCOMPARE(found("note:first"), QString());
    QCOMPARE(found("first"), QString());
    QCOMPARE(found("note:second"), QStringLiteral("6 8"));
    QCOMPARE(found("second"), QStringLiteral("8"));
    QCOMPARE(found("is:noted"), QStringLiteral("6"));
    script.play("change @8\nmark @6 off");
    QVERIFY(!marked.matches(EventId{5}));
    QCOMPARE(found("is:noted or is:marked"), QString());
    QCOMPARE(found("note:second"), QString());
}

void FilterCasesTest::saysWhichNotesCount_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("kinds");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("an index") << "type:text size:>1"
                              << "";
    QTest::newRow("JSON") << "json:$.a=1"
                          << "";
    QTest::newRow("marks") << "is:marked"
                           << "marks";
    QTest::newRow("not") << "-is:marked"
                         << "marks";
    QTest::newRow("another property") << "is:control,text"
                                      << "";
    QTest::newRow("one of several") << "is:control,marked"
                                    << "marks";
    QTest::newRow("notes") << "is:noted"
                           << "notes changes";
    QTest::newRow("text of notes") << "note:a"
                                   << "notes changes";
    QTest::newRow("words") << "a"
                           << "changes";
    QTest::newRow("all") << "(a or -is:marked) dir:in"
                         << "changes marks";
}

void FilterCasesTest::saysWhichNotesCount()
{
    QFETCH(QString, expression);
    QFETCH(QString, kinds);
    const auto filter = filter::parse(expression.toStdString());
    QVERIFY(filter);
    QStringList names;
    names += filter->noteKinds().notes ? QStringLiteral("notes") : QString();
    names += filter->noteKinds().changes ? QStringLiteral("changes") : QString();
    names += filter->noteKinds().marks ? QStringLiteral("marks") : QString();
    names.removeAll(QString());
    QCOMPARE(names.join(QLatin1Char(' ')), kinds);
}

FRAMESCOPE_TEST(FilterCasesTest)

} // namespace tst_filter_cases

#include "tst_filter_cases.moc"
