// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h" // ahead of <compare>, which moc can't read first
#include "base/ids.h"
#include "support/test_program.h"

#include <QtTest>

#include <type_traits>
#include <unordered_set>

namespace tst_ids {

using namespace framescope;

// Mixing units does not compile.
static_assert(!std::is_convertible_v<std::uint32_t, EventId>);
static_assert(!std::is_convertible_v<EventId, std::uint32_t>);
static_assert(!std::is_assignable_v<StreamOffset&, FileOffset>);

class TestIds : public QObject
{
    Q_OBJECT

private slots:
    void areOrdered();
    void offsetsMove();
    void areKeys();
};

void TestIds::areOrdered()
{
    QVERIFY(EventId{1} < EventId{2});
    QVERIFY(EventId{2} == EventId{2});
    QCOMPARE(EventId{}.value, 0U);
}

void TestIds::offsetsMove()
{
    constexpr std::uint64_t beyond32Bits = std::uint64_t{1} << 40;
    QCOMPARE((StreamOffset{1} + beyond32Bits).value, beyond32Bits + 1);
    QCOMPARE((FileOffset{1} + beyond32Bits).value, beyond32Bits + 1);
}

void TestIds::areKeys()
{
    const std::unordered_set<ConnectionId> ids{ConnectionId{1}, ConnectionId{2}, ConnectionId{1}};
    QCOMPARE(ids.size(), std::size_t{2});
    QVERIFY(ids.contains(ConnectionId{2}));
}

FRAMESCOPE_TEST(TestIds)

} // namespace tst_ids

#include "tst_ids.moc"
