// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/contract_coverage.h"
#include "present/rows/timeline_model.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_contract_rows {

using namespace framescope;
using present::ContractFindings;
using present::TimelineModel;

namespace {

contract::Document::Ptr numbers()
{
    return *contract::Document::read(
        R"({"oneOf": [{"title": "number", "type": "number"}, {"title": "list", "type": "array"}]})",
        "test.json");
}

/// One message fits, two are none of the contract, and a ping is not held against it.
std::shared_ptr<const timeline::Timeline> messages(test::CaptureScript& script)
{
    script.play("tcp\n-> request\n<- 101\n<- text 1\n<- text \"word\"\n-> text true\n<- ping 1");
    script.finish();
    return script.reloaded();
}

} // namespace

class TestContractRows : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreMarkedOnceTheyAreShown();
    void anotherContractIsAnotherMark();
    void coverageCounts();
};

QStringList brokenOf(const TimelineModel& model)
{
    QStringList broken;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        const QString text = index.data(TimelineModel::ContractRole).toString();
        const bool isError = index.data(TimelineModel::SeverityRole).toInt() ==
                             static_cast<int>(wire::Severity::Error);
        if (!text.isEmpty() && isError) {
            broken += index.siblingAtColumn(TimelineModel::Preview).data().toString();
        }
    }
    return broken;
}

void TestContractRows::rowsAreMarkedOnceTheyAreShown()
{
    test::CaptureScript script;
    const auto timeline = messages(script);
    present::VisibleRowsJob job;
    TimelineModel model(job);
    job.start({timeline, timeline::View::Messages, {}});
    QTRY_VERIFY(model.rowCount() > 3);
    QVERIFY(brokenOf(model).isEmpty());
    model.setFindings(std::make_shared<ContractFindings>(timeline, numbers()));
    const QStringList expected{QStringLiteral("\"word\""), QStringLiteral("true")};
    QTRY_COMPARE(brokenOf(model), expected);
    model.setFindings(nullptr);
    QVERIFY(brokenOf(model).isEmpty());
}

void TestContractRows::anotherContractIsAnotherMark()
{
    test::CaptureScript script;
    const auto timeline = messages(script);
    present::VisibleRowsJob job;
    TimelineModel model(job);
    model.setFindings(std::make_shared<ContractFindings>(timeline, numbers()));
    job.start({timeline, timeline::View::Messages, {}});
    QTRY_COMPARE(brokenOf(model).size(), 2);
    const auto words = *contract::Document::read(R"({"type": "string"})", "words.json");
    model.setFindings(std::make_shared<ContractFindings>(timeline, words));
    const QStringList expected{QStringLiteral("1"), QStringLiteral("true")};
    QTRY_COMPARE(brokenOf(model), expected);
    // Findings about another timeline say nothing of these rows.
    test::CaptureScript other;
    model.setFindings(std::make_shared<ContractFindings>(messages(other), numbers()));
    QTest::qWait(50);
    QVERIFY(brokenOf(model).isEmpty());
}

void TestContractRows::coverageCounts()
{
    test::CaptureScript script;
    const auto timeline = messages(script);
    work::Task task;
    std::optional<present::ContractCoverage> coverage;
    task.run([timeline](work::Run& run) { return present::coverageOf(*timeline, numbers(), run); },
             [&coverage](const present::ContractCoverage& counted) { coverage = counted; });
    QTRY_VERIFY(coverage);
    QCOMPARE(coverage->messages.size(), std::size_t{2});
    QCOMPARE(coverage->seen(), std::uint64_t{1});
    QCOMPARE(coverage->covered(), std::size_t{1});
    QCOMPARE(coverage->broken(), std::uint64_t{0});
    QCOMPARE(coverage->unknown, std::uint64_t{2});
    QCOMPARE(coverage->unchecked, std::uint64_t{0});
}

FRAMESCOPE_TEST(TestContractRows)

} // namespace tst_contract_rows

#include "tst_contract_rows.moc"
