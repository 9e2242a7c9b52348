// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/editing/completion.h"
#include "scenario/editing/key_table.h"
#include "scenario/editing/yaml_place.h"
#include "scenario/format/read_scenario.h"
#include "support/test_program.h"

#include <algorithm>

namespace tst_scenario_completion {

using namespace framescope;
using namespace framescope::scenario;

namespace {

/// The place of the sign | in a text, which is not in it.
YamlPlace placeIn(std::string text)
{
    static std::string kept; // the place refers to it
    const std::size_t at = text.find('|');
    kept = text.erase(at, 1);
    return yamlPlaceAt(kept, at);
}

QString written(const std::vector<std::string>& path)
{
    QStringList keys;
    for (const std::string& key : path) {
        keys += QString::fromStdString(key);
    }
    return keys.join(QLatin1Char(' '));
}

std::vector<std::string> offeredIn(std::string text, const std::vector<std::string>& variables = {})
{
    const std::size_t at = text.find('|');
    text.erase(at, 1);
    std::vector<std::string> offered;
    for (const auto& choice : completionsAt(text, at, variables).choices) {
        offered.push_back(choice.text);
    }
    return offered;
}

bool isIn(const std::vector<std::string>& offered, const std::string& word)
{
    return std::ranges::find(offered, word) != offered.end();
}

} // namespace

class TestScenarioCompletion : public QObject
{
    Q_OBJECT

private slots:
    void places_data();
    void places();
    void offers_data();
    void offers();
    void variables();
    void whatIsOfferedIsUnderstood_data();
    void whatIsOfferedIsUnderstood();
    void anyTextIsPossible();
};

void TestScenarioCompletion::places_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << "|"
                             << ""
                             << ""
                             << "";
    QTest::newRow("a key of the file") << "name: a\nst|"
                                       << ""
                                       << ""
                                       << "st";
    QTest::newRow("its value") << "name: a|"
                               << ""
                               << "name"
                               << "a";
    QTest::newRow("a step") << "steps:\n  - se|"
                            << "steps -"
                            << ""
                            << "se";
    QTest::newRow("a list that is not indented") << "steps:\n- se|"
                                                 << "steps -"
                                                 << ""
                                                 << "se";
    QTest::newRow("below a key") << "steps:\n  - expect:\n      me|"
                                 << "steps - expect"
                                 << ""
                                 << "me";
    QTest::newRow("the next step") << "steps:\n  - send: a\n  - |"
                                   << "steps -"
                                   << ""
                                   << "";
    QTest::newRow("in braces") << "steps:\n  - expect: { message: a, wi|"
                               << "steps - expect"
                               << ""
                               << "wi";
    QTest::newRow("a value in braces") << "steps:\n  - expect: { close: { by: s|"
                                       << "steps - expect close"
                                       << "by"
                                       << "s";
    QTest::newRow("behind closed braces") << "steps:\n  - expect: { close: { by: server }, |"
                                          << "steps - expect"
                                          << ""
                                          << "";
    QTest::newRow("in brackets") << "steps:\n  - expect: { any_order: [ { me|"
                                 << "steps - expect any_order -"
                                 << ""
                                 << "me";
    QTest::newRow("over lines") << "connect: {\n  url: \"ws://a\",\n  he|"
                                << "connect"
                                << ""
                                << "he";
    QTest::newRow("a quoted key") << "steps:\n  - expect:\n      message:\n        json:\n"
                                     "          \"$.a b\": { ma|"
                                  << "steps - expect message json $.a b"
                                  << ""
                                  << "ma";
    QTest::newRow("back to the file") << "steps:\n  - send: a\nne|"
                                      << ""
                                      << ""
                                      << "ne";
    QTest::newRow("a colon in a value") << "connect: ws://a:80/|"
                                        << ""
                                        << "connect"
                                        << "ws://a:80/";
}

void TestScenarioCompletion::places()
{
    QFETCH(QString, text);
    const YamlPlace place = placeIn(text.toStdString());
    QTEST(written(place.path), "path");
    QTEST(QString::fromStdString(place.key), "key");
    QTEST(QString::fromUtf8(place.written.data(), static_cast<qsizetype>(place.written.size())),
          "typed");
    QVERIFY(!place.isComment);
}

void TestScenarioCompletion::offers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("has");
    QTest::addColumn<QString>("hasNot");
    QTest::newRow("file") << "|"
                          << "steps: "
                          << "send: ";
    QTest::newRow("steps") << "connect: ws://a\nsteps:\n  - |"
                           << "send: "
                           << "accept: ";
    QTest::newRow("steps of a server") << "serve: /a\nsteps:\n  - |"
                                       << "accept: "
                                       << "connect: ";
    QTest::newRow("expect") << "steps:\n  - expect: { |"
                            << "close: "
                            << "send: ";
    QTest::newRow("a word") << "steps:\n  - expect: o|"
                            << "open"
                            << "close";
    QTest::newRow("one of") << "steps:\n  - expect:\n      one_of:\n        - |"
                            << "then: "
                            << "url: ";
    QTest::newRow("a message") << "steps:\n  - expect: { message: { |"
                               << "json: "
                               << "then: ";
    QTest::newRow("JSON") << "steps:\n  - expect: { message: { json: { $.a: { |"
                          << "exists: "
                          << "json: ";
    QTest::newRow("type in JSON") << "steps:\n  - expect: { message: { json: { $.a: { type: |"
                                  << "number"
                                  << "binary";
    QTest::newRow("close") << "steps:\n  - expect: { close: { |"
                           << "clean: "
                           << "text: ";
    QTest::newRow("by") << "steps:\n  - expect: { close: { by: |"
                        << "server"
                        << "true";
    QTest::newRow("connect") << "connect:\n  |"
                             << "headers: "
                             << "steps: ";
    QTest::newRow("TLS") << "connect:\n  url: wss://a\n  tls:\n    |"
                         << "insecure: "
                         << "headers: ";
    QTest::newRow("version of TLS") << "connect: { tls: { lowest: |"
                                    << "1.2"
                                    << "true";
    QTest::newRow("a proxy") << "connect: { proxy: { |"
                             << "except: "
                             << "headers: ";
    QTest::newRow("a header of a request is a name") << "connect: { headers: { |"
                                                     << ""
                                                     << "matches: ";
    QTest::newRow("send") << "steps:\n  - send: { |"
                          << "binary: "
                          << "code: ";
    QTest::newRow("one of several") << "steps:\n  - expect: { one_of: [ { |"
                                    << "then: "
                                    << "within: ";
    QTest::newRow("one of all") << "steps:\n  - expect: { any_order: [ { |"
                                << "message: "
                                << "skip: ";
    QTest::newRow("set") << "steps:\n  - set: { token: { |"
                         << "json: "
                         << "name: ";
    QTest::newRow("a filter") << "never: sev|"
                              << "severity:"
                              << "steps: ";
    QTest::newRow("a value of a filter") << "never: \"type:text severity:|"
                                         << "error"
                                         << "text";
    QTest::newRow("filters") << "never:\n  - is:|"
                             << "violation"
                             << "steps: ";
    QTest::newRow("a template") << "steps:\n  - send: \"{{uu|"
                                << "uuid}}"
                                << "now}}";
    QTest::newRow("not in a comment") << "steps: # s|"
                                      << ""
                                      << "send: ";
    QTest::newRow("not in a text of lines") << "description: |\n  s|"
                                            << ""
                                            << "steps: ";
}

void TestScenarioCompletion::offers()
{
    QFETCH(QString, text);
    QFETCH(QString, has);
    QFETCH(QString, hasNot);
    if (text.count(QLatin1Char('|')) == 2) { // the first one begins a text of several lines
        const std::string whole = text.toStdString();
        std::string before = whole;
        before.pop_back();
        QVERIFY(completionsAt(before, before.size(), {}).choices.empty());
        return;
    }
    const auto offered = offeredIn(text.toStdString());
    QVERIFY(has.isEmpty() ? offered.empty() : isIn(offered, has.toStdString()));
    QVERIFY(!isIn(offered, hasNot.toStdString()));
}

void TestScenarioCompletion::variables()
{
    const auto offered = offeredIn("variables: { url: ws://a, user: b }\nmatrix:\n  code: [1]\n"
                                   "steps:\n  - set: { token: { json: $.t } }\n"
                                   "  - repeat: { times: 3, as: i, steps: [ { send: \"{{|",
                                   {"stage"});
    for (const char* name : {"url}}", "user}}", "code}}", "token}}", "i}}", "stage}}", "uuid}}"}) {
        QVERIFY2(isIn(offered, name), name);
    }
}

void TestScenarioCompletion::whatIsOfferedIsUnderstood_data()
{
    QTest::addColumn<QString>("before");
    QTest::newRow("file") << "";
    QTest::newRow("steps") << "connect: ws://a\nsteps:\n  - ";
    QTest::newRow("steps of a server") << "serve: /a\nsteps:\n  - ";
    QTest::newRow("expect") << "connect: ws://a\nsteps:\n  - expect: { ";
    QTest::newRow("one_of") << "connect: ws://a\nsteps:\n  - expect: { one_of: [ { ";
    QTest::newRow("any_order") << "connect: ws://a\nsteps:\n  - expect: { any_order: [ { ";
    QTest::newRow("message") << "connect: ws://a\nsteps:\n  - expect: { message: { ";
    QTest::newRow("open") << "connect: ws://a\nsteps:\n  - expect: { open: { ";
    QTest::newRow("refused") << "connect: ws://a\nsteps:\n  - expect: { refused: { ";
    QTest::newRow("error") << "connect: ws://a\nsteps:\n  - expect: { error: { ";
    QTest::newRow("close") << "connect: ws://a\nsteps:\n  - expect: { close: { ";
    QTest::newRow("request") << "serve: /a\nsteps:\n  - expect: { request: { ";
    QTest::newRow("connect") << "steps: [ { send: a } ]\nconnect: { ";
    QTest::newRow("send") << "connect: ws://a\nsteps:\n  - send: { ";
    QTest::newRow("part") << "serve: /a\nsteps:\n  - part: { ";
    QTest::newRow("close that is sent") << "connect: ws://a\nsteps:\n  - send: { close: { ";
    QTest::newRow("set") << "connect: ws://a\nsteps:\n  - set: { a: { ";
    QTest::newRow("repeat") << "connect: ws://a\nsteps:\n  - repeat: { ";
    QTest::newRow("parallel") << "connect: ws://a\nsteps:\n  - parallel: [ { ";
    QTest::newRow("serve") << "steps: [ { send: a } ]\nserve: { ";
    QTest::newRow("accept") << "serve: /a\nsteps:\n  - accept: { ";
    for (const char* option : {"authorization", "tls", "proxy", "compression", "timeouts",
                               "reconnect", "authorization: { basic"}) {
        QTest::newRow(option) << QStringLiteral("steps: [ { send: a } ]\nconnect: { url: ws://a, "
                                                "%1: { ")
                                     .arg(QLatin1String(option));
    }
    QTest::newRow("a frame") << "connect: ws://a\nsteps:\n  - send: { frames: [ { ";
    QTest::newRow("a frame of a part") << "serve: /a\nsteps:\n  - part: { frames: [ { ";
    QTest::newRow("respond") << "serve: /a\nsteps:\n  - respond: { ";
    QTest::newRow("a header") << "connect: ws://a\nsteps:\n  - expect: { open: { headers: { X: { ";
    QTest::newRow("refuse") << "serve: /a\nsteps:\n  - refuse: { ";
}

/// The reader knows each key that is offered there, whatever it says to its value.
void TestScenarioCompletion::whatIsOfferedIsUnderstood()
{
    QFETCH(QString, before);
    const std::string text = before.toStdString();
    const auto offered = completionsAt(text, text.size(), {}).choices;
    QVERIFY(!offered.empty());
    std::string closing;
    for (const char c : text) {
        closing += c == '{' ? "}" : c == '[' ? "]" : "";
        if (c == '}' || c == ']') {
            closing.pop_back();
        }
    }
    std::ranges::reverse(closing);
    for (const auto& choice : offered) {
        const auto read =
            scenarioFrom(text + choice.text + "1" + closing + "\n", QStringLiteral("/tmp/a.yaml"));
        const std::string said = read ? std::string() : read.error().what;
        const std::string key = choice.text.substr(0, choice.text.size() - 2);
        QVERIFY2(said.find("the key \"" + key + "\" is not known") == std::string::npos,
                 (choice.text + said).c_str());
    }
    const auto wrong =
        scenarioFrom(text + "zzz: 1" + closing + "\n", QStringLiteral("/tmp/a.yaml"));
    QVERIFY(!wrong && wrong.error().what.find("is not known") != std::string::npos);
}

void TestScenarioCompletion::anyTextIsPossible()
{
    const std::string text = "a: {b: [}]\n- - : |\n   \"x\n{{ }} '\n\t# :{\nsteps:\n- expect: {a";
    for (std::size_t at = 0; at <= text.size(); ++at) {
        completionsAt(text, at, {});
        for (std::size_t from = 0; from < at; from += 3) {
            completionsAt(text.substr(from), at - from, {});
        }
    }
}

FRAMESCOPE_TEST(TestScenarioCompletion)

} // namespace tst_scenario_completion

#include "tst_scenario_completion.moc"
