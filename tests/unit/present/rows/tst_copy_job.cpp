// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/copy_job.h"
#include "present/rows/row_text.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_copy_job {

using namespace framescope;
using namespace framescope::present;
using timeline::EventRecord;
using timeline::View;

namespace {

/// Ten texts and a binary message; the rows are the messages.
struct Fixture
{
    Fixture()
    {
        script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
        const std::size_t first = script.timeline().size();
        for (int i = 0; i < 10; ++i) {
            script.step("<- text line " + std::to_string(i));
        }
        script.step("-> binary abc");
        auto list = std::make_shared<RowList>();
        for (std::size_t i = first; i < script.timeline().size(); ++i) {
            list->push(EventId{static_cast<std::uint32_t>(i)});
        }
        rows = list;
    }

    EventId row(std::size_t i) const { return rows->at(i); }

    CopyRequest request(std::vector<EventRange> ranges) const
    {
        CopyRequest made;
        made.timeline = script.live().timeline();
        made.rows = rows;
        made.ranges = std::move(ranges);
        made.makeWriter = recordWriter([](std::string& to, const EventRecord& record) {
            to.append(asText(record.payload)).append("\n");
        });
        return made;
    }

    mutable test::CaptureScript script;
    std::shared_ptr<const RowList> rows;
};

CopyResult run(CopyRequest request)
{
    CopyJob job;
    QSignalSpy finished(&job, &CopyJob::finished);
    job.start(std::move(request));
    if (!QTest::qWaitFor([&finished] { return finished.size() == 1; }, test::Patience)) {
        return {};
    }
    return finished.first().first().value<CopyResult>();
}

} // namespace

class TestCopyJob : public QObject
{
    Q_OBJECT

private slots:
    void copiesRanges();
    void refusesTooMuch_data();
    void refusesTooMuch();
    void aHugeMessageIsNotReadWhole();
    void copiesRowsAsShown();
    void saysWhatCantBeRead();
    void cancelledNeverFinishes();
};

void TestCopyJob::copiesRanges()
{
    const Fixture f;
    const CopyResult one = run(f.request({{f.row(2), f.row(2)}}));
    QCOMPARE(one.text, QStringLiteral("line 2"));
    const CopyResult some = run(f.request({{f.row(0), f.row(1)}, {f.row(8), f.row(10)}}));
    QCOMPARE(some.text, QStringLiteral("line 0\nline 1\nline 8\nline 9\nabc"));
    QCOMPARE(some.rows, 5U);
    // What is between two rows but is none itself is not copied.
    auto sparse = std::make_shared<RowList>();
    sparse->push(f.row(1));
    sparse->push(f.row(7));
    CopyRequest request = f.request({{f.row(0), f.row(9)}});
    request.rows = sparse;
    QCOMPARE(run(request).text, QStringLiteral("line 1\nline 7"));
    QCOMPARE(run(f.request({})).text, QString());
}

void TestCopyJob::refusesTooMuch_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("tooLarge");
    QTest::newRow("exactly") << 14 << false; // "line 0\nline 1\n"
    QTest::newRow("a byte more") << 13 << true;
    QTest::newRow("nothing fits") << 0 << true;
}

void TestCopyJob::refusesTooMuch()
{
    QFETCH(const int, limit);
    QFETCH(const bool, tooLarge);
    const Fixture f;
    CopyRequest request = f.request({{f.row(0), f.row(1)}});
    request.limit = static_cast<std::uint64_t>(limit);
    const CopyResult result = run(request);
    QCOMPARE(result.tooLarge, tooLarge);
    QCOMPARE(result.text.isEmpty(), tooLarge);
}

void TestCopyJob::aHugeMessageIsNotReadWhole()
{
    const Fixture f;
    f.script.step("<- text " + std::string(100'000, 'x'));
    auto rows = std::make_shared<RowList>();
    const EventId last{static_cast<std::uint32_t>(f.script.timeline().size() - 1)};
    rows->push(last);
    CopyRequest request = f.request({{last, last}});
    request.rows = rows;
    request.limit = 5000;
    const auto most = std::make_shared<std::size_t>(0);
    request.makeWriter = recordWriter([most](std::string&, const EventRecord& record) {
        *most = std::max(*most, record.payload.size());
    });
    QVERIFY(run(request).tooLarge);
    QVERIFY(*most <= 5001);
}

void TestCopyJob::copiesRowsAsShown()
{
    const Fixture f;
    CopyRequest request = f.request({{f.row(0), f.row(1)}});
    request.makeWriter =
        rowTextWriter({TimelineModel::Preview, TimelineModel::Dir, TimelineModel::Time},
                      {.format = TimeFormat::SincePrevious});
    QCOMPARE(run(request).text, QStringLiteral("line 0\tin\t\nline 1\tin\t0.001000"));
}

void TestCopyJob::saysWhatCantBeRead()
{
    const Fixture f;
    CopyRequest request = f.request({{f.row(0), f.row(9)}});
    request.makeWriter = [](const timeline::Timeline&, View) -> RowWriter {
        return [](std::string&, EventId, std::optional<EventId>, std::uint64_t) -> Result<void> {
            return failure("the file has gone");
        };
    };
    const CopyResult result = run(request);
    QVERIFY(result.error);
    QCOMPARE(result.error->what, std::string("the file has gone"));
    QVERIFY(result.text.isEmpty());
}

void TestCopyJob::cancelledNeverFinishes()
{
    const Fixture f;
    CopyJob job;
    QSignalSpy finished(&job, &CopyJob::finished);
    job.start(f.request({{f.row(0), f.row(9)}}));
    job.cancel();
    job.start(f.request({{f.row(3), f.row(3)}}));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<CopyResult>().text, QStringLiteral("line 3"));
}

FRAMESCOPE_TEST(TestCopyJob)

} // namespace tst_copy_job

#include "tst_copy_job.moc"
