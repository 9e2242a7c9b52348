// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/read_scenario.h"
#include "scenario/format/reading.h"
#include "support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_scenario_mistakes {

using namespace framescope;
using namespace framescope::scenario;

namespace {

QString write(const QTemporaryDir& folder, const char* name, const QByteArray& text)
{
    QFile file(folder.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
        qFatal("can't write");
    }
    return file.fileName();
}

QByteArray errorOf(const ScenarioResult<Scenario>& read)
{
    return read ? QByteArray("no error") : QByteArray::fromStdString(read.error().message());
}

} // namespace

class ScenarioMistakesTest : public QObject
{
    Q_OBJECT

private slots:
    void mistakes_data();
    void mistakes();
    void missingValues_data();
    void missingValues();
    void foreignNumbers();
    void noMistakes();
    void manyMistakes();
    void filesThatAreMeant();
    void refusingNeedsNoSteps();
};

void ScenarioMistakesTest::mistakes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char* name, const QByteArray& text, const char* error) {
        QTest::newRow(name) << text << QByteArray(error);
    };
    const auto step = [&row](const char* name, const char* text, const char* error) {
        row(name, QByteArray("connect: ws://a\nsteps:\n  - ") + text + '\n', error);
    };
    row("nothing", "", "a.yaml:1:1: the file is empty (write connect: with a URL, and steps:)");
    row("key", "conect: ws://a\nsteps: [{expect: open}]\n",
        "a.yaml:1:1: the key \"conect\" is not known (did you mean connect? understood here: ");
    row("no steps", "connect: ws://a\n", "a.yaml:1:1: the scenario has no steps");
    row("no connect", "steps: [{expect: open}]\n", "a.yaml:1:1: it is not said what to connect to");
    row("both", "connect: ws://a\nserve:\nsteps: [{end: fin}]\n",
        "a.yaml:1:1: a scenario has connect: or serve:");
    row("never of a server", "serve:\nnever: is:json\nsteps: [{end: fin}]\n",
        "a.yaml:2:8: a server has no never: and always:");
    row("filter", "connect: ws://a\nnever: dir:sideways\nsteps: [{expect: open}]\n",
        "a.yaml:2:8: the filter is not understood at character 5: ");
    step("step", "exspect: open",
         "a.yaml:3:5: the key \"exspect\" is not known (did you mean "
         "expect? understood here: send, ");
    step("two steps", "{wait: 1s, send: a}", "a.yaml:3:16: a second step on the same line");
    step("word", "expect: opened", "a.yaml:3:13: this is no expectation: \"opened\"");
    step("kind", "expect: {mesage: a}",
         "a.yaml:3:14: the key \"mesage\" is not known (did you mean message? ");
    step("operator", "expect: {message: {json: {$.a: {'><': 1}}}}",
         "a.yaml:3:37: the key \"><\" is not known");
    step("two kinds", "expect: {message: a, close: 1000}",
         "a.yaml:3:26: a second expectation in the same step");
    step("only within", "expect: {within: 1s}", "a.yaml:3:13: nothing is expected here");
    step("time", "expect: {message: a, within: 2}",
         "a.yaml:3:34: \"2\" is no time of at most 24 days");
    step("code", "expect: {close: {code: abc}}", "a.yaml:3:28: \"abc\" is not understood");
    step("by", "expect: {close: {by: sever}}",
         "a.yaml:3:26: \"sever\" is not understood (did you mean server? ");
    step("regex", "expect: {message: {matches: /(/}}",
         "a.yaml:3:33: the regular expression is not understood");
    step("regex of a schema", "expect: {message: {schema: {pattern: '(?<=a+)b'}}}",
         "a.yaml:3:32: the schema:1:12: the regular expression can't be used: ");
    step("no schema", "expect: {message: {schema: {typ: string}}}",
         "a.yaml:3:32: the schema:1:1: this is neither an AsyncAPI document nor a JSON Schema: ");
    const QByteArray scenario =
        qgetenv("FRAMESCOPE_SOURCE_DIR") + "/resources/scenarios/close-codes.scenario.yaml";
    row("no contract", "connect: ws://a\ncontract: " + scenario + "\nsteps: [{expect: open}]\n",
        ("a.yaml:2:11: " + scenario + ":4:1: this is a scenario, no contract").constData());
    step("path", "expect: {message: {json: {\"$.a[\": 1}}}", "a.yaml:3:31: ");
    step("operator", "expect: {message: {json: {$.a: {\">\": 1, \"=>\": 2}}}}",
         "a.yaml:3:45: the key \"=>\" is not known");
    step("JSON type", "expect: {message: {json: {$.a: {type: int}}}}",
         "a.yaml:3:43: \"int\" is not understood (did you mean integer? ");
    step("misspelt JSON type", "expect: {message: {json: {$.a: {type: integre}}}}",
         "a.yaml:3:43: \"integre\" is not understood (did you mean integer? ");
    step("type of a message", "expect: {message: {type: txt}}",
         "a.yaml:3:30: \"txt\" is not understood (did you mean text? ");
    step("hex", "expect: {message: {hex: zz}}", "a.yaml:3:29: ");
    step("empty matcher", "expect: {message: {}}", "a.yaml:3:23: the matcher has no condition");
    step("layer", "expect: {error: {layer: tc}}",
         "a.yaml:3:29: \"tc\" is not understood (did you mean tcp? ");
    step("silence in a list", "expect: {one_of: [{silence: 1s}]}",
         "a.yaml:3:23: this can't be one of several expectations");
    step("then", "expect: {any_order: [{message: a, then: []}]}",
         "a.yaml:3:39: the key \"then\" is not known");
    step("within of an alternative", "expect: {any_order: [{message: a, within: 1s}], within: 2s}",
         "a.yaml:3:39: the key \"within\" is not known (within: stands beside the list, for all "
         "that is in it: expect: {any_order: [...], within: 2s}; understood here: open, ");
    step("skip of an alternative", "expect: {one_of: [{message: a, skip: others}]}",
         "a.yaml:3:36: the key \"skip\" is not known (skip: stands beside the list");
    step("operator of another language", "expect: {message: {json: {$.n: {lt: 1}}}}",
         "a.yaml:3:37: \"lt\" is no operator (did you mean \"<\"? An object with this member is "
         "written as \"=\": {lt: ...})");
    step("contains nothing", "expect: {message: {contains: ['']}}",
         "a.yaml:3:35: the text is empty, and everything would meet it");
    step("matches nothing", "expect: {message: {matches: //i}}",
         "a.yaml:3:33: the text is empty, and everything would meet it");
    step("filter of nothing", "expect: {message: {filter: ' '}}",
         "a.yaml:3:32: the text is empty, and everything would meet it");
    step("number that is sent", "send: {json: {n: .5}}",
         "a.yaml:3:22: .5 is no number of JSON (write 0.5, or \".5\" for the text)");
    step("behaviour", "behaviour: {pnog: off}", "a.yaml:3:17: ");
    step("misdeed", "misdeed: cut=tcp", "a.yaml:3:14: ");
    step("server step", "accept: {}", "a.yaml:3:5: only a server has the step accept");
    step("request", "expect: {request: /}", "a.yaml:3:23: a request is expected by a server alone");
    step("echo", "echo: hello", "a.yaml:3:11: echo: has no value");
    step("repeat", "repeat: {steps: [connect]}", "a.yaml:3:13: it is not said how often to repeat");
    step("nothing to repeat", "repeat: {times: 2}", "a.yaml:3:13: there is nothing to repeat");
    step("set", "set: {1a: x}", "a.yaml:3:11: \"1a\" can't be the name of a variable");
    step("sources", "set: {a: {json: $.a, header: X}}", "a.yaml:3:14: a variable has one source");
    step("names", "parallel: [{name: a, steps: []}, {name: a, steps: []}]",
         "a.yaml:3:38: two of the connections are called \"a\"");
    step("send", "send: {txt: a}", "a.yaml:3:12: the key \"txt\" is not known (did you mean text?");
    step("template", "send: \"{{a\"", "a.yaml:3:11: the template is not closed");
    step("brackets", "send: {{a}}", "a.yaml:3:12: a key is a text here");
    step("word alone", "expect", "a.yaml:3:5: a map is expected here");
    step("misdeed as behaviour", "behaviour: {cut: rst}",
         "a.yaml:3:17: \"cut=rst\" is a misdeed, which is done once (write misdeed: cut=rst)");
    step("behaviour as misdeed", "misdeed: pong=off",
         "a.yaml:3:14: \"pong=off\" is a behaviour, which lasts (write behaviour: pong=off)");
    step("within outside", "{expect: open, within: 2s}",
         "a.yaml:3:20: the key \"within\" is not known (within: stands in the braces of expect:, "
         "beside what is expected: expect: {message: hello, within: 2s}; understood here: send, ");
    step(
        "within inside", "expect: {close: {code: 1000, within: 2s}}",
        "a.yaml:3:34: the key \"within\" is not known (within: stands beside what is expected, not "
        "in it: expect: {message: hello, within: 2s}; understood here: code, ");
    step("skip inside", "expect: {message: {equals: a, skip: others}}",
         "a.yaml:3:35: the key \"skip\" is not known (skip: stands beside what is expected");
    step("code too large", "expect: {close: {code: 70000}}",
         "a.yaml:3:28: no connection ends with the code 70000 (codes are from 0 to 65535");
    step("codes too large", "expect: {close: [1000, \">65535\"]}",
         "a.yaml:3:28: no connection ends with the code >65535");
    step("code that is never seen", "expect: {close: 1015}",
         "a.yaml:3:21: no connection ends with the code 1015");
    step("no code at all", "expect: {close: 5000..4000}", "a.yaml:3:21: ");
    step("open status", "expect: {open: {status: 700}}",
         "a.yaml:3:29: a connection opens with status 101, never with 700 (write {refused: 700}");
    step("refused status", "expect: {refused: \">=1000\"}",
         "a.yaml:3:23: >=1000 is no status of HTTP");
    step("no template", "send: \"{{}}\"", "a.yaml:3:11: {{}}: a template without a name");
    step("random", "send: \"{{random 5 1}}\"",
         "a.yaml:3:11: {{random 5 1}}: the first number of {{random}} is larger than the second");
    step("function", "send: \"a {{randm 1 5}}\"",
         "a.yaml:3:11: {{randm 1 5}}: no template is called \"randm\" (did you mean random? ");
    step("argument", "send: \"{{uuid 5}}\"",
         "a.yaml:3:11: {{uuid 5}}: {{uuid}} takes nothing after its name");
    step("last", "send: \"{{last $.a[}}\"", "a.yaml:3:11: {{last $.a[}}: ");
    step("template in a key", "expect: {message: {json: {\"$.{{}}\": 1}}}",
         "a.yaml:3:31: {{}}: a template without a name");
    step("schema", "expect: {message: {schema: none.json}}",
         "a.yaml:3:32: there is no such file: none.json");
    step("header that is set", "set: {a: {header: \"X Y\"}}",
         "a.yaml:3:23: no header has this name");
    step("header that is expected", "expect: {open: {headers: {\"X\\n\": a}}}",
         "a.yaml:3:31: the name of a header has a character that it may not have");
    step("URL", "connect: {url: \"ws://a:99999\"}", "a.yaml:3:20: ");
    step("short URL", "connect: ftp://a", "a.yaml:3:14: ");
    row("contract", "connect: ws://a\ncontract: none.yaml\nsteps: [{expect: open}]\n",
        "a.yaml:2:11: there is no such file: none.yaml");
    row("certificate", "connect:\n  url: wss://a\n  tls: {ca: none.pem}\nsteps: [{expect: open}]\n",
        "a.yaml:3:13: there is no such file: none.pem");
    row("header value",
        "connect:\n  url: ws://a\n  headers:\n    - A: b\n    - C: \"d\\r\\n\"\n"
        "steps: [{expect: open}]\n",
        "a.yaml:5:7: header C: its value has a line break or NUL");
    row("header name",
        "connect: {url: ws://a, headers: [{\"A\\nB\": b}]}\nsteps: [{expect: open}]\n",
        "a.yaml:1:34: header 1: its name has a character that a name may not have");
    row("proxy", "connect: {url: ws://a, proxy: \"ftp://b\"}\nsteps: [{expect: open}]\n",
        "a.yaml:1:31: proxy: ");
    row("header of a server", "serve: {accept: {headers: {A: \"b\\nc\"}}}\nsteps: [{end: fin}]\n",
        "a.yaml:1:31: the value of a header has no line break or NUL");
    row("hex of an answer", "serve:\nsteps: [{respond: {hex: zz}}]\n", "a.yaml:2:25: ");
    row("client step", "serve:\nsteps:\n  - connect: ws://a\n",
        "a.yaml:3:5: a server has no step connect");
    row("status", "serve: {refuse: 9999}\nsteps: [{end: fin}]\n",
        "a.yaml:1:17: \"9999\" is no status of HTTP");
    row("matrix", "connect: ws://a\nmatrix: {a: []}\nsteps: [{expect: open}]\n",
        "a.yaml:2:13: the variable has no values");
    row("csv", "connect: ws://a\nmatrix: {csv: none.csv}\nsteps: [{expect: open}]\n",
        "a.yaml:2:15: there is no such file: none.csv");
    row("anchor", "connect: &a ws://a\nsteps: [{expect: open}]\n",
        "a.yaml:1:10: anchors and aliases (& and *) are not understood");
}

/// Values that were forgotten: everything would meet such a condition.
void ScenarioMistakesTest::missingValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char* text, const char* error) {
        QTest::newRow(text) << QByteArray("connect: ws://a\nsteps:\n  - expect: {") + text + "}\n"
                            << QByteArray("a.yaml:3:") + error;
    };
    const char* missing =
        "22: a value is missing here (write \"\" for an empty text, or leave the key out)";
    row("close: {reason: }", missing);
    row("close: {code: }", missing);
    row("error: {text: }", missing);
    row("close: {reason: null}", "30: a value is missing here");
    row("open: {subprotocol: }", "21: a value is missing here");
    row("refused: {body: }", "24: a value is missing here");
    row("refused: {headers: {X-A: }}", "34: a value is missing here");
    row("refused: {headers: []}", "33: there is nothing in the brackets");
    row("message: {equals: }", "24: a value is missing here");
    row("message: {matches: }", "24: a value is missing here");
    row("message: {filter: }", "24: a value is missing here");
    row("message: {json: }", "24: a value is missing here");
    row("message: {json: {}}", "30: there are no conditions in the braces");
    row("message: {json: {$.a: {matches: }}}", "37: a value is missing here");
    row("message: {schema: {}}", "32: there is nothing in the brackets");
    row("message: {contains: }", "24: a value is missing here");
    row("message: {contains: [~]}", "35: a value is missing here");
    row("message: {contains: []}",
        "34: there is nothing in the brackets (leave the key out where everything may come)");
    row("close: []", "21: there is nothing in the brackets");
    row("close: {code: []}", "28: there is nothing in the brackets");
    row("message: {any: false}", "29: any: is true or not there");
    row("message: ~", "23: nothing is expected here (write \"null\" for that text, or leave the "
                      "value out: expect: message)");
    row("close: null, within: 1s", "21: nothing is expected here");
    QTest::newRow("on a line of its own")
        << QByteArray("connect: ws://a\nsteps:\n  - expect:\n      close:\n        reason:\n"
                      "        code: 1000\n")
        << QByteArray("a.yaml:5:9: a value is missing here");
    QTest::newRow("after other letters")
        << QByteArray("\xEF\xBB\xBFname: \xC3\xA4\r\nconnect: ws://a\r\n"
                      "steps: [{expect: {message: ~}}]\r\n")
        << QByteArray("a.yaml:3:28: nothing is expected here");
}

void ScenarioMistakesTest::missingValues()
{
    mistakes();
}

/// Numbers and truth values that YAML has and JSON has not.
void ScenarioMistakesTest::foreignNumbers()
{
    const auto errorIn = [](const std::string& json) {
        return errorOf(
            scenarioFrom("connect: ws://a\nsteps:\n  - expect: {message: {json: " + json + "}}\n",
                         QStringLiteral("/s/a.yaml")));
    };
    QCOMPARE(errorIn("{$.a: .5}"),
             "/s/a.yaml:3:36: .5 is no number of JSON (write 0.5, or \".5\" for the text)");
    const std::pair<const char*, const char*> numbers[] = {
        {"+1", "1"},    {"-.5", "-0.5"}, {"5.", "5"}, {"01", "1"},        {"-007.50", "-7.50"},
        {"0x10", "16"}, {"0o17", "15"},  {"00", "0"}, {"+1.5e3", "1.5e3"}};
    for (const auto& [text, number] : numbers) {
        const QByteArray error = errorIn("{$.a: [" + std::string(text) + "]}");
        QVERIFY2(error.contains(QByteArray("(write ") + number + ", or \"" + text + "\" for"),
                 error);
    }
    for (const char* text : {".inf", "-.inf", ".nan", "0xffffffffffffffffff"}) {
        QVERIFY(errorIn("{$.a: " + std::string(text) + "}").contains("JSON has none like it"));
    }
    QCOMPARE(errorIn("{$.a: TRUE}"),
             "/s/a.yaml:3:36: TRUE is no word of JSON (write true, or \"TRUE\" for the text)");
    QVERIFY(errorIn("[False]").contains("(write false, or \"False\" for"));
    QVERIFY(errorIn("{$.a: {\">\": .5}}").contains(":3:42: .5 is no number"));
    QVERIFY(errorIn("[1, {a: +1}]").contains(":3:38: +1 is no number"));
    for (const char* text : {"1", "-0.5", "1e9", "\".5\"", "'01'", "1.2.3", ".", "x1", "0x"}) {
        QCOMPARE(errorIn("{$.a: " + std::string(text) + "}"), "no error");
    }
}

/// What looks like a mistake, and is none.
void ScenarioMistakesTest::noMistakes()
{
    for (const char* step :
         {"expect: message", "expect: close", "expect: {message: , within: 1s}",
          "expect: {close: }", "expect: {close: {}}", "expect: {message: {equals: \"\"}}",
          "expect: {message: {any: true}}", "expect: {message: {json: null}}",
          "expect: {message: {json: {$.a: null}}}",
          "expect: {message: {json: {$.a: {type: null}}}}", "expect: {message: {json: {$.a: {}}}}",
          "expect: {close: {reason: \"\"}}", "expect: {message: \"null\"}",
          "send: {file: none.bin}", "send: {frames: [{file: none.bin}]}"}) {
        QCOMPARE(errorOf(scenarioFrom(std::string("connect: ws://a\nsteps:\n  - ") + step + '\n',
                                      QStringLiteral("/s/a.yaml"))),
                 "no error");
    }
}

void ScenarioMistakesTest::mistakes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, error);
    const auto read = scenarioFrom(text.toStdString(), QStringLiteral("/s/a.yaml"));
    const QByteArray came = errorOf(read).replace("/s/a", "a");
    QVERIFY2(came.startsWith(error), came);
    for (const collection::YamlMistake& mistake : read.error().all) {
        QVERIFY2(mistake.mark.line > 0, mistake.what.c_str());
    }
}

/// All that is wrong is told in one reading, in the order of the lines, and each once.
void ScenarioMistakesTest::manyMistakes()
{
    QTemporaryDir folder;
    const QByteArray base = folder.path().toUtf8() + '/';
    write(folder, "bad.yaml", "- expect: opn\n- wiat: 1s\n");
    const QString path = write(folder, "a.yaml",
                               "nmae: a\n"
                               "connect: {url: \"ws://a:0x\", orign: o, tls: {insecure: maybe}}\n"
                               "matrix: {code: [], csv: none.csv, 1: [2]}\n"
                               "never: [dir:sideways, severity:terrible]\n"
                               "within: soon\n"
                               "steps:\n"
                               "  - exspect: open\n"
                               "  - expect: {mesage: a, close: {by: sever, reson: x}}\n"
                               "  - send: {txt: a}\n"
                               "  - repeat: {tims: 2, steps: [{wait: 2}, {include: bad.yaml}]}\n"
                               "  - include: bad.yaml\n"
                               "  - expect: open\n"
                               "    within: 2s\n"
                               "  - expect\n");
    const auto read = readScenario(path);
    QVERIFY(!read);
    QByteArray places;
    for (const collection::YamlMistake& mistake : read.error().all) {
        places += QByteArray::fromStdString(mistake.where).replace(base, "") + ' ';
    }
    QCOMPARE(places, "a.yaml:1:1 a.yaml:2:16 a.yaml:2:29 a.yaml:2:55 a.yaml:3:16 a.yaml:3:25 "
                     "a.yaml:3:35 a.yaml:4:9 a.yaml:4:23 a.yaml:5:9 a.yaml:7:5 a.yaml:8:14 "
                     "a.yaml:8:37 a.yaml:8:44 a.yaml:9:12 a.yaml:10:14 a.yaml:10:38 "
                     "bad.yaml:1:11 bad.yaml:2:3 a.yaml:13:5 a.yaml:14:5 ");
    QCOMPARE(QByteArray::fromStdString(read.error().message()),
             QByteArray::fromStdString(read.error().all.front().message()));

    std::string many = "connect: ws://a\nsteps:\n";
    for (int i = 0; i < 200; ++i) {
        many += "  - expect: opn\n";
    }
    const auto cut = scenarioFrom(many, path);
    QVERIFY(!cut);
    QCOMPARE(cut.error().all.size(), Reading::MostMistakes + 1);
    QCOMPARE(cut.error().all[Reading::MostMistakes - 1].mark.line, 52);
    QCOMPARE(cut.error().all.back().what, "there may be more mistakes than these");
}

/// A name that is like that of a file is proposed.
void ScenarioMistakesTest::filesThatAreMeant()
{
    QTemporaryDir folder;
    write(folder, "message.json", "{\"type\": \"string\"}");
    const auto errorWith = [&](const QByteArray& schema) {
        return errorOf(readScenario(
            write(folder, "a.yaml",
                  "connect: ws://a\nsteps:\n  - expect: {message: {schema: " + schema + "}}\n")));
    };
    QCOMPARE(errorWith("message.json"), "no error");
    QVERIFY(errorWith("mesage.json").endsWith("(did you mean message.json?)"));
    QVERIFY(errorWith(".").contains("this is no file: ."));
}

/// A server that refuses each client has nothing more to do.
void ScenarioMistakesTest::refusingNeedsNoSteps()
{
    const QString path = QStringLiteral("/s/a.yaml");
    QCOMPARE(errorOf(scenarioFrom("serve: {refuse: 503}\n", path)), "no error");
    QVERIFY(errorOf(scenarioFrom("serve: {accept: {}}\n", path)).contains("has no steps"));
}

FRAMESCOPE_TEST(ScenarioMistakesTest)

} // namespace tst_scenario_mistakes

#include "tst_scenario_mistakes.moc"
