// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "work/pool.h"
#include "work/task.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>
#include <semaphore>
#include <vector>

namespace tst_task {

using namespace framescope::work;

namespace {

/// Does what was posted to this thread, after all pieces have returned.
void settle()
{
    Pool::ofProgram().wait();
    QCoreApplication::sendPostedEvents();
}

} // namespace

class TestTask : public QObject
{
    Q_OBJECT

private slots:
    void returnsAValue();
    void movesLargeValues();
    void newestWins();
    void onePieceAtATime();
    void cancelDropsWhatIsOnItsWay();
    void cancelForgetsWhatHasNotBegun();
    void cancelRaces();
    void tellsBeforeItReturns();
    void tellsNowAndThen();
    void tellsHowFarItHasCome();
    void progressMayStartSomethingElse();
    void endsWithItsOwner();
    void endsInItsOwnResult();
    void startsAnotherFromItsResult();
    void leavesWorkToBeDone();
    void livesInAnyThread();
};

void TestTask::returnsAValue()
{
    Task task;
    QVERIFY(!task.isRunning());
    QThread* there = nullptr;
    QThread* here = nullptr;
    std::optional<int> value;
    task.run(
        [&there](Run& run) {
            there = QThread::currentThread();
            return run.isStopped() ? 0 : 42;
        },
        [&](int result) {
            here = QThread::currentThread();
            value = result;
        });
    QVERIFY(task.isRunning());
    QTRY_VERIFY(value);
    QVERIFY(!task.isRunning());
    QCOMPARE(*value, 42);
    QVERIFY(here == QThread::currentThread());
    QVERIFY(there != here);
    task.run([](Run& /*run*/) {});
    QTRY_VERIFY(!task.isRunning());
}

void TestTask::movesLargeValues()
{
    Task task;
    std::unique_ptr<int> value; // can't be copied
    task.run([](Run& /*run*/) { return std::make_unique<int>(7); },
             [&value](std::unique_ptr<int> result) { value = std::move(result); });
    QTRY_VERIFY(value);
    QCOMPARE(*value, 7);
}

void TestTask::newestWins()
{
    std::atomic<int> done = 0;
    std::vector<int> values;
    Task task;
    for (int i = 1; i <= 100; ++i) {
        task.run(
            [i, &done](Run& /*run*/) {
                ++done;
                return i;
            },
            [&values](int value) { values.push_back(value); });
    }
    QTRY_VERIFY(!task.isRunning());
    settle();
    QCOMPARE(values, std::vector<int>{100});
    QVERIFY(done >= 1);
}

void TestTask::onePieceAtATime()
{
    std::atomic<int> atWork = 0;
    std::atomic<bool> crowded = false;
    std::binary_semaphore begun(0);
    Task task;
    for (int i = 0; i < 50; ++i) {
        task.run([&](Run& run) {
            crowded = crowded || ++atWork > 1;
            begun.release();
            while (!run.isStopped()) {
                QThread::yieldCurrentThread();
            }
            --atWork;
        });
        begun.acquire();
    }
    task.cancel();
    settle();
    QCOMPARE(atWork.load(), 0);
    QVERIFY(!crowded);
}

void TestTask::cancelDropsWhatIsOnItsWay()
{
    bool told = false;
    Task task;
    task.run(
        [&told](Run& run) {
            run.tell([&told] { told = true; });
            return 1;
        },
        [&told](int /*value*/) { told = true; });
    Pool::ofProgram().wait(); // both are posted
    task.cancel();
    QVERIFY(!task.isRunning());
    settle();
    QVERIFY(!told);
}

void TestTask::cancelForgetsWhatHasNotBegun()
{
    std::binary_semaphore begun(0);
    std::binary_semaphore go(0);
    bool done = false;
    Task task;
    task.run([&](Run& /*run*/) {
        begun.release();
        go.acquire();
    });
    begun.acquire();
    task.run([&done](Run& /*run*/) { done = true; });
    task.cancel();
    go.release();
    settle();
    QVERIFY(!done);
}

void TestTask::cancelRaces()
{
    Task task;
    std::optional<int> wanted;
    int wrong = 0;
    for (int i = 0; i < 2000; ++i) {
        wanted = i;
        task.run(
            [i](Run& run) {
                run.tell([] {});
                return i;
            },
            [&](int value) { wrong += value == wanted ? 0 : 1; });
        if (i % 3 == 0) {
            task.cancel();
            wanted.reset();
        }
        if (i % 2 == 0) {
            QCoreApplication::processEvents();
        }
    }
    QTRY_VERIFY(!task.isRunning());
    settle();
    QCOMPARE(wrong, 0);
}

void TestTask::tellsBeforeItReturns()
{
    std::vector<int> told;
    Task task;
    task.run(
        [&told](Run& run) {
            for (int i = 0; i < 3; ++i) {
                run.tell([&told, i] { told.push_back(i); });
            }
            return 3;
        },
        [&told](int value) { told.push_back(value); });
    QTRY_VERIFY(!task.isRunning());
    QCOMPARE(told, (std::vector<int>{0, 1, 2, 3}));
}

void TestTask::tellsNowAndThen()
{
    using namespace std::chrono_literals;
    Task task;
    std::optional<bool> due;
    task.run([](Run& run) { return !run.isDue(1h) && run.isDue(0ms); },
             [&due](bool value) { due = value; });
    QTRY_VERIFY(due);
    QVERIFY(*due);
}

void TestTask::tellsHowFarItHasCome()
{
    std::binary_semaphore go(0);
    std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
    Task task;
    task.run(
        [&go](Run& run) {
            run.setProgress(3, 20);
            go.acquire();
        },
        [] {},
        [&told](std::uint64_t done, std::uint64_t total) { told.emplace_back(done, total); });
    QTRY_VERIFY(told.size() >= 2);
    QVERIFY(told.front() == std::pair(std::uint64_t{3}, std::uint64_t{20}));
    go.release();
    QTRY_VERIFY(!task.isRunning());
}

void TestTask::progressMayStartSomethingElse()
{
    std::optional<int> value;
    Task task;
    task.run(
        [](Run& run) {
            while (!run.isStopped()) {
                run.setProgress(1, 2);
                QThread::yieldCurrentThread();
            }
            return 1;
        },
        [&value](int result) { value = result; },
        [&](std::uint64_t /*done*/, std::uint64_t /*total*/) {
            task.run([](Run& /*run*/) { return 2; }, [&value](int result) { value = result; });
        });
    QTRY_VERIFY(value);
    QCOMPARE(*value, 2);
}

void TestTask::endsWithItsOwner()
{
    const auto captured = std::make_shared<int>(1);
    bool told = false;
    for (int i = 0; i < 100; ++i) {
        std::binary_semaphore begun(0);
        {
            Task task;
            task.run(
                [&begun, captured](Run& run) {
                    begun.release();
                    while (!run.isStopped()) {
                        QThread::yieldCurrentThread();
                    }
                    run.tell([] {});
                    return 1;
                },
                [&told](int /*value*/) { told = true; });
            begun.acquire();
        }
        Pool::ofProgram().wait(); // `begun` is used until then
    }
    settle();
    QVERIFY(!told);
    QCOMPARE(captured.use_count(), 1L);
}

void TestTask::endsInItsOwnResult()
{
    auto task = std::make_unique<Task>();
    task->run([](Run& /*run*/) { return 1; }, [&task](int /*value*/) { task.reset(); });
    QTRY_VERIFY(!task);
}

void TestTask::startsAnotherFromItsResult()
{
    std::vector<int> values;
    Task task;
    std::function<void(int)> next = [&](int value) {
        values.push_back(value);
        if (value < 3) {
            task.run([value](Run& /*run*/) { return value + 1; }, next);
        }
    };
    task.run([](Run& /*run*/) { return 1; }, next);
    QTRY_COMPARE(values, (std::vector<int>{1, 2, 3}));
    QVERIFY(!task.isRunning());
}

void TestTask::leavesWorkToBeDone()
{
    std::atomic<int> done = 0;
    bool told = false;
    for (int i = 0; i < 100; ++i) {
        Task task;
        task.run([&done](Run& run) { done += run.isStopped() ? 0 : 1; }, [&told] { told = true; });
        const Sequence left = task.leave();
        QVERIFY(!task.isRunning());
        left.wait();
        QCOMPARE(done.load(), i + 1);
        task.run([](Run& /*run*/) {}, [&told] { told = true; });
        Pool::ofProgram().wait(); // it is posted
        task.leave();
        QCoreApplication::sendPostedEvents();
    }
    settle();
    QVERIFY(!told);
}

void TestTask::livesInAnyThread()
{
    QThread thread;
    QObject inThread;
    inThread.moveToThread(&thread);
    thread.start();
    std::unique_ptr<Task> task; // the thread's
    std::atomic<bool> there = false;
    QMetaObject::invokeMethod(&inThread, [&] {
        task = std::make_unique<Task>();
        task->run([](Run& /*run*/) { return 1; },
                  [&](int /*value*/) {
                      there = QThread::currentThread() == &thread;
                      task.reset();
                      thread.quit();
                  });
    });
    QVERIFY(thread.wait());
    QVERIFY(there);
}

FRAMESCOPE_TEST(TestTask)

} // namespace tst_task

#include "tst_task.moc"
