// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "work/retirement.h"

#include <QTest>

#include <semaphore>
#include <vector>

namespace tst_retirement {

using framescope::work::Retirement;

class TestRetirement : public QObject
{
    Q_OBJECT

private slots:
    void nobodyWaits();
    void theEndWaitsForAll();
};

void TestRetirement::nobodyWaits()
{
    std::binary_semaphore go(0);
    bool ended = false;
    Retirement retirement;
    retirement.take([&] {
        go.acquire();
        ended = true;
    });
    QVERIFY(!ended);
    go.release(); // not reached if `take` waited
}

void TestRetirement::theEndWaitsForAll()
{
    std::vector<int> done;
    {
        const Retirement unused;
        Retirement retirement;
        for (int i = 0; i < 5; ++i) {
            retirement.take([&done, i] { done.push_back(i); });
        }
    }
    QCOMPARE(done, (std::vector<int>{0, 1, 2, 3, 4}));
}

FRAMESCOPE_TEST(TestRetirement)

} // namespace tst_retirement

#include "tst_retirement.moc"
