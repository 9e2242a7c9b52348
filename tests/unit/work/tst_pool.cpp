// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "work/pool.h"
#include "work/sequence.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <set>
#include <thread>
#include <vector>

namespace tst_pool {

using framescope::work::Pool;
using framescope::work::Sequence;

class TestPool : public QObject
{
    Q_OBJECT

private slots:
    void longPiecesDelayNoShortOnes();
    void threadsAreUsedAgain();
    void threadsAreBounded();
    void theEndWaitsForAll();
    void aSequenceKeepsItsOrder();
    void aSequenceForgets();
};

void TestPool::longPiecesDelayNoShortOnes()
{
    std::counting_semaphore<> go(0);
    std::binary_semaphore done(0);
    Pool pool;
    constexpr int longOnes = 10;
    for (int i = 0; i < longOnes; ++i) {
        pool.start([&go] { go.acquire(); });
    }
    pool.start([&done] { done.release(); });
    done.acquire();
    go.release(longOnes);
}

void TestPool::threadsAreUsedAgain()
{
    std::set<std::thread::id> threads;
    Pool pool;
    for (int i = 0; i < 100; ++i) {
        pool.start([&threads] { threads.insert(std::this_thread::get_id()); });
        pool.wait();
    }
    QCOMPARE(threads.size(), std::size_t{1});
}

void TestPool::threadsAreBounded()
{
    std::counting_semaphore<> go(0);
    std::atomic<int> begun = 0;
    std::atomic<int> done = 0;
    constexpr int pieces = 3 * static_cast<int>(Pool::MostThreads);
    Pool pool;
    for (int i = 0; i < pieces; ++i) {
        pool.start([&] {
            ++begun;
            go.acquire();
            ++done;
        });
    }
    QTRY_COMPARE(begun.load(), static_cast<int>(Pool::MostThreads));
    QTest::qWait(50);
    QCOMPARE(begun.load(), static_cast<int>(Pool::MostThreads));
    go.release(pieces);
    pool.wait();
    QCOMPARE(done.load(), pieces);
}

void TestPool::theEndWaitsForAll()
{
    std::atomic<int> done = 0;
    {
        Pool pool;
        for (int i = 0; i < 20; ++i) {
            pool.start([&pool, &done] { pool.start([&done] { ++done; }); });
        }
    }
    QCOMPARE(done.load(), 20);
}

void TestPool::aSequenceKeepsItsOrder()
{
    std::vector<int> done;
    std::vector<int> expected;
    Sequence sequence;
    for (int i = 0; i < 1000; ++i) {
        sequence.add([&done, i] { done.push_back(i); });
        expected.push_back(i);
    }
    sequence.wait();
    QCOMPARE(done, expected);
}

void TestPool::aSequenceForgets()
{
    std::binary_semaphore begun(0);
    std::binary_semaphore go(0);
    std::vector<int> done;
    Sequence sequence;
    sequence.add([&] {
        begun.release();
        go.acquire();
        done.push_back(1);
    });
    begun.acquire();
    sequence.add([&done] { done.push_back(2); });
    sequence.clear();
    sequence.add([&done] { done.push_back(3); });
    go.release();
    sequence.wait();
    QCOMPARE(done, (std::vector<int>{1, 3}));
}

FRAMESCOPE_TEST(TestPool)

} // namespace tst_pool

#include "tst_pool.moc"
