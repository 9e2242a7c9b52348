// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/hidden_secrets.h"

#include "stepper_play.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_hidden_secrets {

using namespace framescope;
using namespace framescope::scenario;

constexpr const char* Token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqb2UiLCJleHAiOjk5OTk5OTk5OTl9.c2ln";

class HiddenSecretsTest : public QObject
{
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void credentials();
    void startsAndEnds();
    void reports_data();
    void reports();
    void ownWordsStay();
    void onlyThoseOfTheScenario();
};

HiddenSecrets hiding(const QString& value)
{
    return HiddenSecrets(collection::SecretValues{{QStringLiteral("secret.pw"), value}});
}

QByteArray shown(const QString& value, const QByteArray& text)
{
    return QByteArray::fromStdString(hiding(value).in(text.toStdString()));
}

void HiddenSecretsTest::forms_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char* name, const char* secret, const QByteArray& text,
                        const QByteArray& told) {
        QTest::newRow(name) << QString::fromUtf8(secret) << text << told;
    };
    row("as it is", "hunter2", "a hunter2 b", "a ***removed*** b");
    row("three bytes", "abc", "abc", "abc");
    row("four bytes", "abcd", "xabcdx", "x***removed***x");
    row("in JSON", "a\"\\\nb\u00e4c", R"({"p":"a\"\\\nb\u00e4c"})", R"({"p":"***removed***"})");
    row("in JSON, a pair", "ab\xf0\x9f\x98\x80", R"(["ab\ud83d\ude00"])", R"(["***removed***"])");
    row("in a URL", "a b/cd", "?t=a%20b%2Fcd&x", "?t=***removed***&x");
    row("in hex", "hunter2", "x 68756E74657232 y", "x ***removed*** y");
    row("in spaced hex", "hunter2", "68 75 6e 74 65 72 32", "***removed***");
    row("hex as bytes", "68756e746572", "a hunter b", "a ***removed*** b");
    row("base64 as bytes", "aHVudGVyMg==", "a hunter2 b", "a ***removed*** b");
    row("a piece of eight bytes", "0123456789abcdef", "x89abcdefx 0123456",
        "x***removed***x 0123456");
    row("another byte in it", "hunter2pass", "hunter3pass", "***removed***3pass");
}

void HiddenSecretsTest::forms()
{
    QFETCH(QString, secret);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, told);
    QCOMPARE(shown(secret, text), told);
}

/// Where a value begins in base64 depends on what stands before it.
void HiddenSecretsTest::credentials()
{
    for (const char* user : {"", "j", "jo", "joe"}) {
        const QByteArray basic = (QByteArray(user) + ":hunter2!").toBase64();
        const QByteArray told = shown(QStringLiteral("hunter2!"), "Basic " + basic + ' ');
        const QByteArray left = QByteArray(told).replace("***removed***", "").mid(6).trimmed();
        QVERIFY2(told.contains("***removed***"), told);
        QVERIFY2(!QByteArray::fromBase64(left).contains("unter"), told);
        QVERIFY2(left.size() <= 5, told);
    }
}

/// Whatever a text is cut to, nothing of a value is left at its edges.
void HiddenSecretsTest::startsAndEnds()
{
    const HiddenSecrets hidden = hiding(QString::fromLatin1(Token));
    const std::string text = "before " + std::string(Token) + " behind";
    for (std::size_t from = 0; from < text.size(); ++from) {
        for (const std::size_t most : {1, 8, 30, 200}) {
            for (const HiddenSecrets::Part& part : hidden.parts(text, from, most)) {
                QVERIFY(part.isHidden ||
                        std::string_view("before  behind").find(part.text) != std::string::npos);
            }
        }
    }
}

void HiddenSecretsTest::reports_data()
{
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("came"); // # stands for the secret with another byte in it
    QTest::newRow("another text") << QByteArray("'session={{secret.pw}}'")
                                  << QByteArray("session=none");
    QTest::newRow("other byte") << QByteArray("'your token is {{secret.pw}}, enjoy'")
                                << QByteArray("your token is #, enjoy");
    QTest::newRow("JSON") << QByteArray("{json: {t: '{{secret.pw}}'}}")
                          << QByteArray(R"({"t":"#"})");
    QTest::newRow("a path of JSON")
        << QByteArray("{json: {$.t: '{{secret.pw}}'}}") << QByteArray(R"({"t":"#"})");
    QTest::newRow("equal as JSON")
        << QByteArray(R"('{"t":"{{secret.pw}}"}')") << QByteArray(R"({"t":"#"})");
    QTest::newRow("bytes") << QByteArray("{hex: '{{secret.hex}}'}") << QByteArray("none");
    QTest::newRow("a pattern") << QByteArray("{matches: '^{{secret.pw}}$'}") << QByteArray("#");
}

/// Neither what was expected nor what came nor their difference shows the value.
void HiddenSecretsTest::reports()
{
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, came);
    const QByteArray token(Token);
    QByteArray other = token;
    other[40] = '!';
    Stepper::Options options;
    options.secrets = {{QStringLiteral("secret.pw"), QString::fromLatin1(token)},
                       {QStringLiteral("secret.hex"), QString::fromLatin1(token.toHex())}};
    StepperPlay play("  - expect: {message: " + expected.toStdString() + "}\n", "connect: ws://a\n",
                     options);
    play.connected().text(came.replace('#', other).toStdString());
    QCOMPARE(play->outcome(), Outcome::Failed);
    for (const StepResult& step : play->results()) {
        std::string told = step.expected + '\n' + step.came + '\n' + step.difference;
        for (const std::string& line : step.before) {
            told += '\n' + line;
        }
        constexpr qsizetype Piece = 8;
        for (qsizetype at = 0; at + Piece <= token.size(); ++at) {
            QVERIFY2(told.find(token.mid(at, Piece).toStdString()) == std::string::npos,
                     told.c_str());
            QVERIFY2(told.find(token.mid(at, Piece).toHex(' ').toStdString()) == std::string::npos,
                     told.c_str());
        }
    }
}

/// A value may be a word of the report, which stays.
void HiddenSecretsTest::ownWordsStay()
{
    Stepper::Options options;
    options.secrets = {{QStringLiteral("word"), QStringLiteral("message")},
                       {QStringLiteral("short"), QStringLiteral("x")}};
    StepperPlay play("  - expect: {message: '{{word}} {{short}}'}\n", "connect: ws://a\n", options);
    play.connected().text("a message");
    QCOMPARE(play.verdict(), "failed at 3: expected \"***removed*** x\"; came \"a ***removed***\"");
    QCOMPARE(QString::fromStdString(play->results().front().text),
             QStringLiteral("expect: {message: \"{{word}} {{short}}\"}"));
    StepperPlay late("  - expect: {message: '{{word}}'}\n", "connect: ws://a\n", options);
    late.connected().at(6000).advance();
    QCOMPARE(late.verdict(), "failed at 3: expected a message equal to \"***removed***\"; came "
                             "nothing of that came within 5.00 s");
}

/// Other scenarios have other secrets.
void HiddenSecretsTest::onlyThoseOfTheScenario()
{
    Stepper::Options options;
    options.secrets = {{QStringLiteral("secret.pw"), QStringLiteral("hunter2")}};
    StepperPlay play("  - expect: {message: a}\n", "connect: ws://a\n", options);
    play.connected().text("hunter2");
    QCOMPARE(play.verdict(), "failed at 3: expected \"a\"; came \"hunter2\"");
}

FRAMESCOPE_TEST(HiddenSecretsTest)

} // namespace tst_hidden_secrets

#include "tst_hidden_secrets.moc"
