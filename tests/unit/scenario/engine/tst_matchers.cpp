// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper_play.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_matchers {

using namespace framescope;
using namespace framescope::scenario;

class MatchersTest : public QObject
{
    Q_OBJECT

private slots:
    void messages_data();
    void messages();
    void openings_data();
    void openings();
    void refusals_data();
    void refusals();
    void refusalsCutShort();
    void endings_data();
    void endings();
    void errors();
    void differences();
    void schemasAndFilters();
    void mistakesFoundLate();
};

void MatchersTest::messages_data()
{
    QTest::addColumn<QByteArray>("matcher");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("came"); // "passed", or what the verdict says
    QTest::addColumn<bool>("isBinary");
    const auto row = [](const char* name, const QByteArray& matcher, const QByteArray& message,
                        const char* came = "passed", bool isBinary = false) {
        QTest::newRow(name) << matcher << message << QByteArray(came) << isBinary;
    };
    row("equal", "hello", "hello");
    row("unequal", "hello", "hellx", "expected \"hello\"; came \"hellx\"");
    row("template", "'{{who}}!'", "John!");
    row("any", "{any: true}", "x");
    row("contains", "{contains: [a, b]}", "xbxa");
    row("lacks", "{contains: [a, b]}", "xa", "expected a text that contains \"b\"; came \"xa\"");
    row("matches", "{matches: '/^h.l+o$/'}", "hello");
    row("case", "{matches: '/HELLO/i'}", "hello");
    row("no match", "{matches: '/HELLO/'}", "hello",
        "expected a text that matches \"/HELLO/\"; came \"hello\"");
    row("type", "{type: binary}", "x", "expected a binary message; came a text message: \"x\"");
    row("size", "{size: '2..3'}", "abc");
    row("wrong size", "{size: '>3'}", "abc", "expected a size >3; came 3 bytes");
    row("hex", "{hex: ca fe}", "\xca\xfe", "passed", true);
    row("base64", "{base64: aGVsbG8=}", "hello");
    row("wrong bytes", "{hex: ca ff}", "\xca\xfe",
        "expected the bytes ca ff (2 bytes); came ca fe (2 bytes)", true);
    row("binary", "{binary: '68 69'}", "hi",
        "expected the binary message 68 69 (2 bytes); came the text \"hi\"");
    row("JSON", "{json: {$.a.b: 7, $.c: x, $.d: null, $.e: true}}",
        R"({"a":{"b":7.0},"c":"x","d":null,"e":true})");
    row("number as text", "{json: {$.a: 7}}", R"({"a":"7"})",
        "expected $.a = 7; came $.a is \"7\", in \"{\"a\":\"7\"}\"");
    row("text as number", "{json: {$.a: '7'}}", R"({"a":7})",
        "expected $.a = \"7\"; came $.a is 7, in \"{\"a\":7}\"");
    row("either", "{json: {$.a: '{{n}}', $.b: '{{n}}'}}", R"({"a":7,"b":"7"})");
    row("missing", "{json: {$.b: 7}}", R"({"a":7})",
        "expected $.b = 7; came $.b is not there, in \"{\"a\":7}\"");
    row("comparisons", "{json: {$.a: {'>': 6, '<=': 7, '!=': 8}, $.t: {'<': '2026'}}}",
        R"({"a":7,"t":"2025-01-01"})");
    row("number of a variable", "{json: {$.a: {'>': '{{n}}'}}}", R"({"a":9})");
    row("text beside it", "{json: {$.a: {'>': '{{n}}'}}}", R"({"a":"9"})",
        "expected $.a > 7; came $.a is \"9\", in \"{\"a\":\"9\"}\"");
    row("text of a variable", "{json: {$.a: {'<': '{{who}}'}}}", R"({"a":"Jane"})");
    row("repeated name", "{json: {$.ok: true}}", R"({"ok":true,"ok":false})",
        "expected $.ok = true; came $.ok is false, in \"{\"ok\":true,\"ok\":false}\"");
    row("repeated name as a whole", R"({json: '{"a":1,"a":2}'})", R"({"a":2})");
    row("words of variables",
        "{type: '{{text}}', json: {$.a: {exists: '{{yes}}', type: "
        "'{{number}}'}}}",
        R"({"a":1})");
    row("too small", "{json: {$.a: {'>': 100}}}", R"({"a":1e1})",
        "expected $.a > 100; came $.a is 1e1, in \"{\"a\":1e1}\"");
    row("exists", "{json: {$.a: {exists: true}, $.b: {exists: false}}}", R"({"a":null})");
    row("does not exist", "{json: {$.a: {exists: false}}}", R"({"a":1})",
        "expected $.a exists: false; came $.a is 1, in \"{\"a\":1}\"");
    row("an integer with a point", "{json: {$.a: {type: integer}, $.b: {type: integer}}}",
        R"({"a":1.0,"b":1e2})");
    row("types", "{json: {$.a: {type: array}, $.b: {type: integer}, $.c: {type: number}}}",
        R"({"a":[],"b":1,"c":1.5})");
    row("wrong type", "{json: {$.c: {type: integer}}}", R"({"c":1.5})",
        "expected $.c is of type integer; came $.c is 1.5, in \"{\"c\":1.5}\"");
    row("text in JSON", "{json: {$.a: {matches: '/^x/', contains: y}}}", R"({"a":"xzy"})");
    row("item", "{json: {$.a: {contains: 2}}}", R"({"a":[1,2]})");
    row("any of many", "{json: {'$..id': 2}}", R"([{"id":1},{"id":2}])");
    row("object", "{json: {$.a: {b: 1, c: [x]}}}", R"({"a":{"c":["x"],"b":1.0}})");
    row("whole", R"({json: '{"a": 1, "b": [2]}'})", R"({"b":[2],"a":1})");
    row("numbers in any notation", R"({json: '[1,1.0,{"a":100}]'})", R"([1.0,1,{"a":1e2}])");
    row("a huge exponent", R"({json: '[1e9999999999999999998]'})", "[1e9999999999999999999]",
        "expected the JSON \"[1e9999999999999999998]\"; came \"[1e9999999999999999999]\"");
    row("whole number", "{json: '1'}", "1.0");
    row("whole string", R"({json: '"x"'})", R"( "\u0078")");
    row("another string", R"({json: '"x"'})", R"("y")", R"(expected the JSON ""x""; came ""y"")");
    row("no JSON", "{json: {$.a: 1}}", "abc", "expected JSON; came no JSON: \"abc\"");
    row("MessagePack", "{json: {$.a: 1}}",
        QByteArray("\x81\xa1"
                   "a\x01"),
        "passed", true);
    row("escapes", R"({json: {$.a: "\u00e9\n"}})", R"({"a":"\u00e9\n"})");
}

void MatchersTest::messages()
{
    QFETCH(QByteArray, matcher);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, came);
    QFETCH(bool, isBinary);
    StepperPlay play(
        "  - expect: {message: " + matcher.toStdString() + "}\n",
        "connect: ws://a\nvariables: {who: John, n: '7', text: text, 'yes': 'true', number: "
        "integer}\n");
    play.connected().message(message.toStdString(), isBinary);
    QCOMPARE(play.verdict(), came == "passed" ? came : "failed at 4: " + came);
}

void MatchersTest::openings_data()
{
    QTest::addColumn<QByteArray>("open");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("came");
    const auto row = [](const char* name, const char* open, const char* fields,
                        const char* came = "passed") {
        QTest::newRow(name) << QByteArray(open) << QByteArray(fields) << QByteArray(came);
    };
    row("all",
        "{status: 101, subprotocol: chat, extensions: permessage-deflate, headers: {x-a: b, "
        "X-C: {matches: /d/}}}",
        "X-A: a\r\nX-A: b\r\nX-C: cd\r\nSec-WebSocket-Protocol: chat\r\n"
        "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n");
    row("none", "{subprotocol: '', extensions: ''}", "");
    row("status", "{status: '{{status}}'}", "", "expected status 200; came status 101");
    row("subprotocol", "{subprotocol: chat}", "",
        "expected Sec-WebSocket-Protocol: \"chat\"; came Sec-WebSocket-Protocol: none");
    row("extensions", "{extensions: ''}", "Sec-WebSocket-Extensions: x\r\n",
        "expected Sec-WebSocket-Extensions: none; came Sec-WebSocket-Extensions: \"x\"");
    row("header", "{headers: {X-A: b}}", "X-A: c\r\n",
        "expected the header X-A: \"b\"; came X-A: \"c\"");
    row("no header", "{headers: {X-A: b}}", "", "expected the header X-A; came none of that name");
}

void MatchersTest::openings()
{
    QFETCH(QByteArray, open);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, came);
    StepperPlay play("  - expect: {open: " + open.toStdString() + "}\n", "connect: ws://a\n",
                     {.variables = {{QStringLiteral("status"), QStringLiteral("200")}}});
    (void)play.next();
    (void)play.next();
    play.open(101, fields.toStdString());
    QCOMPARE(play.verdict(), came == "passed" ? came : "failed at 3: " + came);
}

void MatchersTest::refusals_data()
{
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("came");
    const auto row = [](const char* name, const char* expected, const char* came = "passed") {
        QTest::newRow(name) << QByteArray(expected) << QByteArray(came);
    };
    row("any", "refused");
    row("all",
        "{refused: {status: 400..499, headers: {Retry-After: '5'}, body: {contains: token}}}");
    row("status", "{refused: 403}", "expected status 403; came status 401");
    row("body", "{refused: {body: no}}", "expected the body: \"no\"; came \"no token\"");
    row("open", "open",
        "expected the connection to open; came the connection did not open: HTTP/1.1 401 Word");
    row("close", "{close: {code: 1006, clean: false, by: nobody}}");
    row("error", "{error: tcp}",
        "expected an error of the layer tcp; came the connection did not "
        "open: HTTP/1.1 401 Word");
}

void MatchersTest::refusals()
{
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, came);
    StepperPlay play("  - expect: " + expected.toStdString() + "\n");
    (void)play.next();
    (void)play.next();
    play.refused(401, "no token", "Retry-After: 5\r\n");
    QCOMPARE(play.verdict(), came == "passed" ? came : "failed at 3: " + came);
}

void MatchersTest::refusalsCutShort()
{
    const auto verdict = [](const char* expected) {
        StepperPlay play(std::string("  - expect: {refused: ") + expected + "}\n");
        (void)play.next();
        (void)play.next();
        play.refused(401, "no", {}, false);
        return play.verdict();
    };
    QCOMPARE(verdict("{body: no}"),
             "failed at 3: expected the body: equal to \"no\"; came its beginning alone: \"no\"");
    QCOMPARE(verdict("{body: {matches: /n/}}").left(6), "failed");
    QCOMPARE(verdict("{body: {contains: n}}"), "passed");
    QCOMPARE(verdict("{status: 401}"), "passed");
}

void MatchersTest::endings_data()
{
    QTest::addColumn<QByteArray>("close");
    QTest::addColumn<QByteArray>("came");
    const auto row = [](const char* name, const char* close, const char* expected = nullptr) {
        QTest::newRow(name) << QByteArray(close)
                            << (expected ? QByteArray("failed at 3: expected ") + expected +
                                               "; came the connection ended: 4401 application code "
                                               "\"login\", clean, by the server"
                                         : QByteArray("passed"));
    };
    row("all", "{code: 4401, reason: login, by: server, clean: true}");
    row("range", "4400..4499");
    row("list", "{code: [1000, none, 4401]}");
    row("reason", "{reason: {matches: /^log/}}");
    row("none of several", "{code: ['!=1000', '!=1001']}");
    row("one of those left out", "{code: ['!=1000', '!=4401', none]}",
        "the connection to end with code !=1000 and code !=4401 or no code");
    row("code", "4400", "the connection to end with code 4400");
    row("none", "none", "the connection to end with no code");
    row("wrong reason", "{code: 4401, reason: out}",
        "the connection to end with code 4401, a reason equal to \"out\"");
    row("by", "{by: client}", "the connection to end, by the client");
    row("clean", "{clean: false}", "the connection to end, not clean");
}

void MatchersTest::endings()
{
    QFETCH(QByteArray, close);
    StepperPlay play("  - expect: {close: " + close.toStdString() + "}\n");
    play.connected().ended(4401, "login");
    QFETCH(QByteArray, came);
    const QByteArray verdict = play.verdict();
    // The table of codes names 4401 in its own words.
    QCOMPARE(verdict.left(verdict.indexOf(" 4401 ")), came.left(came.indexOf(" 4401 ")));
    StepperPlay message("  - expect: {close: " + close.toStdString() + "}\n");
    message.connected().text("hi");
    QVERIFY(message.verdict().endsWith("came the text message \"hi\""));
    StepperPlay skipping("  - expect: {close: 4401, skip: others}\n");
    skipping.connected().text("hi").ended(4401);
    QCOMPARE(skipping.verdict(), "passed");
}

void MatchersTest::errors()
{
    StepperPlay play("  - expect: {error: {layer: tcp, text: reset}}\n  - expect: {close: 1006}\n");
    play.connected().error("tcp", "the server reset the connection").ended(1006, {}, false, {});
    QCOMPARE(play.verdict(), "passed");
    StepperPlay other("  - expect: {error: tls}\n");
    other.connected().error("tcp", "reset").ended(1006, {}, false, {});
    QCOMPARE(other.verdict(),
             "failed at 3: expected an error of the layer tls; came an error, tcp: reset");
}

void MatchersTest::differences()
{
    const auto difference = [](const char* matcher, const char* message) {
        StepperPlay play("  - expect: {message: " + std::string(matcher) + "}\n");
        play.connected().text(message);
        (void)play.verdict();
        return QByteArray::fromStdString(play->results().front().difference);
    };
    QCOMPARE(difference(R"({json: '{"a":1,"b":{"c":[1,2]},"d":0}'})",
                        R"({"a":1.0,"b":{"c":[1,3]},"e":null})"),
             "$.b.c[1]: 2 was expected, 3 came\n$.e: null came, nothing was expected\n"
             "$.d: 0 was expected, nothing came");
    QCOMPARE(difference(R"('{"a":1}')", R"({"a":2})"), "$.a: 1 was expected, 2 came");
    QCOMPARE(difference(R"('{"a":1}')", R"({ "a":1})"),
             "they are equal as JSON, which json: would compare");
    const QByteArray same(50, 'x');
    QCOMPARE(difference(same + "abc", same + "abd"),
             "they differ from byte 53 on: \"c\" was expected, \"d\" came");
}

void MatchersTest::schemasAndFilters()
{
    Stepper::Options options;
    std::optional<bool> second = true;
    options.matchFilter = [&](const filter::Filter& /*filter*/, std::uint64_t event) {
        return event == 2 ? second : false;
    };
    const auto verdict = [&](const char* matcher, const char* message) {
        StepperPlay play("  - expect: {message: " + std::string(matcher) + "}\n",
                         "connect: ws://a\n", options);
        play.connected().text(message);
        return play.verdict();
    };
    QCOMPARE(verdict("{schema: {required: [a]}, filter: dir:in}", R"({"a": 1})"), "passed");
    second = std::nullopt;
    QCOMPARE(verdict("{filter: dir:in}", "abc"),
             "failed at 3: expected a payload that can be looked at; came one of 3 bytes, which is "
             "too long");
    QCOMPARE(verdict("{schema: {type: array}}", "{}"),
             "failed at 3: expected a message that fits the schema; came \"{}\"");
    QCOMPARE(verdict("{schema: {type: object}}", "x").left(60),
             "failed at 3: expected a message that fits the schema; came \"");
    // What is no text is decoded: MessagePack.
    QCOMPARE(verdict("{schema: {required: [a]}}", "\x81\xa1\x61\x01"), "passed");
    options = {};
    QCOMPARE(verdict("{filter: dir:in}", "x").left(45),
             "error at 3: /s/play.yaml:3:23: a filter can't");
}

void MatchersTest::mistakesFoundLate()
{
    const auto verdict = [](const char* step) {
        StepperPlay play("  - " + std::string(step) + "\n",
                         "connect: ws://a\nvariables: {bad: '(', none: '', code: '1'}\n");
        play.connected();
        return play.verdict();
    };
    QVERIFY(
        verdict("wait: '{{bad}}'").startsWith("error at 4: /s/play.yaml:4:11: \"(\" is no time"));
    QVERIFY(verdict("expect: {message: {matches: '{{bad}}'}}").contains("regular expression"));
    QVERIFY(verdict("expect: {close: '{{bad}}'}").contains("4:21: \"(\" is not understood"));
    QVERIFY(verdict("expect: {message: '{{unknown}}'}").contains("called \"unknown\""));
    // Words are those that the file may have itself.
    QVERIFY(verdict("expect: {close: {clean: '{{code}}'}}")
                .startsWith("error at 4: /s/play.yaml:4:29: \"1\" is not understood (understood "
                            "here: true, false)"));
    QVERIFY(verdict("expect: {close: {by: '{{bad}}'}}").contains("4:26: \"(\" is not understood"));
    QVERIFY(verdict("expect: {error: {layer: '{{bad}}'}}").contains("4:29: \"(\" is not"));
    QVERIFY(verdict("expect: {message: {type: '{{bad}}'}}").contains("4:30: \"(\" is not"));
    QVERIFY(verdict("expect: {message: {json: {$.a: {exists: '{{code}}'}}}}")
                .contains("4:45: \"1\" is not understood"));
    QVERIFY(verdict("expect: {message: {json: {$.a: {type: '{{bad}}'}}}}")
                .contains("4:43: \"(\" is not understood"));
    // Nothing is in every text.
    for (const char* matcher : {"{contains: '{{none}}'}", "{matches: '{{none}}'}",
                                "{json: {$.a: {contains: '{{none}}'}}}"}) {
        QVERIFY2(verdict(("expect: {message: " + std::string(matcher) + '}').c_str())
                     .contains("the text is empty, and everything would meet it"),
                 matcher);
    }
    QVERIFY(verdict("send: '{{last}}'").contains("no message was received yet"));
    QVERIFY(verdict("repeat: {times: '{{bad}}', steps: [connect]}").contains("no whole number"));
    const auto answer = [](const char* step, const char* value) {
        StepperPlay play("  - " + std::string(step) + "\n",
                         "serve:\nvariables: {bad: " + std::string(value) + "}\n");
        play.request("/");
        (void)play.next();
        return play.verdict();
    };
    QVERIFY(answer("refuse: '{{bad}}'", "'5000'").contains("4:13: \"5000\" is no status of HTTP"));
    QVERIFY(answer("accept: {status: '{{bad}}'}", "'1'").contains("4:22: \"1\" is no status"));
    QVERIFY(answer("accept: {headers: {A: '{{bad}}'}}", "\"a\\r\\nB: c\"")
                .contains("4:27: the value of a header has no line break"));
    QVERIFY(verdict("behaviour: '{{bad}}'").startsWith("error at 4"));
    QVERIFY(verdict("misdeed: '{{bad}}'").startsWith("error at 4"));
}

FRAMESCOPE_TEST(MatchersTest)

} // namespace tst_matchers

#include "tst_matchers.moc"
