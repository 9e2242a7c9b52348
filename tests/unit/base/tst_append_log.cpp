// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/append_log.h"
#include "support/test_program.h"

#include <QtTest>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace tst_append_log {

using namespace framescope;

namespace {

/// Two halves that are equal unless an element is read before it is complete.
struct Pair
{
    explicit Pair(std::uint64_t value) : number(value), negated(~value) {}
    std::uint64_t number;
    std::uint64_t negated;
};

} // namespace

class TestAppendLog : public QObject
{
    Q_OBJECT

private slots:
    void isEmptyAtFirst();
    void positionsAcrossBlocks_data();
    void positionsAcrossBlocks();
    void elementsDoNotMove();
    void ownsItsElements();
    void readersFollowTheWriter();
};

void TestAppendLog::isEmptyAtFirst()
{
    const AppendLog<int> log;
    QVERIFY(log.empty());
    QCOMPARE(log.size(), std::size_t{0});
}

void TestAppendLog::positionsAcrossBlocks_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 3, 4, 5, 11, 12, 13, 28, 1000}) { // blocks of 4, 8, 16 …
        QTest::addRow("%d", count) << count;
    }
}

void TestAppendLog::positionsAcrossBlocks()
{
    QFETCH(int, count);
    AppendLog<int, 4> log;
    for (int i = 0; i < count; ++i) {
        QCOMPARE(log.push(i * 3), static_cast<std::size_t>(i));
        QCOMPARE(log.back(), i * 3);
    }
    QCOMPARE(log.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        QCOMPARE(log[static_cast<std::size_t>(i)], i * 3);
    }
}

void TestAppendLog::elementsDoNotMove()
{
    AppendLog<std::string, 1> log;
    log.push("first");
    const std::string* first = &log[0];
    for (int i = 0; i < 100; ++i) {
        log.push(std::to_string(i));
    }
    QCOMPARE(&log[0], first);
    QCOMPARE(*first, std::string("first"));
}

void TestAppendLog::ownsItsElements()
{
    const auto shared = std::make_shared<int>(1);
    {
        AppendLog<std::shared_ptr<int>, 2> log;
        for (int i = 0; i < 5; ++i) {
            log.push(shared);
        }
        QCOMPARE(shared.use_count(), 6L);
    }
    QCOMPARE(shared.use_count(), 1L);
}

void TestAppendLog::readersFollowTheWriter()
{
    constexpr std::uint64_t count = 200'000;
    AppendLog<Pair, 4> log;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 2; ++reader) {
        readers.emplace_back([&] {
            std::uint64_t next = 0;
            while (next < count) {
                const std::uint64_t size = log.size();
                if (size < next) { // it never shrinks
                    ++wrong;
                }
                if (size == next) {
                    std::this_thread::yield();
                }
                for (; next < size; ++next) {
                    const Pair& pair = log[next];
                    if (pair.number != next || pair.negated != ~next) {
                        ++wrong;
                    }
                }
            }
        });
    }
    for (std::uint64_t i = 0; i < count; ++i) {
        log.push(i);
    }
    for (std::thread& reader : readers) {
        reader.join();
    }
    QCOMPARE(wrong.load(), 0);
}

FRAMESCOPE_TEST(TestAppendLog)

} // namespace tst_append_log

#include "tst_append_log.moc"
