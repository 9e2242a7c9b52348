// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper_play.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_stepper {

using namespace framescope;
using namespace framescope::scenario;
using Kind = Happening::Kind;

class StepperTest : public QObject
{
    Q_OBJECT

private slots:
    void theShortestFile();
    void takesMessagesInTheirOrder();
    void keepsWhatCameBeforeItsStep();
    void countsTimeFromTheEventBefore();
    void countsTimeFromWhatWasSent();
    void aCloseInTimeIsAwaited();
    void waits();
    void silence();
    void setsVariables();
    void repeats();
    void anEndlessRepeatEndsWithTheConnection();
    void anyOrder();
    void oneOf();
    void connectsAgain();
    void behavesAndMisbehaves();
    void parallel();
    void runsOutOfTime();
    void answersRequests_data();
    void answersRequests();
    void endsWithARecording();
    void listsEvents();
    void reportsARepeatedStepOnce();
    void keepsSecretsOutOfHosts();
};

void StepperTest::theShortestFile()
{
    StepperPlay play("  - expect: open\n"
                     "  - expect: { close: { code: \"{{code}}\", reason: bye, by: server, clean: "
                     "true }, within: 2s }\n",
                     "connect: { url: \"{{url}}/close?code={{code}}&reason=bye\" }\n"
                     "matrix: { code: [1000, 1001] }\n",
                     {.variables = {{QStringLiteral("url"), QStringLiteral("ws://h:1")},
                                    {QStringLiteral("code"), QStringLiteral("1001")}}});
    QCOMPARE(play.next(), "connect ws://h:1/close?code=1001&reason=bye");
    QCOMPARE(play.next(), "-");
    play.at(10).open();
    QVERIFY(!play->isFinished());
    play.at(20)
        .control(Kind::Close, "\x03\xe9"
                              "bye")
        .at(30)
        .ended(1001, "bye");
    QCOMPARE(play.verdict(), "passed");
    QCOMPARE(play->results().size(), 2U);
    QCOMPARE(QByteArray::fromStdString(play->results()[1].text),
             "expect: {close: {code: \"{{code}}\", reason: bye, by: "
             "server, clean: true}, within: 2s}");
    QCOMPARE(QByteArray::fromStdString(play->results()[1].place.text()), "/s/play.yaml:5:5");
}

void StepperTest::takesMessagesInTheirOrder()
{
    StepperPlay play("  - expect: {message: a}\n"
                     "  - send: x\n"
                     "  - expect: {message: b}\n");
    play.connected().text("a");
    QCOMPARE(play.act(), "send x");
    play.control(Kind::Ping).control(Kind::Pong).text("b");
    QCOMPARE(play.verdict(), "passed");
}

void StepperTest::keepsWhatCameBeforeItsStep()
{
    StepperPlay play("  - send: x\n"
                     "  - expect: {message: a}\n"
                     "  - expect: {message: b}\n"
                     "  - expect: close\n");
    play.connected().text("a").text("b");
    play.control(Kind::Ping);
    QCOMPARE(play.next(), "send x");
    play.ended(1000);
    QCOMPARE(play.verdict(), "passed");
}

/// However late the stepper is told, the times of the events decide.
void StepperTest::countsTimeFromTheEventBefore()
{
    {
        StepperPlay play("  - expect: {message: a}\n  - expect: {message: b, within: 1s}\n");
        play.connected().at(4000).text("a").at(5000).text("b");
        QCOMPARE(play.verdict(), "passed");
    }
    StepperPlay play("  - send: x\n  - expect: {message: a}\n"
                     "  - expect: {message: b, within: 1s}\n");
    play.connected().at(4000).text("a").at(5001).text("b");
    QCOMPARE(play.act(), "send x");
    (void)play.next();
    QCOMPARE(play.verdict(), "passed"); // what was sent is the event before
    StepperPlay late("  - expect: {message: a}\n  - expect: {message: b, within: 1s}\n");
    late.connected().at(4000).text("a").at(5001).text("b");
    QCOMPARE(late.verdict(), "failed at 4: expected a message equal to \"b\"; came nothing of "
                             "that came within 1.00 s");
}

void StepperTest::countsTimeFromWhatWasSent()
{
    StepperPlay play("  - send: x\n  - expect: {message: a, within: 1s}\n");
    play.connected();
    QCOMPARE(play.next(), "send x");
    QCOMPARE(play.next(), "-");
    QVERIFY(play->deadline() == play.time() + std::chrono::seconds(60)); // to be sent
    play.at(9000).advance().sent();
    QVERIFY(play->deadline() == play.time() + std::chrono::seconds(1));
    play.at(10000).text("a");
    QCOMPARE(play.verdict(), "passed");
}

void StepperTest::aCloseInTimeIsAwaited()
{
    StepperPlay play("  - expect: {close: {code: 1000}, within: 1s}\n");
    play.connected().at(900).control(Kind::Close, std::string("\x03\xe8", 2));
    (void)play.next();
    QVERIFY(!play->deadline());
    play.at(5900).advance().at(6000).ended(1000, {}, false);
    QCOMPARE(play.verdict(), "passed");
    StepperPlay silent("  - expect: {close: {code: 1000}, within: 1s}\n");
    silent.connected();
    (void)silent.next();
    silent.at(1001).advance();
    QCOMPARE(silent.verdict(), "failed at 3: expected the connection to end with code 1000; came "
                               "nothing of that came within 1.00 s");
}

void StepperTest::waits()
{
    StepperPlay play("  - wait: 500ms\n  - send: x\n");
    play.connected();
    QCOMPARE(play.next(), "-");
    QVERIFY(play->deadline() == play.time() + std::chrono::milliseconds(500));
    play.at(400).text("early").advance();
    QCOMPARE(play.next(), "-");
    play.at(500).advance();
    QCOMPARE(play.act(), "send x");
    QCOMPARE(play.verdict(), "passed");
}

void StepperTest::silence()
{
    {
        StepperPlay play("  - expect: {message: a}\n  - expect: {silence: 2s}\n");
        play.connected().at(10).text("a").control(Kind::Ping).at(2011).advance();
        QCOMPARE(play.verdict(), "passed");
    }
    {
        StepperPlay play("  - expect: {silence: 2s}\n  - expect: {message: a}\n");
        play.connected();
        (void)play.next();
        play.at(2500).text("a");
        QCOMPARE(play.verdict(), "passed");
    }
    {
        StepperPlay play("  - expect: {silence: 2s}\n");
        play.connected();
        (void)play.next();
        play.at(2000).text("a");
        QCOMPARE(play.verdict(),
                 "failed at 3: expected no message for 2.00 s; came the text message \"a\"");
    }
    StepperPlay play("  - expect: {silence: 2s}\n");
    play.connected();
    (void)play.next();
    play.at(1000).ended(1001, "away");
    QCOMPARE(play.verdict(), "failed at 3: expected no message for 2.00 s; came the connection "
                             "ended: 1001 going away \"away\", clean, by the server");
}

void StepperTest::setsVariables()
{
    StepperPlay play("  - expect: message\n"
                     "  - set: { token: {json: $.token}, id: {text: '/id\":(\\d+)/'}, "
                     "who: {header: X-Who}, copy: \"{{name}}!\" }\n"
                     "  - send: \"{{token}} {{id}} {{who}} {{copy}} {{last $.token}}\"\n",
                     "connect: ws://a\nvariables: {name: John, other: \"{{name}} Doe\"}\n");
    (void)play.next();
    play.open(101, "X-Who: me\r\n").text(R"({"token":"abc","id":17})");
    QCOMPARE(play.act(), "send abc 17 me John! abc");
    QCOMPARE(play.verdict(), "passed");

    const auto failing = [](const char* source, const char* message) {
        StepperPlay other("  - expect: message\n  - set: {a: " + std::string(source) + "}\n");
        other.connected().text(message);
        return other.verdict();
    };
    QCOMPARE(failing("{json: $.no}", "{}"),
             "failed at 4: expected a value for a; came the last received message has no value at "
             "this path: \"{}\"");
    QCOMPARE(failing("{header: No}", "x"),
             "failed at 4: expected a value for a; came the answer has no header No");
    QCOMPARE(failing("{text: /(z)/}", "x"),
             "failed at 4: expected a value for a; came /(z)/ is not found in \"x\"");
}

void StepperTest::repeats()
{
    StepperPlay play("  - repeat: {times: \"{{n}}\", as: i, steps: [{send: \"{{i}}\"}, {expect: "
                     "{message: \"{{i}}\"}}]}\n"
                     "  - repeat: {times: 0, steps: [{send: never}]}\n"
                     "  - send: end\n",
                     "connect: ws://a\nvariables: {n: 3}\n");
    play.connected();
    for (const char* number : {"1", "2", "3"}) {
        QCOMPARE(play.act(), QByteArray("send ") + number);
        QCOMPARE(play.next(), "-");
        play.text(number);
    }
    QCOMPARE(play.act(), "send end");
    QCOMPARE(play.verdict(), "passed");
}

void StepperTest::anEndlessRepeatEndsWithTheConnection()
{
    StepperPlay play("  - repeat: {steps: [{expect: message}, {send: \"{{last}}\"}]}\n"
                     "  - expect: {close: {code: 1001, by: client}}\n",
                     "serve: /echo\n");
    play.request("/echo");
    QCOMPARE(play.next(), "accept 101");
    play.open();
    for (int i = 0; i < 3; ++i) {
        play.text("hi");
        QCOMPARE(play.act(), "send hi");
        (void)play.next();
    }
    play.ended(1001, {}, true, Direction::Out);
    QCOMPARE(play.verdict(), "passed");
}

void StepperTest::anyOrder()
{
    const std::string steps = "  - expect: {any_order: [{message: a}, {message: b}, {ping: p}]}\n";
    {
        StepperPlay play(steps + "  - expect: {message: c}\n");
        play.connected().text("b").control(Kind::Ping, "p").text("a").text("c");
        QCOMPARE(play.verdict(), "passed");
    }
    {
        StepperPlay play(steps);
        play.connected().text("b").text("b");
        QCOMPARE(play.verdict(), "failed at 3: expected a message equal to \"a\"; and a ping equal "
                                 "to \"p\"; came the text message \"b\"");
    }
    {
        StepperPlay play("  - expect: {any_order: [{message: a}, {message: b}], skip: others}\n");
        play.connected().text("b").text("x").text("a");
        QCOMPARE(play.verdict(), "passed");
    }
    // What fits several makes room for what fits one.
    const std::string wide = "  - expect: {any_order: [{message: {any: true}}, "
                             "{message: {contains: a}}, {message: a}]}\n";
    {
        StepperPlay play(wide);
        play.connected().text("a").text("xa").text("b");
        QCOMPARE(play.verdict(), "passed");
    }
    StepperPlay play(wide);
    play.connected().text("b").text("c");
    QVERIFY2(play.verdict().startsWith("failed at 3: expected a message that contains \"a\"; and "),
             play.verdict().constData());
}

void StepperTest::oneOf()
{
    const std::string steps = "  - expect: {one_of: [{message: a, then: [{send: x}]}, {close: "
                              "{code: 4000..4999}}]}\n";
    {
        StepperPlay play(steps + "  - send: z\n");
        play.connected().text("a");
        QCOMPARE(play.act(), "send x");
        QCOMPARE(play.act(), "send z");
        QCOMPARE(play.verdict(), "passed");
    }
    {
        StepperPlay play(steps);
        play.connected().ended(4401, "login");
        QCOMPARE(play.verdict(), "passed");
    }
    StepperPlay play(steps);
    play.connected().ended(1006, {}, false, {});
    QCOMPARE(play.verdict(), "failed at 3: expected a message equal to \"a\", or the connection to "
                             "end with code 4000..4999; came the connection ended: 1006 abnormal "
                             "closure, not clean, by nobody");
}

void StepperTest::connectsAgain()
{
    StepperPlay play("  - expect: {message: a}\n"
                     "  - connect: ws://b\n"
                     "  - expect: open\n"
                     "  - expect: {close: {code: 1000}}\n"
                     "  - connect\n"
                     "  - expect: {message: c}\n");
    QCOMPARE(play.next(), "connect ws://a");
    play.open().text("a");
    QCOMPARE(play.next(), "close");
    QCOMPARE(play.next(), "-");
    play.text("late").ended(1000, {}, true, Direction::Out);
    QCOMPARE(play.next(), "connect ws://b");
    play.open();
    QCOMPARE(play.next(), "-");
    play.ended(1000);
    QCOMPARE(play.next(), "connect ws://b");
    play.open().text("c");
    QCOMPARE(play.verdict(), "passed");
}

void StepperTest::behavesAndMisbehaves()
{
    StepperPlay play("  - behaviour: {pong: off, close-reply: none}\n"
                     "  - behaviour: pong=on\n"
                     "  - misdeed: {cut: rst}\n"
                     "  - misdeed: read=stop:3s\n",
                     "connect: {url: ws://a, behaviours: [after-close=fin]}\n");
    play.connected();
    QCOMPARE(play.next(), "behave pong=off close-reply=none after-close=fin");
    QCOMPARE(play.next(), "behave close-reply=none after-close=fin");
    QCOMPARE(play.next(), "misdeed 2");
    QCOMPARE(play.next(), "misdeed 0");
    QCOMPARE(play.verdict(), "passed");
}

void StepperTest::parallel()
{
    const std::string steps =
        "  - parallel: [{name: a, connect: ws://a, steps: [{expect: open}]}]\n"
        "  - send: x\n";
    StepperPlay play(steps);
    play.connected();
    QCOMPARE(play.next(), "parallel 1");
    QCOMPARE(play.next(), "-");
    play->joined(play.time(), Outcome::Passed);
    QCOMPARE(play.act(), "send x");
    QCOMPARE(play.verdict(), "passed");
    StepperPlay failed(steps);
    failed.connected();
    (void)failed.next();
    failed->joined(failed.time(), Outcome::Failed);
    QVERIFY(failed->outcome() == Outcome::Failed);
    QCOMPARE(QByteArray::fromStdString(failed->results().back().text), "send: x");
    QVERIFY(failed->results().back().outcome == Outcome::Skipped);
}

void StepperTest::runsOutOfTime()
{
    StepperPlay play("  - expect: {message: a, within: 1m}\n", "connect: ws://a\ntimeout: 2s\n");
    play.connected();
    (void)play.next();
    QVERIFY(play->deadline() == play.time() + std::chrono::seconds(2));
    play.at(2001).advance();
    QCOMPARE(play.verdict(), "failed at 4: expected the run to end within 2.00 s; came it goes on");
}

void StepperTest::answersRequests_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QByteArray>("action");
    const auto row = [](const char* name, const char* file, const char* steps, const char* action) {
        QTest::newRow(name) << QString::fromUtf8(file) << QString::fromUtf8(steps)
                            << QByteArray(action);
    };
    row("usual", "serve:\n", "  - send: x\n", "accept 101");
    row("accept", "serve: {accept: {subprotocol: chat, deflate: false}}\n", "  - send: x\n",
        "accept 101 chat plain");
    row("refuse", "serve: {refuse: {status: 401, body: no}}\n", "  - wait: 1s\n", "refuse 401 no");
    row("step", "serve: /\n", "  - expect: {request: /x}\n  - accept: {status: 200}\n",
        "accept 200");
    row("branch", "serve:\n",
        "  - expect: {one_of: [{request: /y, then: [accept]}, {request: /x, then: [{refuse: "
        "404}]}]}\n",
        "refuse 404 ");
    row("raw", "serve:\n", "  - respond: \"HTTP/1.1 200 OK\\n\\n\"\n",
        "respond HTTP/1.1 200 OK\r\n\r\n");
    row("end", "serve:\n", "  - end: rst\n", "end 1");
}

void StepperTest::answersRequests()
{
    QFETCH(QString, file);
    QFETCH(QString, steps);
    StepperPlay play(steps.toStdString(), file.toStdString());
    QCOMPARE(play.next(), "-");
    play.request("/x");
    QFETCH(QByteArray, action);
    QCOMPARE(play.next(), action);
}

void StepperTest::endsWithARecording()
{
    {
        StepperPlay play("  - wait: 1h\n  - expect: {message: a}\n");
        play.connected();
        (void)play.next();
        play.text("a");
        play->noMore(play.time(), "the recording ends");
        QCOMPARE(play.verdict(), "passed");
    }
    StepperPlay play("  - expect: {message: a}\n  - expect: close\n");
    play.connected().text("a");
    play->noMore(play.time(), "the recording ends");
    QCOMPARE(play.verdict(),
             "failed at 4: expected the connection to end; came the recording ends");
}

void StepperTest::listsEvents()
{
    StepperPlay play(
        "  - expect: open\n  - send: question\n  - expect: {message: a}\n  - wait: 1s\n");
    (void)play.next();
    play.at(100).open().at(200);
    QCOMPARE(play.act(), "send question");
    play.at(300).control(Kind::Ping, "p").at(1250).text("b");
    QVERIFY(play->isFinished() || (play->next(), play->isFinished()));
    const auto& results = play->results();
    QCOMPARE(results.size(), 4U);
    QVERIFY(results[0].events == std::vector<std::uint64_t>{1});
    QVERIFY(results[1].events == std::vector<std::uint64_t>{2});
    QVERIFY(results[2].events == std::vector<std::uint64_t>{3});
    QVERIFY(results[3].outcome == Outcome::Skipped);
    QCOMPARE(QByteArray::fromStdString(results[2].expected), "\"a\"");
    QCOMPARE(QByteArray::fromStdString(results[2].came), "\"b\"");
    const std::vector<std::string> before{
        "#1  0.100 s       open HTTP/1.1 101 Word", "#2  0.200 s  out  sent \"question\"",
        "0.300 s  in   ping \"p\"", "#3  1.250 s  in   text \"b\""};
    QVERIFY2(results[2].before == before, results[2].before.back().c_str());
    QVERIFY(results[2].began == std::chrono::milliseconds(200));
    QVERIFY(results[2].took == std::chrono::milliseconds(1050));
}

void StepperTest::reportsARepeatedStepOnce()
{
    StepperPlay play("  - repeat: {times: 3, steps: [{expect: {message: a}}]}\n");
    play.connected().text("a").text("a").text("b");
    QVERIFY(play.verdict().startsWith("failed at 3"));
    QCOMPARE(play->results().size(), 1U);
    QCOMPARE(play->results()[0].times, 3U);
}

void StepperTest::keepsSecretsOutOfHosts()
{
    StepperPlay play("  - expect: open\n", "connect: ws://{{secret.host}}/\n",
                     {.secrets = {{QStringLiteral("secret.host"), QStringLiteral("h")}}});
    QCOMPARE(play.next(), "-");
    QVERIFY(play.verdict().startsWith("error at 1: /s/play.yaml:1:10: url: the secret"));
}

FRAMESCOPE_TEST(StepperTest)

} // namespace tst_stepper

#include "tst_stepper.moc"
