// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "scenario/format/matrix_rows.h"
#include "scenario/format/read_scenario.h"
#include "support/test_program.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_scenario_format {

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

class ScenarioFormatTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void writesWhatWasRead();
    void wantedVariables();
    void matrix();
    void includes();
    void badIncludes();
    void connectsAsASavedConnection();
    void hostileFiles();
};

void ScenarioFormatTest::readsWhatItWrites_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* text) {
        QTest::newRow(name) << QByteArray(text);
    };
    const auto steps = [&row](const char* name, const char* text) {
        row(name, (std::string("connect: ws://a\nsteps:\n") + text).c_str());
    };
    const auto serving = [&row](const char* name, const char* text) {
        row(name, (std::string("serve:\nsteps:\n") + text).c_str());
    };
    row("all keys", "name: a\ndescription: |\n  two\n  lines\ntags: [close, \"12\"]\n"
                    "variables: {url: ws://a, n: \"5\", empty: \"\"}\n"
                    "connect: {url: \"{{url}}\", headers: [{X: y}], strict: true}\n"
                    "contract: {contract}\nmatrix: {code: [1000, 1001], text: [a b, \"\"]}\n"
                    "within: 2s\ntimeout: \"{{n}}s\"\nnever: [severity:error, is:masked dir:in]\n"
                    "always: is:json\nsteps: [{expect: open}]\n");
    steps("words", "  - expect: open\n  - expect: message\n  - expect: close\n  - expect: ping\n"
                   "  - expect: refused\n  - expect: error\n  - connect\n");
    steps("JSON",
          "  - send: {json: {a: [1, \"2\", true, null], b: {c: x}}}\n  - send: {json: []}\n");
    steps("send", "  - send: \"{{a}}\"\n  - send: {json: '{\"a\":1}'}\n  - send: {hex: ca fe}\n"
                  "  - send: {base64: yv4=}\n  - send: {file: a.bin}\n  - send: {ping: p}\n"
                  "  - send: {close: 4000}\n  - send: {close: {code: 1000, reason: bye}}\n"
                  "  - send: {raw: 8100}\n  - send: {text: abc, fragment: 1, ping-between: p}\n"
                  "  - send: {frames: [{opcode: 3, rsv: 4, mask: none}, {claimed-length: 7}]}\n"
                  "variables: {a: b}\n");
    steps("matchers",
          "  - expect: {message: {contains: [a, b], matches: /x+/i, type: text, size: \">1k\"}}\n"
          "  - expect: {message: {json: {$.a: 7, $.b: \"7\", $.c: {\">\": 1, \"!=\": 5}, "
          "$.d: {exists: false}, $.e: null, $.f: [1, {g: \"2\"}], $.h: {type: array}, "
          "$.i: {\"=\": {j: 1}}}}}\n"
          "  - expect: {message: {json: '{\"a\": [1]}'}, skip: others, within: 500ms}\n"
          "  - expect: {message: {schema: {type: object, required: [id]}}}\n"
          "  - expect: {message: {schema: {contract}, filter: dir:in}}\n"
          "  - expect: {message: {any: true}}\n  - expect: {message: {binary: ca fe}}\n"
          "  - expect: {message: {hex: cafe, base64: yv4=}}\n  - expect: {message: \"5\"}\n");
    steps("expectations",
          "  - expect: {open: {status: 101, subprotocol: chat, extensions: \"\", headers: {X: "
          "{contains: y}, Z: z}}}\n"
          "  - expect: {refused: 401}\n"
          "  - expect: {refused: {status: 400..499, headers: [{A: b}], body: no}}\n"
          "  - expect: {error: tcp}\n  - expect: {error: {layer: tls, text: expired}}\n"
          "  - expect: {close: 1000}\n"
          "  - expect: {close: {code: [1000, 4000..4999, none], reason: {matches: b.*}, by: "
          "nobody, clean: false}}\n"
          "  - expect: {silence: 2s}\n  - expect: {ping: {size: 4}}\n  - expect: {pong: a}\n"
          "  - expect: {any_order: [{message: a}, {message: b}, {ping: }], within: 1m}\n"
          "  - expect: {one_of: [{message: a, then: [{send: b}, {expect: close}]}, {close: {code: "
          "1000}, then: [connect]}, {open: , then: [{send: a}]}]}\n"
          "  - expect: {ping: , within: 1s}\n  - expect: {close: , within: 1s}\n");
    steps("others",
          "  - wait: 500ms\n  - echo\n"
          "  - set: {a: {json: $.t}, b: {header: X}, c: {text: /(a)/}, d: \"{{a}}\"}\n"
          "  - repeat: {times: 3, as: i, steps: [{send: \"{{i}}\"}]}\n"
          "  - parallel: [{name: x, connect: ws://b, steps: [{expect: open}]}, {steps: []}]\n"
          "  - behaviour: {pong: off, close-reply: none}\n  - misdeed: cut=rst\n"
          "  - misdeed: {read: stop:3s}\n"
          "  - connect: {url: ws://c, subprotocols: [a, b], tls: {insecure: true}}\n");
    serving("server",
            "  - expect: {request: {path: /x, headers: {Origin: a}}}\n"
            "  - accept: {status: 101, headers: [{A: b}, {A: c}], subprotocol: s, deflate: false}\n"
            "  - accept\n  - refuse: 404\n  - refuse: {status: 401, headers: {A: b}, body: no}\n"
            "  - respond: |\n      HTTP/1.1 200 OK\n\n  - respond: {hex: \"00\"}\n"
            "  - part: {text: hello, first: 3, pieces: 1, pause: 5ms}\n"
            "  - end: fin\n  - end: rst\n  - end: tls\n"
            "  - send: {frames: [{opcode: 1, text: a}, {mask: \"01020304\"}]}\n"
            "  - repeat: {steps: [{expect: message}, {send: \"{{last}}\"}]}\n");
    row("serve",
        "serve: {path: {matches: /^.x/}, accept: {deflate: false}}\nsteps: [{end: fin}]\n");
}

void ScenarioFormatTest::readsWhatItWrites()
{
    QFETCH(QByteArray, text);
    const QString path = QStringLiteral("/s/a.yaml");
    text.replace("{contract}",
                 qgetenv("FRAMESCOPE_SOURCE_DIR") + "/resources/scenarios/tick.schema.json");
    text.replace("a.bin", QCoreApplication::applicationFilePath().toUtf8());
    const auto read = scenarioFrom(text.toStdString(), path);
    QVERIFY2(read, errorOf(read));
    const std::string written = scenarioText(*read);
    const auto again = scenarioFrom(written, path);
    QVERIFY2(again, (errorOf(again) + '\n' + QByteArray::fromStdString(written)).constData());
    QCOMPARE(QByteArray::fromStdString(scenarioText(*again)), QByteArray::fromStdString(written));
    QCOMPARE(again->steps.size(), read->steps.size());
}

void ScenarioFormatTest::writesWhatWasRead()
{
    const QByteArray text = "name: short\n"
                            "connect: \"ws://a/{{code}}\"\n"
                            "matrix:\n"
                            "  code: [1000, 1001]\n"
                            "never: severity:error\n"
                            "steps:\n"
                            "  - expect: open\n"
                            "  - send: hello\n"
                            "  - expect:\n"
                            "      message:\n"
                            "        json:\n"
                            "          $.id: 7\n"
                            "          $.price: {\">\": 100}\n"
                            "      within: 2s\n"
                            "      skip: others\n"
                            "  - expect:\n"
                            "      close:\n"
                            "        code: \"{{code}}\"\n"
                            "        by: server\n"
                            "        clean: true\n";
    const auto read = scenarioFrom(text.toStdString(), QStringLiteral("/s/a.yaml"));
    QVERIFY2(read, errorOf(read));
    QCOMPARE(QByteArray::fromStdString(scenarioText(*read)), text);
}

void ScenarioFormatTest::wantedVariables()
{
    const auto read =
        scenarioFrom("variables: {a: \"{{b}}\"}\nmatrix: {code: [1]}\n"
                     "connect: \"{{url}}\"\nsteps:\n"
                     "  - send: \"{{a}} {{cod}} {{uuid}} {{secret.s}} \\\\{{no}}\"\n"
                     "  - set: {c: x}\n"
                     "  - repeat: {times: 1, as: i, steps: [{send: \"{{i}}{{c}}\"}]}\n",
                     QStringLiteral("/s/a.yaml"));
    QVERIFY2(read, errorOf(read));
    QByteArray wanted;
    for (const Text& text : read->wanted) {
        wanted +=
            QByteArray::fromStdString(text.text + '@' + std::to_string(text.place.line) + ' ');
    }
    QCOMPARE(wanted, "b@1 url@3 cod@5 secret.s@5 ");
    const std::vector<QString> given{QStringLiteral("b"), QStringLiteral("url")};
    const auto missing = checkVariables(*read, given);
    QVERIFY(!missing);
    QCOMPARE(QByteArray::fromStdString(missing.error().message()),
             "/s/a.yaml:5:11: the variable \"cod\" has no value (did you mean code? give it with "
             "--var cod=VALUE, in the file of --env, or below variables:)");
    const auto all = missingVariables(*read, {});
    QByteArray names;
    for (const MissingVariable& each : all) {
        names += QByteArray::fromStdString(each.name) + (each.isMisspelt ? "! " : " ");
    }
    QCOMPARE(names, "b url cod! ");
}

void ScenarioFormatTest::matrix()
{
    QTemporaryDir folder;
    write(folder, "codes.csv", "code,reason\n1000,\"a, b\"\n1001,c\n");
    const QString path = write(folder, "a.yaml",
                               "connect: ws://a\nmatrix: {x: [1, 2], csv: codes.csv}\n"
                               "steps: [{send: \"{{code}}{{reason}}{{x}}\"}]\n");
    const auto read = readScenario(path);
    QVERIFY2(read, errorOf(read));
    QVERIFY(read->wanted.empty());
    const auto textOf = [](const std::vector<Values>& runs) {
        QByteArray text;
        for (const Values& run : runs) {
            for (const auto& [name, value] : run) {
                text += QByteArray::fromStdString(name + '=' + value + ' ');
            }
            text += '|';
        }
        return text;
    };
    QCOMPARE(textOf(rowsOf(read->matrix)),
             "x=1 code=1000 reason=a, b |x=1 code=1001 reason=c |x=2 code=1000 reason=a, b "
             "|x=2 code=1001 reason=c |");
    QCOMPARE(textOf(rowsOf(read->matrix, {{QStringLiteral("x"), QStringLiteral("7")}})),
             "code=1000 reason=a, b |code=1001 reason=c |");
    QCOMPARE(textOf(rowsOf({})), "|");
    const auto same = scenarioFrom("connect: ws://a\nmatrix: {m: [~, \"\", a]}\nsteps: [connect]\n",
                                   QStringLiteral("/s/a.yaml"));
    QVERIFY2(same, errorOf(same));
    QCOMPARE(textOf(rowsOf(same->matrix)), "m= |m= #=2 |m=a |");

    const std::string list = "[" + [] {
        std::string numbers;
        for (int i = 0; i < 400; ++i) {
            numbers += std::to_string(i) + ", ";
        }
        return numbers;
    }() + "0]";
    const auto large = scenarioFrom("connect: ws://a\nmatrix: {x: " + list + ", y: " + list +
                                        "}\nsteps: [{expect: open}]\n",
                                    QStringLiteral("/s/a.yaml"));
    QVERIFY(errorOf(large).contains("there are more than 100000 runs"));
}

void ScenarioFormatTest::includes()
{
    QTemporaryDir folder;
    write(folder, "common.yaml",
          "variables: {url: ws://c, n: one}\nconnect: \"{{url}}/{{n}}\"\n"
          "never: severity:error\nwithin: 9s\n");
    write(folder, "login.yaml",
          "variables: {user: john}\nsteps:\n  - send: \"{{user}}\"\n"
          "  - expect: {message: ok}\n");
    write(folder, "list.yaml", "- wait: 1s\n");
    const QString path = write(folder, "a.yaml",
                               "include: common.yaml\nvariables: {n: two}\nnever: is:json\nsteps:\n"
                               "  - expect: open\n  - include: login.yaml\n"
                               "  - repeat: {times: 2, steps: [{include: list.yaml}]}\n");
    const auto read = readScenario(path);
    QVERIFY2(read, errorOf(read));
    QCOMPARE(QByteArray::fromStdString(scenarioText(*read)),
             "name: a\nvariables:\n  \"n\": two\n  url: ws://c\n  user: john\n"
             "connect: \"{{url}}/{{n}}\"\nwithin: 9s\nnever:\n  - is:json\n  - severity:error\n"
             "steps:\n  - expect: open\n  - send: \"{{user}}\"\n  - expect:\n      message: ok\n"
             "  - repeat:\n      times: 2\n      steps:\n        - wait: 1s\n");
    QCOMPARE(QByteArray::fromStdString(read->steps[1].place.text()),
             folder.filePath(QStringLiteral("login.yaml:3:5")).toUtf8());
}

void ScenarioFormatTest::badIncludes()
{
    QTemporaryDir folder;
    const QByteArray base = folder.path().toUtf8() + '/';
    const auto error = [&](const char* name) {
        return errorOf(readScenario(folder.filePath(QString::fromLatin1(name)))).replace(base, "");
    };
    write(folder, "a.yaml", "include: b.yaml\nconnect: ws://a\nsteps: [{expect: open}]\n");
    write(folder, "b.yaml", "include: a.yaml\n");
    QVERIFY2(error("a.yaml").startsWith("b.yaml:1:10: the files include each other in a circle"),
             error("a.yaml"));
    write(folder, "self.yaml", "connect: ws://a\nsteps: [{include: self.yaml}]\n");
    QVERIFY(error("self.yaml").startsWith("self.yaml:2:19: the files include each other"));
    write(folder, "bad.yaml", "steps:\n  - expect: opn\n");
    write(folder, "c.yaml", "connect: ws://a\nsteps: [{include: bad.yaml}]\n");
    QVERIFY(error("c.yaml").startsWith("bad.yaml:2:13: this is no expectation: \"opn\""));
    write(folder, "d.yaml", "connect: ws://a\nsteps: [{include: none.yaml}]\n");
    QVERIFY2(error("d.yaml").startsWith("d.yaml:2:19: there is no such file: none.yaml"),
             error("d.yaml"));
    for (int i = 0; i < 20; ++i) {
        write(folder, ("deep" + QByteArray::number(i) + ".yaml").constData(),
              "connect: ws://a\nsteps: [{include: deep" + QByteArray::number(i + 1) + ".yaml}]\n");
    }
    QVERIFY(error("deep0.yaml").contains("more than 16 levels deep"));
    // Two includes of two, again and again.
    for (int i = 0; i < 15; ++i) {
        const QByteArray next = "{include: wide" + QByteArray::number(i + 1) + ".yaml}";
        write(folder, ("wide" + QByteArray::number(i) + ".yaml").constData(),
              "connect: ws://a\nsteps: [" + next + ", " + next + "]\n");
    }
    write(folder, "wide15.yaml", "- wait: 1s\n");
    QVERIFY(error("wide0.yaml").contains("more than 100 files are included"));
}

void ScenarioFormatTest::connectsAsASavedConnection()
{
    QTemporaryDir folder;
    write(folder, "saved.yaml",
          "connections:\n  - {name: one, url: ws://one, headers: [{A: b}], strict: true}\n"
          "  - {name: two, url: ws://two}\n");
    const QString path = write(folder, "a.yaml",
                               "connect: {connection: saved.yaml#one, origin: http://o}\n"
                               "steps: [{expect: open}]\n");
    const auto read = readScenario(path);
    QVERIFY2(read, errorOf(read));
    const auto& saved = read->connect->saved;
    QCOMPARE(saved.address, QStringLiteral("ws://one"));
    QCOMPARE(saved.options.headers.size(), 1U);
    QVERIFY(saved.options.strict);
    const QByteArray text = QByteArray::fromStdString(scenarioText(*read));
    QVERIFY2(text.contains("saved.yaml#one\n  origin: http://o\n"), text);
    const QString other = write(folder, "b.yaml",
                                "connect: {connection: saved.yaml#three}\n"
                                "steps: [{expect: open}]\n");
    QVERIFY(errorOf(readScenario(other)).contains(":1:23: "));
}

void ScenarioFormatTest::hostileFiles()
{
    const QString path = QStringLiteral("/s/a.yaml");
    QTemporaryDir folder;
    const QString huge = write(folder, "huge.yaml", QByteArray(10 * 1024 * 1024, ' '));
    QVERIFY(errorOf(readScenario(huge)).contains("4 MiB"));
    QByteArray bomb = "a: &a [x, x]\n";
    for (char c = 'b'; c < 'j'; ++c) {
        bomb += QByteArray(1, c) + ": &" + c + " [*" + char(c - 1) + ", *" + char(c - 1) + "]\n";
    }
    QVERIFY(errorOf(scenarioFrom(bomb.toStdString(), path)).contains("anchors and aliases"));
    std::string deep = "connect: ws://a\nsteps: ";
    for (int i = 0; i < 500; ++i) {
        deep += "[{repeat: {times: 2, steps: ";
    }
    QVERIFY(errorOf(scenarioFrom(deep, path)).contains("levels of lists and maps"));
    std::string many = "connect: ws://a\nsteps:\n";
    for (int i = 0; i < 20'001; ++i) {
        many += "- connect\n";
    }
    QVERIFY(errorOf(scenarioFrom(many, path)).contains("more than 20000 steps"));
}

FRAMESCOPE_TEST(ScenarioFormatTest)

} // namespace tst_scenario_format

#include "tst_scenario_format.moc"
