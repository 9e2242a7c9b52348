// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/folded_rows.h"
#include "support/test_program.h"

#include <QTest>

#include <random>
#include <vector>

namespace tst_folded_rows {

using namespace framescope::present;

namespace {

/// A simple implementation that works row by row.
struct Plain
{
    struct Part
    {
        Fold fold;
        bool open;
    };
    std::vector<Part> parts;
    std::size_t source = 0;

    const Part* at(std::size_t row) const
    {
        for (const Part& part : parts) {
            if (part.fold.first <= row && row < part.fold.end()) {
                return &part;
            }
        }
        return nullptr;
    }
    std::vector<std::size_t> shown() const
    {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < source; ++row) {
            const Part* part = at(row);
            if (!part || part->open || part->fold.first == row) {
                rows.push_back(row);
            }
        }
        return rows;
    }
    void put(const Fold& fold, bool open)
    {
        std::erase_if(parts, [&](const Part& part) {
            return part.fold.first < fold.end() && fold.first < part.fold.end();
        });
        parts.push_back({fold, open});
    }
};

void compare(const FoldedRows& folded, const Plain& plain)
{
    const auto shown = plain.shown();
    QCOMPARE(folded.size(), shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        QCOMPARE(folded.sourceOf(i), shown[i]);
        QCOMPARE(folded.shownOf(shown[i]), i);
    }
    for (std::size_t row = 0; row < plain.source; ++row) {
        const Plain::Part* part = plain.at(row);
        QCOMPARE(folded.at(row) != nullptr, part != nullptr);
        QCOMPARE(folded.isOpen(row), part && part->open);
        if (part) {
            QCOMPARE(folded.at(row)->first, part->fold.first);
            if (!part->open) {
                QCOMPARE(folded.shownOf(row), folded.shownOf(part->fold.first));
            }
        }
    }
}

} // namespace

class TestFoldedRows : public QObject
{
    Q_OBJECT

private slots:
    void withoutFolds();
    void closedAndOpen();
    void randomly();
    void aMillion();
};

void TestFoldedRows::withoutFolds()
{
    FoldedRows rows;
    QCOMPARE(rows.size(), std::size_t{0});
    rows.setSource(5);
    QCOMPARE(rows.size(), std::size_t{5});
    QCOMPARE(rows.sourceOf(4), std::size_t{4});
    QCOMPARE(rows.shownOf(3), std::size_t{3});
    QVERIFY(!rows.at(2));
    QVERIFY(rows.empty());
}

void TestFoldedRows::closedAndOpen()
{
    FoldedRows rows;
    rows.setSource(10);
    rows.put({2, 4, 4, 5}, false); // 0 1 [2 3 4 5] 6 7 8 9
    QCOMPARE(rows.size(), std::size_t{7});
    QCOMPARE(rows.sourceOf(2), std::size_t{2});
    QCOMPARE(rows.sourceOf(3), std::size_t{6});
    QCOMPARE(rows.shownOf(5), std::size_t{2});
    QCOMPARE(rows.shownOf(6), std::size_t{3});
    QVERIFY(!rows.anyOpen(0, 10));
    rows.setOpen(4, true);
    QCOMPARE(rows.size(), std::size_t{10});
    QVERIFY(rows.anyOpen(5, 6));
    QVERIFY(!rows.anyOpen(6, 10));
    rows.clear(3);
    QCOMPARE(rows.size(), std::size_t{3});
}

void TestFoldedRows::randomly()
{
    std::mt19937 random(7);
    const auto number = [&](std::size_t below) {
        return static_cast<std::uint32_t>(random() % below);
    };
    for (int round = 0; round < 60; ++round) {
        FoldedRows folded;
        Plain plain;
        for (int step = 0; step < 30; ++step) {
            plain.source += number(6);
            folded.setSource(plain.source);
            if (plain.source < 4) {
                continue;
            }
            Fold fold;
            fold.first = number(plain.source - 2);
            fold.rows = 1 + number(std::min<std::size_t>(plain.source - fold.first, 9));
            const bool open = number(3) == 0;
            if (number(3) == 0 && plain.at(fold.first)) {
                const_cast<Plain::Part*>(plain.at(fold.first))->open = open;
                folded.setOpen(fold.first, open);
            } else {
                plain.put(fold, open);
                folded.put(fold, open);
            }
            compare(folded, plain);
        }
    }
}

void TestFoldedRows::aMillion()
{
    FoldedRows rows;
    constexpr std::uint32_t Count = 1'000'000;
    rows.setSource(std::size_t{Count} * 10);
    for (std::uint32_t i = 0; i < Count; ++i) {
        rows.put({i * 10, 5, 5, i * 10 + 4}, false);
    }
    QCOMPARE(rows.size(), std::size_t{Count} * 6);
    rows.setOpen(0, true);
    QCOMPARE(rows.size(), std::size_t{Count} * 6 + 4);
    QCOMPARE(rows.sourceOf(rows.size() - 1), std::size_t{Count} * 10 - 1);
}

FRAMESCOPE_TEST(TestFoldedRows)

} // namespace tst_folded_rows

#include "tst_folded_rows.moc"
