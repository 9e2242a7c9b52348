// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/contract_findings.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

namespace tst_contract_findings {

using namespace framescope;

class ContractFindingsTest : public QObject
{
    Q_OBJECT

private slots:
    void findsOnceAndKeeps();
    void mayBeShared();
};

contract::Document::Ptr numbers()
{
    return *contract::Document::read(R"({"title": "number", "type": "number"})", "test.json");
}

void ContractFindingsTest::findsOnceAndKeeps()
{
    test::CaptureScript script;
    script.play("tcp\n-> request\n<- 101\n<- text 1\n<- text word\n<- ping 1");
    script.finish();
    present::ContractFindings findings(script.reloaded(), numbers());
    const auto size = static_cast<std::uint32_t>(script.timeline().size());
    int fitting = 0;
    int wrong = 0;
    for (std::uint32_t i = 0; i < size; ++i) {
        const auto verdict = findings.of(EventId{i});
        fitting += verdict && verdict->fits() ? 1 : 0;
        wrong += verdict && !verdict->fits() ? 1 : 0;
        QCOMPARE(findings.of(EventId{i}), verdict);
    }
    QCOMPARE(fitting, 1);
    QCOMPARE(wrong, 1);
}

void ContractFindingsTest::mayBeShared()
{
    test::CaptureScript script;
    script.play("tcp\n-> request\n<- 101");
    constexpr int Messages = 5000; // more than are kept
    for (int i = 0; i < Messages; ++i) {
        script.step("<- text " + std::to_string(i));
    }
    script.finish();
    present::ContractFindings findings(script.reloaded(), numbers());
    const auto size = static_cast<std::uint32_t>(script.timeline().size());
    std::atomic<int> fitting = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&] {
            for (std::uint32_t id = 0; id < size; ++id) {
                const auto verdict = findings.of(EventId{id});
                fitting += verdict && verdict->fits() ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    QCOMPARE(fitting.load(), 3 * Messages);
}

FRAMESCOPE_TEST(ContractFindingsTest)

} // namespace tst_contract_findings

#include "tst_contract_findings.moc"
