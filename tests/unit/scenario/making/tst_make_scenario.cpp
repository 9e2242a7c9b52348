// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/read_scenario.h"
#include "scenario/making/make_scenario.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/decode/load.h"

#include <algorithm>

namespace tst_make_scenario {

using namespace framescope;
using namespace framescope::scenario;
using Use = Proposal::Use;

namespace {

constexpr const char* Uuid = "0b9d6f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b";

struct Rows
{
    explicit Rows(const std::string& script, const std::vector<std::uint32_t>& chosen = {})
    {
        capture.play("connecting ws://example.com/chat?x=1\ntcp\n-> request\n<- 101\n" + script);
        capture.finish();
        loaded = timeline::load(capture.path());
        if (!loaded) {
            qFatal("the script is wrong");
        }
        std::vector<EventId> events;
        for (const std::uint32_t event : chosen) {
            events.push_back(EventId{event});
        }
        auto read = readRows(*loaded->timeline, events);
        if (!read) {
            qFatal("%s", read.error().message().c_str());
        }
        recorded = *read;
        proposals = proposalsFor(recorded);
    }

    std::string text() const
    {
        const auto made = scenarioOf(recorded, proposals);
        return made ? scenarioText(made->scenario) : made.error().message();
    }
    bool has(const char* part) const { return text().find(part) != std::string::npos; }
    const Proposal* of(Use use) const
    {
        const auto found = std::ranges::find(proposals, use, &Proposal::use);
        return found == proposals.end() ? nullptr : &*found;
    }

    test::CaptureScript capture;
    Result<timeline::Loaded> loaded = failure("not read");
    Recorded recorded;
    std::vector<Proposal> proposals;
};

/// The events of the messages and of the end, without the first of them.
std::vector<std::uint32_t> messagesOf(const Rows& rows, std::size_t without)
{
    std::vector<std::uint32_t> events;
    for (const Recorded::Line& line : rows.recorded.lines) {
        if (line.what != Recorded::Line::What::Open) {
            events.push_back(line.event.value);
        }
    }
    events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(without));
    return events;
}

} // namespace

class TestMakeScenario : public QObject
{
    Q_OBJECT

private slots:
    void rowsBecomeSendsAndExpectations();
    void whatIsWrittenCanBeRead();
    void whatCameInAndGoesOut();
    void whatIsSentFirst();
    void whatOnlyComes();
    void inTexts();
    void counters();
    void countersFromTheMiddle();
    void countersBehindOthers();
    void passesOverWhatWasNotChosen();
    void uncheckedStaysAsItIs();
    void secretsAreNotWritten();
    void receivedSecretsAreNotWritten();
    void bracesAreKept();
    void ends_data();
    void ends();
    void chosenRowsAlone();
    void looks_data();
    void looks();
};

void TestMakeScenario::rowsBecomeSendsAndExpectations()
{
    const Rows rows("-> text hello\n<- text {\"type\":\"greeting\",\"n\":[1,2.50],\"ok\":true}\n"
                    "<- binary cafe\n<- close 1000 bye\n-> close 1000 bye\n<- fin\n-> fin\n");
    const std::string text = rows.text();
    QVERIFY2(rows.has("url: \"ws://example.com/chat?x=1\""), text.c_str());
    QVERIFY2(rows.has("- expect: open"), text.c_str());
    QVERIFY2(rows.has("- send: hello"), text.c_str());
    QVERIFY2(rows.has("$.type: greeting"), text.c_str());
    QVERIFY2(rows.has("2.50"), text.c_str());
    QVERIFY2(rows.has("$.ok: true"), text.c_str());
    QVERIFY2(rows.has("binary: \"63616665\""), text.c_str());
    QVERIFY2(rows.has("by: server"), text.c_str());
    QVERIFY2(rows.has("reason: bye"), text.c_str());
}

void TestMakeScenario::whatIsWrittenCanBeRead()
{
    const Rows rows("-> text {\"id\":\"" + std::string(Uuid) +
                    "\",\"t\":1764583200123}\n<- text {\"id\":\"" + Uuid +
                    "\",\"session\":\"a1b2c3d4e5f6a7b8c9\"}\n-> text a1b2c3d4e5f6a7b8c9 /\\.*\n"
                    "<- text at 2026-12-01T10:00:00Z (a/b)\n-> ping beat\n<- pong beat\n");
    const std::string text = rows.text();
    const auto read = scenarioFrom(text, QStringLiteral("/tmp/made.yaml"));
    QVERIFY2(read, (read ? text : read.error().message() + "\n" + text).c_str());
    QCOMPARE(scenarioText(*read), text);
    QVERIFY(checkVariables(*read, {}));
}

void TestMakeScenario::whatCameInAndGoesOut()
{
    const Rows rows("<- text {\"type\":\"welcome\",\"session\":{\"id\":\"s-4711\"}}\n"
                    "-> text {\"join\":\"s-4711\"}\n<- text {\"joined\":\"s-4711\"}\n");
    const Proposal* taken = rows.of(Use::Taken);
    QVERIFY(taken);
    QCOMPARE(taken->value, std::string("s-4711"));
    QCOMPARE(taken->name, std::string("id"));
    QCOMPARE(taken->path, std::string("$.session.id"));
    const std::string text = rows.text();
    QVERIFY2(rows.has("json: $.session.id"), text.c_str());
    QVERIFY2(rows.has("- send: '{\"join\":\"{{id}}\"}'"), text.c_str());
    QVERIFY2(rows.has("$.joined: \"{{id}}\""), text.c_str());
    QVERIFY2(!rows.has("s-4711"), text.c_str());
}

void TestMakeScenario::whatIsSentFirst()
{
    const Rows rows("-> text {\"request\":\"" + std::string(Uuid) + "\",\"at\":1764583200123}\n" +
                    "<- text {\"answers\":\"" + Uuid + "\"}\n");
    const std::string text = rows.text();
    QVERIFY2(rows.has("request: \"{{uuid}}\""), text.c_str());
    QVERIFY2(rows.has("at: \"{{now}}\""), text.c_str());
    QVERIFY2(rows.has("$.answers: \"{{request}}\""), text.c_str());
    QVERIFY2(!rows.has(Uuid), text.c_str());
}

void TestMakeScenario::whatOnlyComes()
{
    const Rows rows("<- text {\"event\":\"" + std::string(Uuid) +
                    "\",\"time\":1764583200,\"kind\":\"a\"}\n<- text {\"event\":\"" +
                    "1b9d6f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b\",\"time\":1764583201,\"kind\":\"b\"}\n");
    QCOMPARE(std::ranges::count(rows.proposals, Use::Any, &Proposal::use), 2); // each path once
    const std::string text = rows.text();
    QVERIFY2(rows.has("matches: "), text.c_str());
    QVERIFY2(rows.has("type: number"), text.c_str());
    QVERIFY2(rows.has("$.kind: b"), text.c_str());
    QVERIFY2(!rows.has("1b9d6f5e"), text.c_str());
}

void TestMakeScenario::inTexts()
{
    const Rows rows("<- text your token is a1b2c3d4e5f6a7b8c9.\n-> text login a1b2c3d4e5f6a7b8c9\n"
                    "<- text hello, it is 2026-12-01T10:00:00Z now\n");
    const std::string text = rows.text();
    QVERIFY2(rows.has("login {{token}}"), text.c_str());
    QVERIFY2(rows.has("text: "), text.c_str());
    QVERIFY2(rows.has("matches: "), text.c_str());
    QVERIFY2(!rows.has("2026-12-01"), text.c_str());
    QVERIFY2(!rows.has("a1b2c3d4"), text.c_str());
}

void TestMakeScenario::counters()
{
    const Rows rows("<- text {\"seq\":71,\"n\":1}\n<- text {\"seq\":72,\"n\":2}\n");
    QCOMPARE(rows.proposals.size(), std::size_t{2});
    for (const Proposal& proposal : rows.proposals) {
        QCOMPARE(proposal.chosen, proposal.path == "$.seq"); // what begins at 1 does so again
    }
    const std::string text = rows.text();
    QVERIFY2(rows.has("$.n: 2"), text.c_str());
    QVERIFY2(!rows.has("72"), text.c_str());
    const Rows steps("<- text {\"at\":10,\"size\":7}\n<- text {\"at\":17,\"size\":7}\n"
                     "<- text {\"at\":20,\"size\":9}\n");
    QCOMPARE(steps.proposals.size(), std::size_t{1});
    QCOMPARE(steps.proposals.front().path, std::string("$.at"));
}

/// A counter that was not chosen from its beginning is elsewhere in the next run.
void TestMakeScenario::countersFromTheMiddle()
{
    const std::string script = "<- text {\"n\":0}\n<- text {\"n\":1}\n<- text {\"n\":2}\n";
    const Rows all(script);
    QVERIFY2(all.has("$.n: 1"), all.text().c_str());
    std::vector<std::uint32_t> chosen;
    for (const Recorded::Line& line : all.recorded.lines) {
        if (line.payload.size() > 1 && line.payload.find('0') == std::string::npos) {
            chosen.push_back(line.event.value);
        }
    }
    QCOMPARE(chosen.size(), std::size_t{2});
    const Rows rows(script, chosen);
    QVERIFY2(!rows.has("$.n: 1") && !rows.has("$.n: 2"), rows.text().c_str());
    QVERIFY2(rows.has("$.n"), rows.text().c_str());
}

/// A counter begins where it does, whether what came before it is chosen or not.
void TestMakeScenario::countersBehindOthers()
{
    const std::string script = "<- text {\"hi\":1}\n<- text {\"n\":1}\n<- text {\"n\":2}\n";
    const Rows all(script);
    const Rows rows(script, messagesOf(all, 1));
    QCOMPARE(all.proposals.size(), std::size_t{1});
    QCOMPARE(rows.proposals.size(), std::size_t{1});
    QCOMPARE(all.proposals.front().chosen, rows.proposals.front().chosen);
}

/// The next run receives what was not chosen, too.
void TestMakeScenario::passesOverWhatWasNotChosen()
{
    const std::string script = "<- text welcome\n-> text one\n<- text two\n<- text three\n"
                               "<- text four\n<- close 1000\n-> close 1000\n<- fin\n-> fin\n";
    const Rows all(script);
    QVERIFY2(!all.has("skip"), all.text().c_str());
    // "one", "two", and the end
    std::vector<std::uint32_t> chosen = messagesOf(all, 1);
    chosen.erase(chosen.begin() + 2, chosen.begin() + 4);
    const Rows rows(script, chosen);
    const auto made = scenarioOf(rows.recorded, rows.proposals);
    QVERIFY(made);
    QCOMPARE(made->scenario.steps.size(), std::size_t{4});
    QVERIFY(!std::get<Expectation>(made->scenario.steps[0].what).skipOthers); // it opens
    QVERIFY(std::get<Expectation>(made->scenario.steps[2].what).skipOthers);
    QVERIFY(std::get<Expectation>(made->scenario.steps[3].what).skipOthers);
    const auto read = scenarioFrom(rows.text(), QStringLiteral("/tmp/made.yaml"));
    QVERIFY2(read, rows.text().c_str());
}

void TestMakeScenario::uncheckedStaysAsItIs()
{
    Rows rows("<- text {\"id\":\"" + std::string(Uuid) + "\"}\n-> text " + Uuid + "\n");
    for (Proposal& proposal : rows.proposals) {
        proposal.chosen = false;
    }
    const std::string text = rows.text();
    QVERIFY2(rows.has((std::string("$.id: \"") + Uuid).c_str()), text.c_str());
    QVERIFY2(rows.has((std::string("- send: \"") + Uuid).c_str()), text.c_str());
    QVERIFY2(!rows.has("{{"), text.c_str());
}

void TestMakeScenario::secretsAreNotWritten()
{
    const Rows rows("-> text {\"password\":\"open sesame\"}\n<- text {\"ok\":true}\n");
    const auto made = scenarioOf(rows.recorded, rows.proposals);
    QVERIFY(made);
    const std::string text = scenarioText(made->scenario);
    QVERIFY2(text.find("sesame") == std::string::npos, text.c_str());
    QVERIFY2(text.find("{{secret.password}}") != std::string::npos, text.c_str());
    QCOMPARE(made->secrets.at(QStringLiteral("secret.password")), QStringLiteral("open sesame"));
}

/// However short they are, and whatever they are made of.
void TestMakeScenario::receivedSecretsAreNotWritten()
{
    const Rows rows(
        "<- text {\"type\":\"welcome\",\"token\":\"abc96594\",\"password\":\"sesame\"}\n"
        "-> text hello\n");
    QCOMPARE(rows.proposals.size(), std::size_t{2});
    const std::string text = rows.text();
    QVERIFY2(text.find("abc96594") == std::string::npos, text.c_str());
    QVERIFY2(text.find("sesame") == std::string::npos, text.c_str());
    QVERIFY2(rows.has("$.token: {type: string}"), text.c_str());
    const Rows again("<- text {\"token\":\"abc96594\"}\n-> text {\"token\":\"abc96594\"}\n");
    QVERIFY2(again.has("{{token}}"), again.text().c_str());
    QVERIFY2(!again.has("abc96594"), again.text().c_str());
}

void TestMakeScenario::bracesAreKept()
{
    const Rows rows("-> text say {{uuid}}\n<- text you said {{uuid}}\n");
    const std::string text = rows.text();
    const auto read = scenarioFrom(text, QStringLiteral("/tmp/made.yaml"));
    QVERIFY2(read, text.c_str());
    const auto& send = std::get<Send>(read->steps.at(1).what);
    QCOMPARE(send.draft.content, QStringLiteral("say \\{{uuid}}"));
}

void TestMakeScenario::ends_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("part");
    QTest::newRow("by the client") << "-> close 4001 done\n<- close 4001 done\n<- fin\n-> fin\n"
                                   << "code: 4001, by: client, clean: true";
    QTest::newRow("without a code") << "<- close\n-> close\n<- fin\n-> fin\n"
                                    << "code: none, by: server";
    QTest::newRow("no Close") << "<- fin\n-> fin\n"
                              << "code: 1006, by: nobody, clean: false";
}

void TestMakeScenario::ends()
{
    QFETCH(QString, script);
    QFETCH(QString, part);
    const Rows rows(script.toStdString());
    std::string text = rows.text();
    const auto read = scenarioFrom(text, QStringLiteral("/tmp/made.yaml"));
    QVERIFY2(read, text.c_str());
    for (const QString& each : part.split(QStringLiteral(", "))) {
        QVERIFY2(text.find(each.toStdString()) != std::string::npos, text.c_str());
    }
}

void TestMakeScenario::chosenRowsAlone()
{
    const Rows all("-> text one\n<- text two\n-> ping p\n<- text three\n");
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t i = 0; i < all.loaded->timeline->size(); ++i) {
        const auto& entry = all.loaded->timeline->entry(EventId{i});
        if (entry.type == timeline::Type::Ping || entry.type == timeline::Type::Text) {
            chosen.push_back(i);
        }
    }
    chosen.erase(chosen.begin()); // not the first message
    const Rows rows("-> text one\n<- text two\n-> ping p\n<- text three\n", chosen);
    const std::string text = rows.text();
    QVERIFY2(rows.has("- expect: open"), text.c_str());
    QVERIFY2(!rows.has("one"), text.c_str());
    QVERIFY2(rows.has("ping: p"), text.c_str());
    QVERIFY2(rows.has("message: three"), text.c_str());
    QVERIFY2(!all.has("ping"), text.c_str());
}

void TestMakeScenario::looks_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("look"); // -1: none
    QTest::newRow("UUID") << Uuid << "" << static_cast<int>(Look::Uuid);
    QTest::newRow("time") << "2026-12-01T10:00:00.123+01:00"
                          << "" << static_cast<int>(Look::IsoTime);
    QTest::newRow("seconds") << "1764583200"
                             << "" << static_cast<int>(Look::UnixTime);
    QTest::newRow("token") << "x7Yp2QmZ81LkTv0wA"
                           << "" << static_cast<int>(Look::Token);
    QTest::newRow("id") << "88123"
                        << "orderId" << static_cast<int>(Look::Identifier);
    QTest::newRow("small id") << "7"
                              << "id" << -1;
    QTest::newRow("a word") << "internationalization"
                            << "" << -1;
    QTest::newRow("a price") << "1234.5"
                             << "price" << -1;
    QTest::newRow("paid is no id") << "1234"
                                   << "paid" << -1;
}

void TestMakeScenario::looks()
{
    QFETCH(QString, value);
    QFETCH(QString, key);
    QFETCH(int, look);
    const auto found = lookOf(value.toStdString(), key.toStdString(), false);
    QCOMPARE(found ? static_cast<int>(*found) : -1, look);
}

FRAMESCOPE_TEST(TestMakeScenario)

} // namespace tst_make_scenario

#include "tst_make_scenario.moc"
