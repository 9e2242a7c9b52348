// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "timeline/decode/ping_table.h"

#include <QTest>

namespace tst_ping_table {

using namespace framescope;
using namespace framescope::timeline;

namespace {

// "+a" is a ping with payload a, "-a" a pong. Pings are numbered from 1.
struct Row
{
    const char* name;
    const char* steps;
    const char*
        answers; ///< what each pong answered: a number, "?" unknown payload, "!" nothing waits
    const char* unanswered;
};

const Row Rows[] = {
    {"one each", "+a -a +b -b", "1 2", ""},
    {"nothing waits", "-a +a -a -a", "! 1 !", ""},
    {"another payload", "+a -b", "?", "1"},
    {"the latest alone", "+a +b +c -c", "3", ""},
    {"later ones wait", "+a +b +c -a", "1", "2 3"},
    {"the older ones wait no longer", "+a +b -b -a", "2 !", ""},
    {"equal payloads in order", "+a +a +a -a -a -a", "1 2 3", ""},
    {"equal payloads, the latest alone", "+a +a +a -a", "1", ""},
    {"equal payloads, one more after the pong", "+a +a -a +a", "1", "3"},
};

} // namespace

class PingTableTest : public QObject
{
    Q_OBJECT

private slots:
    void steps_data()
    {
        QTest::addColumn<QString>("steps");
        QTest::addColumn<QString>("answers");
        QTest::addColumn<QString>("unanswered");
        for (const Row& row : Rows) {
            QTest::newRow(row.name) << row.steps << row.answers << row.unanswered;
        }
    }
    void steps()
    {
        QFETCH(QString, steps);
        QFETCH(QString, answers);
        QFETCH(QString, unanswered);
        PingTable table;
        std::uint32_t number = 0;
        QStringList got;
        for (const QString& step : steps.split(' ')) {
            const std::string payload = step.mid(1).toStdString();
            if (step[0] == '+') {
                table.add({EventId{++number}, {}}, asBytes(payload), payload.size());
                continue;
            }
            const auto answer = table.answer(asBytes(payload), payload.size());
            got << (answer.ping         ? QString::number(answer.ping->id.value)
                    : answer.anyWaiting ? QString("?")
                                        : QString("!"));
        }
        QCOMPARE(got.join(' '), answers);
        QStringList left;
        for (const EventId id : table.unanswered()) {
            left << QString::number(id.value);
        }
        QCOMPARE(left.join(' '), unanswered);
    }

    void bounded()
    {
        PingTable table;
        for (std::uint32_t i = 0; i < 2 * PingTable::Capacity; ++i) {
            table.add({EventId{i}, {}}, {}, 0);
        }
        QCOMPARE(table.unanswered().size(), PingTable::Capacity);
        QCOMPARE(table.answer({}, 0).ping->id.value, std::uint32_t{PingTable::Capacity});
    }

    void longPayloads()
    {
        // Violates RFC 6455 5.5, but can be sent: the kept part and the length are compared.
        PingTable table;
        const Bytes kept(200, 'x');
        table.add({EventId{1}, {}}, kept, 70'000);
        QVERIFY(!table.answer(kept, 70'001).ping);
        QVERIFY(table.answer(kept, 70'000).ping.has_value());
    }
};

FRAMESCOPE_TEST(PingTableTest)

} // namespace tst_ping_table

#include "tst_ping_table.moc"
