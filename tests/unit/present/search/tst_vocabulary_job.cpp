// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/vocabulary_collector.h"
#include "present/search/vocabulary_job.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace tst_vocabulary_job {

using namespace framescope;
using namespace framescope::present;

namespace {

constexpr const char* Session = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n";

bool has(const std::vector<std::string>& values, const char* value)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

} // namespace

class TestVocabularyJob : public QObject
{
    Q_OBJECT

private slots:
    void collectsPaths();
    void collectsCodesConnectionsAndRules();
    void growsWithALiveTimeline();
    void theNewestTimelineWins();
    void samplesEverFewerPayloads();
    void keepsABoundedNumberOfPaths();
};

void TestVocabularyJob::collectsPaths()
{
    test::CaptureScript script;
    script.play(Session);
    script.step(R"(<- text {"type":"tick","items":[{"id":1},{"other":2}],"a b":{"c":null}})");
    script.step(R"(<- text {"type":"tick"})");
    script.step(R"(<- text {"cut":{"off":1)");
    script.step(R"(<- text no JSON)");
    script.step(R"(<- text [[1]])");
    VocabularyJob job;
    job.setTimeline(script.live().timeline());
    QTRY_COMPARE(job.lookedAt(), script.timeline().size());
    const auto& paths = job.vocabulary().jsonPaths;
    QCOMPARE(paths.front(), std::string("$.type")); // the most frequent
    for (const char* path : {"$.items", "$.items[0]", "$.items[0].id", "$[\"a b\"]", "$[\"a b\"].c",
                             "$.cut.off", "$[0]", "$[0][0]"}) {
        QVERIFY2(has(paths, path), path);
    }
    QVERIFY(!has(paths, "$"));
    QVERIFY(!has(paths, "$.items[1].other"));
}

void TestVocabularyJob::collectsCodesConnectionsAndRules()
{
    test::CaptureScript script;
    script.play(Session);
    script.step("<- close 4001");
    script.step("-> close 999");
    VocabularyJob job;
    job.setTimeline(script.live().timeline());
    QTRY_COMPARE(job.lookedAt(), script.timeline().size());
    QVERIFY(has(job.vocabulary().codes, "4001"));
    QVERIFY(has(job.vocabulary().codes, "999"));
    QCOMPARE(job.vocabulary().connections, std::vector<std::string>{"1"});
    QVERIFY(has(job.vocabulary().rules, "close-code-invalid"));
}

void TestVocabularyJob::growsWithALiveTimeline()
{
    test::CaptureScript script;
    script.play(Session);
    VocabularyJob job;
    job.setLive(true);
    job.setTimeline(script.live().timeline());
    QTRY_COMPARE(job.lookedAt(), script.timeline().size());
    script.step(R"(<- text {"late":1})");
    QTRY_VERIFY(has(job.vocabulary().jsonPaths, "$.late"));
    script.step(R"(<- text {"last":1})");
    job.setLive(false);
    QTRY_VERIFY(has(job.vocabulary().jsonPaths, "$.last"));
}

void TestVocabularyJob::theNewestTimelineWins()
{
    test::CaptureScript first;
    first.play(Session);
    first.step(R"(<- text {"first":1})");
    test::CaptureScript second;
    second.play(Session);
    second.step(R"(<- text {"second":1})");
    VocabularyJob job;
    job.setTimeline(first.live().timeline());
    job.setTimeline(second.live().timeline());
    QTRY_VERIFY(has(job.vocabulary().jsonPaths, "$.second"));
    QVERIFY(!has(job.vocabulary().jsonPaths, "$.first"));
    job.setTimeline(nullptr);
    QVERIFY(job.vocabulary().jsonPaths.empty());
    QTest::qWait(0); // what is on its way is dropped
    QVERIFY(job.vocabulary().jsonPaths.empty());
}

void TestVocabularyJob::samplesEverFewerPayloads()
{
    test::CaptureScript script;
    script.play(Session);
    constexpr int Messages = 4000;
    for (int i = 0; i < Messages; ++i) {
        script.step("<- text {\"k" + std::to_string(i % 300) + "\":1}");
    }
    timeline::StreamReader reader(script.timeline());
    VocabularyCollector collector;
    for (std::uint32_t i = 0; i < script.timeline().size(); ++i) {
        collector.lookAt(script.timeline(), reader, EventId{i});
    }
    QVERIFY(collector.samples() < 256 * 5);
    QVERIFY(collector.samples() > 256 * 3);
}

void TestVocabularyJob::keepsABoundedNumberOfPaths()
{
    test::CaptureScript script;
    script.play(Session);
    std::string wide = "<- text {";
    for (int i = 0; i < 900; ++i) {
        wide += (i > 0 ? ",\"key" : "\"key") + std::to_string(i) + "\":1";
    }
    script.step(wide + "}");
    VocabularyJob job;
    job.setTimeline(script.live().timeline());
    QTRY_COMPARE(job.lookedAt(), script.timeline().size());
    QCOMPARE(job.vocabulary().jsonPaths.size(), VocabularyCollector::MaxPaths);
}

FRAMESCOPE_TEST(TestVocabularyJob)

} // namespace tst_vocabulary_job

#include "tst_vocabulary_job.moc"
