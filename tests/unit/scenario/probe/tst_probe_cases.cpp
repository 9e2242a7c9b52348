// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "scenario/probe/case_list.h"
#include "scenario/probe/guard.h"
#include "scenario/probe/probe.h"
#include "scenario/probe/rate_gate.h"
#include "support/test_program.h"
#include "wire/frames/frame_encoder.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <set>

namespace tst_probe_cases {

using namespace framescope;
using namespace framescope::scenario::probe;

class ProbeCasesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyCaseOfAutobahnHasItsCounterpart();
    void casesAreWhole();
    void noScriptSendsMoreThanItSays();
    void patternsChooseCases_data();
    void patternsChooseCases();
    void anUnknownPatternIsAnError();
    void theGuardLeavesOutWhatDoesNotFit();
    void connectionsAreSpaced();
    void knowsThisMachine_data();
    void knowsThisMachine();
    void refusesWhatCasesCannotKeep();
};

/// The numbers are those of the suite's own list, one a line.
void ProbeCasesTest::everyCaseOfAutobahnHasItsCounterpart()
{
    QFile file(qEnvironmentVariable("FRAMESCOPE_TEST_DATA") +
               QStringLiteral("/probe/autobahn_cases.txt"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    std::set<std::string> known;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (!line.isEmpty()) {
            known.insert(line.toStdString());
        }
    }
    QCOMPARE(known.size(), std::size_t{517});
    std::multiset<std::string> covered;
    for (const Case& one : allCases({})) {
        covered.insert(one.autobahn.begin(), one.autobahn.end());
    }
    for (const std::string& number : known) {
        QVERIFY2(covered.count(number) == 1,
                 qPrintable(QString::number(covered.count(number)) + QStringLiteral(" cases for ") +
                            toQString(number)));
    }
    QCOMPARE(covered.size(), known.size());
}

void ProbeCasesTest::casesAreWhole()
{
    std::set<std::string> ids;
    const std::vector<std::string> groups = groupNames();
    for (const Case& one : allCases({})) {
        QVERIFY2(ids.insert(one.id).second, one.id.c_str());
        QVERIFY2(std::ranges::find(groups, one.group()) != groups.end(), one.id.c_str());
        QVERIFY2(!one.title.empty() && !one.expected.empty() && !one.section.empty() &&
                     !one.attempts.empty() && (one.judge || !one.expectations.empty()),
                 one.id.c_str());
    }
    for (const std::string& group : groups) {
        QVERIFY2(!groupTitle(group).empty(), group.c_str());
    }
}

/// The frames of each script as they are on the wire, the head and the frames of closing aside.
void ProbeCasesTest::noScriptSendsMoreThanItSays()
{
    constexpr std::uint64_t Rest = 1'000;
    for (const bool echoes : {true, false}) {
        for (const Case& one : allCases({})) {
            for (const Attempt& attempt : one.attempts) {
                if (attempt.bytes > 2'000'000) {
                    continue; // made like shorter ones
                }
                Facts facts;
                facts.echoes = echoes;
                std::uint64_t sum = Rest;
                for (const Step& step : attempt.plan(facts).steps) {
                    const auto* sent = std::get_if<message::Outgoing>(&step);
                    if (const auto* frames = sent ? std::get_if<message::Frames>(sent) : nullptr) {
                        for (const message::Frame& frame : frames->frames) {
                            sum += wire::encodeFrame(frame.spec, viewOf(frame.payload)).size();
                        }
                    } else if (sent) {
                        sum += message::check(*sent).value();
                    }
                }
                QVERIFY2(sum <= attempt.bytes, one.id.c_str());
            }
        }
    }
}

void ProbeCasesTest::patternsChooseCases_data()
{
    QTest::addColumn<QStringList>("patterns");
    QTest::addColumn<int>("count");

    QTest::newRow("a case") << QStringList{QStringLiteral("ping.1")} << 1;
    QTest::newRow("a group") << QStringList{QStringLiteral("opcode")} << 10;
    QTest::newRow("a number") << QStringList{QStringLiteral("7.9.3")} << 1;
    QTest::newRow("numbers") << QStringList{QStringLiteral("7.9.*")} << 9;
    QTest::newRow("two that overlap")
        << QStringList{QStringLiteral("opcode.?"), QStringLiteral("4.*")} << 10;
}

void ProbeCasesTest::patternsChooseCases()
{
    QFETCH(QStringList, patterns);
    QFETCH(int, count);
    Settings settings;
    for (const QString& pattern : patterns) {
        settings.chosen.push_back(pattern.toStdString());
    }
    QCOMPARE(chosenCases(settings).value().size(), static_cast<std::size_t>(count));
}

void ProbeCasesTest::anUnknownPatternIsAnError()
{
    Settings settings;
    settings.chosen = {"ping", "utf"};
    const auto chosen = chosenCases(settings);
    QVERIFY(!chosen);
    QCOMPARE(chosen.error().message(),
             std::string("utf: no case has that name (did you mean utf8?)"));
}

void ProbeCasesTest::theGuardLeavesOutWhatDoesNotFit()
{
    Settings settings;
    settings.chosen = {"limit.1", "limit.6", "framing.1"};
    const auto cases = chosenCases(settings).value();
    const GuardedList all = guarded(cases, settings);
    QCOMPARE(all.load.cases, std::uint64_t{3});
    QCOMPARE(all.load.connections, std::uint64_t{4}); // that which meets the server too

    settings.maxBytes = 100'000;
    const GuardedList few = guarded(cases, settings);
    QCOMPARE(few.load.cases, std::uint64_t{2});
    QVERIFY(few.load.bytes <= settings.maxBytes);
    QVERIFY(few.reasons[0].empty() && few.reasons[1].empty());
    QVERIFY(few.reasons[2].find("--max-bytes") != std::string::npos);

    settings.maxConnections = 2;
    const GuardedList one = guarded(cases, settings);
    QCOMPARE(one.load.connections, std::uint64_t{2});
    QVERIFY(one.reasons[1].find("--max-connections") != std::string::npos);
}

void ProbeCasesTest::connectionsAreSpaced()
{
    using std::chrono::milliseconds;
    RateGate gate(10);
    const auto start = RateGate::Clock::now();
    QCOMPARE(gate.take(start), milliseconds(0));
    QCOMPARE(gate.take(start), milliseconds(100));
    QCOMPARE(gate.take(start + milliseconds(50)), milliseconds(150));
    QCOMPARE(gate.take(start + milliseconds(1'000)), milliseconds(0));
}

void ProbeCasesTest::knowsThisMachine_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("local");

    QTest::newRow("IPv4") << QStringLiteral("ws://127.0.0.1:80/") << true;
    QTest::newRow("another of its network") << QStringLiteral("ws://127.1.2.3/") << true;
    QTest::newRow("IPv6") << QStringLiteral("ws://[::1]/") << true;
    QTest::newRow("name") << QStringLiteral("wss://localhost/") << true;
    QTest::newRow("name below it") << QStringLiteral("wss://a.localhost/") << true;
    QTest::newRow("another name") << QStringLiteral("wss://localhost.example.org/") << false;
    QTest::newRow("address of the LAN") << QStringLiteral("ws://192.168.1.1/") << false;
    QTest::newRow("any address") << QStringLiteral("ws://0.0.0.0/") << false;
}

void ProbeCasesTest::knowsThisMachine()
{
    QFETCH(QString, url);
    QFETCH(bool, local);
    QCOMPARE(isLocal(QUrl(url)), local);
}

void ProbeCasesTest::refusesWhatCasesCannotKeep()
{
    Settings settings;
    settings.options.url = QUrl(QStringLiteral("ws://127.0.0.1:1/"));
    QVERIFY(Probe::create(settings));
    settings.options.rawRequest = "GET / HTTP/1.1\r\n\r\n";
    QVERIFY(!Probe::create(settings));
    settings.options.rawRequest.clear();
    settings.options.followRedirects = true;
    QVERIFY(!Probe::create(settings));
}

FRAMESCOPE_TEST(ProbeCasesTest)

} // namespace tst_probe_cases

#include "tst_probe_cases.moc"
