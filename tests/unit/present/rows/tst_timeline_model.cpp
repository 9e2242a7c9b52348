// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/timeline_model.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_timeline_model {

using namespace framescope;
using namespace framescope::present;
using timeline::View;

namespace {

constexpr const char* Session = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                                "<- text one\n-> text two\n<- more text thr\n<- rest ee\n"
                                "-> ping beat\n";

/// A model with all that feeds it.
struct Fixture
{
    Fixture() : model(job), tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
    }

    void show(View view, MakeMatcher matcher = {})
    {
        job.start({script.live().timeline(), view, std::move(matcher)});
        QTRY_VERIFY(job.progress().complete());
        QTRY_COMPARE(static_cast<std::size_t>(model.rowCount()), job.progress().rows);
        QTRY_COMPARE(model.view(), view);
    }

    QString cell(int row, TimelineModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }

    int rowOfPreview(const QString& preview) const
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (cell(row, TimelineModel::Preview) == preview) {
                return row;
            }
        }
        return -1;
    }

    test::CaptureScript script;
    VisibleRowsJob job;
    TimelineModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class TestTimelineModel : public QObject
{
    Q_OBJECT

private slots:
    void beforeAnything();
    void showsMessages();
    void showsFrames();
    void appendsInBatches();
    void aNewRequestReplacesTheRows();
    void findsRowsByEvent();
    void compressedPreviewsComeLater();
    void tellsWhatIsWrong();
    void timeCanBeTheClock();
    void timeSinceTheRowAbove();
    void aHundredThousandEmptyMessages();
    void countsRowsAfter();
    void tellsWhereAnotherConnectionBegins();
    void tellsPlaceholdersFromContent();
    void aNoteHasNoRowBesideItsSubject();
    void aRowTellsAllNotesOnIt();
};

void TestTimelineModel::beforeAnything()
{
    VisibleRowsJob job;
    TimelineModel model(job);
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), int(TimelineModel::ColumnCount));
    QCOMPARE(model.nearestRow(EventId{0}), -1);
    QVERIFY(!model.rowOf(EventId{0}));
    for (int column = 0; column < model.columnCount(); ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

void TestTimelineModel::showsMessages()
{
    Fixture f;
    f.script.play(Session);
    f.show(View::Messages);
    const int row = f.rowOfPreview(QStringLiteral("three"));
    QVERIFY(row > 0);
    QCOMPARE(f.cell(row, TimelineModel::Dir), QStringLiteral("in"));
    QCOMPARE(f.cell(row, TimelineModel::Type), QStringLiteral("text"));
    QCOMPARE(f.cell(row, TimelineModel::Size), QStringLiteral("5 B"));
    QCOMPARE(f.cell(row, TimelineModel::Connection), QStringLiteral("1"));
    QCOMPARE(f.cell(0, TimelineModel::Time), QStringLiteral("0.000000"));
    QCOMPARE(f.cell(0, TimelineModel::Delta), QString());
    QVERIFY(!f.cell(row, TimelineModel::Delta).isEmpty());
    const QModelIndex sent =
        f.model.index(f.rowOfPreview(QStringLiteral("two")), TimelineModel::Dir);
    QCOMPARE(sent.data(TimelineModel::DirectionRole).toInt(), int(indexOf(Direction::Out)));
    QCOMPARE(sent.data(TimelineModel::ToneRole).value<Tone>(), Tone::Outgoing);
    QCOMPARE(f.model.index(0, 0).data(TimelineModel::ToneRole).value<Tone>(), Tone::LifeCycle);
}

void TestTimelineModel::showsFrames()
{
    Fixture f;
    f.script.play(Session);
    f.show(View::Frames);
    QVERIFY(f.rowOfPreview(QStringLiteral("thr")) > 0);
    const int rest = f.rowOfPreview(QStringLiteral("ee"));
    QCOMPARE(f.cell(rest, TimelineModel::Type), QStringLiteral("continuation"));
    QCOMPARE(f.rowOfPreview(QStringLiteral("three")), -1);
}

void TestTimelineModel::appendsInBatches()
{
    Fixture f;
    f.script.play(Session);
    f.job.setLive(true);
    f.show(View::Messages);
    QSignalSpy inserts(&f.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
    const int before = f.model.rowCount();
    for (int i = 0; i < 2000; ++i) {
        f.script.step("<- text tick");
    }
    QTRY_COMPARE(f.model.rowCount(), before + 2000);
    // All of them were published before the event loop ran: a few batches, not 2000.
    QVERIFY2(inserts.size() <= 10, qPrintable(QString::number(inserts.size())));
    QCOMPARE(resets.size(), 0);
}

void TestTimelineModel::aNewRequestReplacesTheRows()
{
    Fixture f;
    f.script.play(Session);
    f.show(View::Messages);
    QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
    const MakeMatcher nothing = [](const timeline::Timeline&, View) -> Matcher {
        return [](EventId) { return false; };
    };
    f.show(View::Messages, nothing);
    QCOMPARE(f.model.rowCount(), 0);
    QCOMPARE(resets.size(), 1);
    f.show(View::Messages);
    QVERIFY(f.model.rowCount() > 5);
    QCOMPARE(resets.size(), 2);
}

void TestTimelineModel::findsRowsByEvent()
{
    Fixture f;
    f.script.play(Session);
    f.show(View::Messages);
    for (int row = 0; row < f.model.rowCount(); ++row) {
        QCOMPARE(f.model.rowOf(f.model.eventAt(row)).value_or(-1), row);
        QCOMPARE(f.model.nearestRow(f.model.eventAt(row)), row);
    }
    QVERIFY(!f.model.rowOf(EventId{100'000}));
    QCOMPARE(f.model.nearestRow(EventId{100'000}), f.model.rowCount() - 1);
}

void TestTimelineModel::compressedPreviewsComeLater()
{
    Fixture f;
    f.script.play("connecting ws://example.com/chat\ntcp\n-> request deflate\n<- 101 deflate\n");
    for (int i = 0; i < 50; ++i) {
        f.script.step("<- deflated text hello hello hello " + std::to_string(i));
    }
    f.show(View::Messages);
    const int row = f.model.rowCount() - 1;
    QSignalSpy changes(&f.model, &QAbstractItemModel::dataChanged);
    QCOMPARE(f.cell(row, TimelineModel::Preview), QString());
    QTRY_COMPARE(f.cell(row, TimelineModel::Preview), QStringLiteral("hello hello hello 49"));
    QCOMPARE(changes.size(), 1);
    const auto changed = changes.first();
    QCOMPARE(changed.at(0).toModelIndex().row(), row);
    QCOMPARE(changed.at(0).toModelIndex().column(), int(TimelineModel::Preview));
}

void TestTimelineModel::tellsWhatIsWrong()
{
    Fixture f;
    f.script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                  "<- raw 81 83 00 00 00 00 'abc'\n");
    f.show(View::Frames);
    const QModelIndex masked = f.model.index(f.model.rowCount() - 1, TimelineModel::Preview);
    QCOMPARE(masked.data().toString(), QStringLiteral("abc"));
    QVERIFY(masked.data(TimelineModel::SeverityRole).toInt() >= 0);
    QVERIFY(masked.data(Qt::ToolTipRole).toString().contains(QStringLiteral("5.1")));
    QCOMPARE(f.model.index(0, 0).data(TimelineModel::SeverityRole).toInt(), -1);
}

void TestTimelineModel::timeCanBeTheClock()
{
    Fixture f;
    f.script.play(Session);
    f.show(View::Messages);
    QSignalSpy changes(&f.model, &QAbstractItemModel::dataChanged);
    f.model.setTimeFormat(TimeFormat::TimeOfDay);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(f.cell(0, TimelineModel::Time).size(), 15);
    QVERIFY(f.cell(0, TimelineModel::Time).contains(QLatin1Char(':')));
}

void TestTimelineModel::timeSinceTheRowAbove()
{
    Fixture f;
    f.script.play(Session);
    f.show(View::Messages);
    f.model.setTimeFormat(TimeFormat::SincePrevious);
    QCOMPARE(f.cell(0, TimelineModel::Time), QString());
    QCOMPARE(f.cell(f.model.rowCount() - 1, TimelineModel::Time), QStringLiteral("0.001000"));
    // Of the rows that are shown: two milliseconds lie between those of the client.
    f.show(View::Messages, [](const timeline::Timeline& events, View) -> Matcher {
        return [&events](EventId id) {
            return events.entry(id).type == timeline::Type::Text &&
                   events.entry(id).has(timeline::Entry::InMessages);
        };
    });
    QCOMPARE(f.model.rowCount(), 3);
    QCOMPARE(f.cell(2, TimelineModel::Time), QStringLiteral("0.002000"));
}

void TestTimelineModel::aHundredThousandEmptyMessages()
{
    constexpr int Count = 100'000;
    Fixture f;
    f.script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
    const auto before = static_cast<int>(f.script.timeline().size());
    Bytes frames;
    for (int i = 0; i < Count; ++i) {
        frames.push_back(i % 2 == 0 ? 0x81 : 0x82);
        frames.push_back(0x00);
    }
    f.script.send(Direction::In, frames);
    for (const View view : {View::Messages, View::Frames}) {
        f.show(view);
        QCOMPARE(f.model.rowCount(), before + Count);
        for (int row = before; row < f.model.rowCount(); row += 997) {
            QCOMPARE(f.cell(row, TimelineModel::Size), QStringLiteral("0 B"));
            QCOMPARE(f.cell(row, TimelineModel::Preview),
                     (row - before) % 2 == 0 ? QStringLiteral("empty text")
                                             : QStringLiteral("empty binary message"));
            QCOMPARE(f.model.index(row, 0).data(TimelineModel::SeverityRole).toInt(), -1);
        }
    }
    const auto totals = f.script.timeline().statistics().direction[indexOf(Direction::In)];
    QCOMPARE(totals.frames, std::uint64_t{Count});
    QCOMPARE(totals.messages, std::uint64_t{Count});
    QCOMPARE(totals.payloadBytes, std::uint64_t{0});
    QCOMPARE(totals.length, std::uint64_t{0});
}

void TestTimelineModel::countsRowsAfter()
{
    Fixture f;
    f.script.play(Session);
    f.show(View::Messages);
    const int last = f.model.rowCount() - 1;
    QCOMPARE(f.model.rowsAfter(f.model.eventAt(last)), 0);
    QCOMPARE(f.model.rowsAfter(f.model.eventAt(last - 2)), 2);
    QCOMPARE(f.model.rowsAfter(EventId{100'000}), 0);
}

void TestTimelineModel::tellsWhereAnotherConnectionBegins()
{
    Fixture f;
    f.script.play(Session);
    const auto rows = static_cast<int>(f.script.timeline().size());
    timeline::LiveCapture& live = f.script.live();
    const ConnectionId second = live.addConnection();
    const Endpoints ends{{*IpAddress::parse("192.0.2.1"), 50001},
                         {*IpAddress::parse("192.0.2.2"), 80}};
    QVERIFY(live.connected(second, now(), ends, timeline::ConnectedDetail()));
    QVERIFY(live.append(second, Direction::Out, now(), asBytes(test::requestHead())));
    f.show(View::Messages);
    QList<int> begins;
    for (int row = 0; row < f.model.rowCount(); ++row) {
        const int other = f.model.index(row, 0).data(TimelineModel::OtherConnectionRole).toInt();
        if (other > 0) {
            begins += row;
            QCOMPARE(other, 2);
        }
    }
    QCOMPARE(begins, QList<int>{rows - 2}); // frames of a message are no rows
}

void TestTimelineModel::tellsPlaceholdersFromContent()
{
    Fixture f;
    f.script.play(Session);
    f.script.play("<- text\n<- text empty text");
    f.show(View::Messages);
    const int last = f.model.rowCount() - 1;
    QCOMPARE(f.cell(last - 1, TimelineModel::Preview), QStringLiteral("empty text"));
    QCOMPARE(f.cell(last, TimelineModel::Preview), QStringLiteral("empty text"));
    QVERIFY(f.model.index(last - 1, 0).data(TimelineModel::PlaceholderRole).toBool());
    QVERIFY(!f.model.index(last, 0).data(TimelineModel::PlaceholderRole).toBool());
    QVERIFY(!f.model.index(0, 0).data(TimelineModel::PlaceholderRole).toBool());
}

void TestTimelineModel::aNoteHasNoRowBesideItsSubject()
{
    Fixture f;
    f.script.play(Session);
    f.show(View::Messages);
    const int rows = f.model.rowCount();
    f.script.step("note @5 look here");
    f.script.step("note of the moment");
    f.show(View::Messages);
    QCOMPARE(f.model.rowCount(), rows + 1);
    QCOMPARE(f.cell(rows, TimelineModel::Preview), QStringLiteral("of the moment"));
    QCOMPARE(f.job.progress().considered, std::size_t(rows + 1));
    // Where a filter finds the note alone, it is shown.
    const std::uint32_t note = f.model.eventAt(rows).value - 1;
    f.show(View::Messages, [note](const timeline::Timeline&, View) {
        return [note](EventId id) { return id.value == note; };
    });
    QCOMPARE(f.model.rowCount(), 1);
    QCOMPARE(f.cell(0, TimelineModel::Preview), QStringLiteral("look here"));
    f.show(View::Messages, [note](const timeline::Timeline&, View) {
        return [note](EventId id) { return id.value == note || id.value == 4; };
    });
    QCOMPARE(f.model.rowCount(), 1);
    QTRY_COMPARE(f.model.eventAt(0).value, 4U);
    QCOMPARE(f.model.toldBy(EventId{note}).value, 4U);
}

/// Every note on a row is shown, although notes have no rows.
void TestTimelineModel::aRowTellsAllNotesOnIt()
{
    Fixture f;
    f.script.play(Session);
    f.script.step("note @5 look here");
    f.script.step("note @5 and there");
    RowNotes notes;
    f.model.setNotes(&notes);
    notes.setTimeline(f.script.live().timeline());
    f.show(View::Messages);
    const QVariant told =
        f.model.index(*f.model.rowOf(EventId{4}), 0).data(TimelineModel::NoteRole);
    QCOMPARE(told.toString(), QStringLiteral("look here\nand there"));
}

FRAMESCOPE_TEST(TestTimelineModel)

} // namespace tst_timeline_model

#include "tst_timeline_model.moc"
