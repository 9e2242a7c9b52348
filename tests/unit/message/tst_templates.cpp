// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/templates.h"
#include "support/test_program.h"

#include <QTest>

#include <QDateTime>
#include <QRegularExpression>
#include <QSet>

namespace tst_templates {

using namespace framescope;
using namespace framescope::message;

class TestTemplates : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void mistakes_data();
    void mistakes();
    void uuids();
    void times();
    void counts();
    void randomNumbers();
    void aCopyOfTheScopeGivesTheSame();
    void lastMessage_data();
    void lastMessage();
    void spans();
    void variables();
    void mistakesWithoutValues();
    void deepNesting();
    void helpNamesWhatThereIs();
};

TemplateScope scopeWith(std::optional<QByteArray> last = {})
{
    TemplateScope scope;
    scope.variables = {
        {"user", "John"}, {"pass", "s3cret {{user}}"}, {"uuid", "mine"}, {"two words", "yes"}};
    scope.last = [last] { return last; };
    return scope;
}

QString shown(const Result<QString>& result)
{
    return result ? *result : "! " + QString::fromStdString(result.error().message());
}

void TestTemplates::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QString(text) << QString(expected);
    };
    row("none", "plain } text { with } single {{",
        "! character 30: the template is not closed "
        "(write }} after it, or \\{{ for the braces "
        "themselves)");
    row("empty", "", "");
    row("closing braces alone", "a}}b", "a}}b");
    row("variable", "Hello {{user}}!", "Hello John!");
    row("in an environment", "{{env.user}}", "John");
    row("spaces", "{{  user\t}}", "John");
    row("a name of two words", "{{two words}}", "yes");
    row("a value is taken as it is", "{{pass}}", "s3cret {{user}}");
    row("a function before a variable", "{{env.uuid}}", "mine");
    row("in JSON", R"({"a":{"b":"{{user}}"}})", R"({"a":{"b":"John"}})");
    row("number in JSON", R"({"a":{"b":{{counter}}}})", R"({"a":{"b":1}})");
    row("braces around", "{{{user}}}", "{John}");
    row("more braces around", "{{{{{user}}}}}", "{{{John}}}");
    row("escaped", R"(\{{user}})", "{{user}}");
    row("escaped, braces around", R"(\{{{user}}})", "{{{user}}}");
    row("a backslash of the text", R"(C:\\{{user}})", R"(C:\\John)");
    row("three backslashes", R"(\\\{{user}})", R"(\\{{user}})");
    row("a backslash elsewhere", R"(\n{{user}}\)", R"(\nJohn\)");
    row("base64", "{{base64 a b}}", "YSBi");
    row("nothing in base64", "{{base64}}", "");
    row("nested", "Basic {{base64 {{user}}:{{env.uuid}}}}", "Basic Sm9objptaW5l");
    row("nested twice", "{{base64 {{base64 {{user}}}}}}", "U205b2JnPT0=");
    row("beside each other", "{{user}}{{user}}", "JohnJohn");
    row("one number only", "{{random 7 7}}", "7");
    row("negative", "{{random -3   -3}}", "-3");
}

void TestTemplates::texts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    TemplateScope scope = scopeWith();
    QCOMPARE(shown(expanded(text, scope)), expected);
}

void TestTemplates::mistakes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("mistake");
    const auto row = [](const char* name, const char* text, const char* mistake) {
        QTest::newRow(name) << QString(text) << QString(mistake);
    };
    row("unknown", "ab {{nobody}}", "character 4: no template or variable is called \"nobody\"");
    row("unknown in an environment", "{{env.no}}",
        "character 1: no template or variable is called "
        "\"no\"");
    row("empty", "{{}}", "character 1: a template without a name");
    row("blank", "x{{  }}", "character 2: a template without a name");
    row("nested", "a{{base64 b {{nobody}}}}", "character 13: no template or variable");
    row("nested and open", "a{{base64 b {{user}}", "character 2: the template is not closed");
    row("too much", "{{uuid 4}}", "character 1: {{uuid}} takes nothing after its name");
    row("no bounds", "{{random}}", "character 1: {{random}} takes two integers");
    row("one bound", "{{random 1}}", "{{random}} takes two integers");
    row("no integer", "{{random 1 2.5}}", "{{random}} takes two integers");
    row("no 64 bits", "{{random 1 99999999999999999999}}", "{{random}} takes two integers");
    row("upside down", "{{random 5 4}}", "the first number of {{random}} is larger");
    row("nothing received", "{{last}}", "character 1: no message was received yet");
    row("nothing received, path", "{{last $.a}}", "character 1: no message was received yet");
}

void TestTemplates::mistakes()
{
    QFETCH(QString, text);
    QFETCH(QString, mistake);
    TemplateScope scope = scopeWith();
    scope.counter = 5;
    const QString told = shown(expanded("{{counter}}" + text, scope));
    QCOMPARE(scope.counter, 5u);
    const QString alone = shown(expanded(text, scope));
    QVERIFY2(alone.startsWith("! ") && alone.contains(mistake), qPrintable(alone));
    QVERIFY2(told.startsWith("! "), qPrintable(told));
    QVERIFY(!alone.contains("s3cret"));
}

void TestTemplates::uuids()
{
    TemplateScope scope;
    const QString text = expanded(u"{{uuid}} {{uuid}}", scope).value();
    static const QRegularExpression form(
        "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
    const QStringList both = text.split(' ');
    QCOMPARE(both.size(), 2);
    QVERIFY(form.match(both[0]).hasMatch() && form.match(both[1]).hasMatch());
    QVERIFY(both[0] != both[1]);
}

void TestTemplates::times()
{
    TemplateScope scope;
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const QStringList both = expanded(u"{{now}} {{now.iso}}", scope).value().split(' ');
    const qint64 after = QDateTime::currentMSecsSinceEpoch();
    QCOMPARE(both.size(), 2);
    const qint64 now = both[0].toLongLong();
    QVERIFY(before <= now && now <= after);
    static const QRegularExpression form(R"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$)");
    QVERIFY2(form.match(both[1]).hasMatch(), qPrintable(both[1]));
    QCOMPARE(QDateTime::fromString(both[1], Qt::ISODateWithMs).toMSecsSinceEpoch(), now);
}

void TestTemplates::counts()
{
    TemplateScope scope;
    QCOMPARE(expanded(u"{{counter}}", scope).value(), QString("1"));
    QCOMPARE(expanded(u"{{counter}},{{counter}}", scope).value(), QString("2,3"));
    QVERIFY(!expanded(u"{{counter}}{{", scope));
    QCOMPARE(expanded(u"{{base64 {{counter}}}}", scope).value(), QString("NA=="));
}

void TestTemplates::randomNumbers()
{
    TemplateScope scope;
    QSet<QString> seen;
    for (int i = 0; i < 1000; ++i) {
        seen.insert(expanded(u"{{random -1 1}}", scope).value());
    }
    QCOMPARE(seen, QSet<QString>({"-1", "0", "1"}));
    QVERIFY(expanded(u"{{random -9223372036854775808 9223372036854775807}}", scope));
}

void TestTemplates::aCopyOfTheScopeGivesTheSame()
{
    const QString text = QStringLiteral("{{uuid}} {{random 1 1000000000}} {{counter}} {{now}}");
    TemplateScope scope;
    TemplateScope copy = scope;
    copy.now = scope.now = QDateTime::fromMSecsSinceEpoch(1'000);
    const QString first = expanded(text, scope).value();
    QVERIFY2(first.endsWith(" 1 1000"), qPrintable(first));
    QCOMPARE(expanded(text, copy).value(), first);
    QVERIFY(!expanded(text + "{{", scope)); // which changes nothing
    const QString second = expanded(text, scope).value();
    QCOMPARE(expanded(text, copy).value(), second);
    QVERIFY(second.left(36) != first.left(36));
}

void TestTemplates::lastMessage_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QByteArray& message, const char* text,
                        const char* expected) {
        QTest::newRow(name) << message << QString(text) << QString(expected);
    };
    const QByteArray json = R"({"id":12345678901234567890,"a":[{"t":"x\ny"}],"n":null,"s":""})";
    row("whole", "hello", "{{last}}!", "hello!");
    row("whole, empty", "", "<{{last}}>", "<>");
    row("number as sent", json, "{{last $.id}}", "12345678901234567890");
    row("repeated name", R"({"id":"x","id":"y"})", "{{last $.id}}", "y");
    row("string", json, "{{last $.a[0].t}}", "x\ny");
    row("object", json, "{{last $.a[0]}}", R"({"t":"x\ny"})");
    row("first of several", "[1,2]", "{{last $[*]}}", "1");
    row("null", json, "{{last $.n}}", "null");
    row("empty string", json, "<{{last $.s}}>", "<>");
    row("odd key", R"({"a b":1})", "{{last $[\"a b\"]}}", "1");
    row("key of a variable", R"({"John":2})", "{{last $.{{user}}}}", "2");
    row("MessagePack", QByteArray::fromHex("81a26964cd0102"), "{{last $.id}}", "258");
    row("missing", json, "{{last $.zzz}}",
        "! character 1: the last received message has no value at this path");
    row("no JSON", "hello", "a{{last $.a}}",
        "! character 2: the last received message is not JSON");
    row("no text", QByteArray::fromHex("ff"), "{{last}}",
        "! character 1: the last received message is no text");
    row("no path", json, "{{last $.}}",
        "! character 1: a key is missing in the path (a name, * "
        "for any, or [\"odd key\"])");
    row("path and more", json, "{{last $.id = 4}}",
        "! character 1: the path ends before \" = 4\" (a path is like $.items[0].id)");
}

void TestTemplates::lastMessage()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    TemplateScope scope = scopeWith(message);
    QCOMPARE(shown(expanded(text, scope)), expected);
}

void TestTemplates::spans()
{
    TemplateScope scope = scopeWith();
    scope.counter = 41;
    const QString text = QStringLiteral("a{{user}}\\{{x}} {{nobody}}{{counter}}{{counter}}{{");
    const auto spans = templatesIn(text, scope);
    QStringList told;
    for (const TemplateSpan& span : spans) {
        told += text.mid(span.begin, span.length) + " = " + shown(span.value).left(20);
    }
    QCOMPARE(told,
             QStringList({"{{user}} = John", "{{nobody}} = ! character 17: no t",
                          "{{counter}} = 42", "{{counter}} = 43", "{{ = ! character 49: the "}));
    QCOMPARE(scope.counter, 41u);
    QVERIFY(templatesIn(u"nothing {here}", scope).empty());
}

void TestTemplates::variables()
{
    const std::vector<QString> expected = {"a", "b c", "d", "e"};
    QCOMPARE(variablesIn(u"{{a}}{{uuid}} {{b c}} {{base64 {{env.d}}:{{a}}}}{{last $.{{e}}}} \\{{f}}"
                         u"{{random 1 2}}{{}}{{"),
             expected);
}

/// What no values mend is found without them.
void TestTemplates::mistakesWithoutValues()
{
    const auto mistake = [](QStringView text) {
        const auto done = checkTemplates(text);
        return done ? std::string() : done.error().message();
    };
    for (const QStringView good :
         {u"", u"{{a}} {{env.b}} \\{{}} {{uuid}} {{now.iso}}{{counter}}", u"{{random 1 5}}",
          u"{{random {{a}} 5}}", u"{{last}}{{last $.a[0]}}{{last $.{{a}}}}",
          u"{{base64 {{user}}:{{secret.pw}}}}", u"{{base64 a b}}"}) {
        QCOMPARE(mistake(good), "");
    }
    QCOMPARE(mistake(u"a {{}}"), "{{}}: a template without a name (write {{NAME}})");
    QCOMPARE(mistake(u"{{ }}"), "{{ }}: a template without a name (write {{NAME}})");
    QCOMPARE(mistake(u"{{uuid}}{{random 5 1}}"),
             "{{random 5 1}}: the first number of {{random}} is larger than the second (write the "
             "lower one first)");
    QVERIFY(mistake(u"{{random a 1}}").find("takes two integers") != std::string::npos);
    QVERIFY(mistake(u"{{uuid 1}}").find("takes nothing after its name") != std::string::npos);
    QVERIFY(mistake(u"{{bsae64 a}}").find("did you mean base64? ") != std::string::npos);
    QVERIFY(mistake(u"{{base64 {{random 5 1}}}}").find("is larger") != std::string::npos);
    QVERIFY(mistake(u"{{last $.a[}}").starts_with("{{last $.a[}}: "));
    QVERIFY(mistake(u"{{a").starts_with("the template is not closed"));
    QVERIFY(!checkTemplates(QStringLiteral("{{base64 ").repeated(100'000)));
}

void TestTemplates::deepNesting()
{
    TemplateScope scope = scopeWith();
    QString text = "{{user}}";
    for (int i = 0; i < 15; ++i) {
        text = "{{base64 " + text + "}}";
    }
    QVERIFY(expanded(text, scope));
    QCOMPARE(variablesIn(text), std::vector<QString>{"user"});
    QVERIFY(shown(expanded("{{base64 " + text + "}}", scope)).contains("nested too deeply"));
    const QString open = QStringLiteral("{{base64 ").repeated(100'000);
    QVERIFY(!expanded(open, scope));
    QVERIFY(!expanded(open + QStringLiteral("}}").repeated(100'000), scope));
}

void TestTemplates::helpNamesWhatThereIs()
{
    TemplateScope scope = scopeWith(R"({"path":1})");
    scope.variables["NAME"] = "value";
    QVERIFY(templateTable().size() >= 8);
    for (const TemplateHelp& row : templateTable()) {
        const QString form = QString::fromUtf8(row.form);
        QVERIFY2(expanded(form, scope), row.form);
        QVERIFY(QByteArray(row.help).size() > 5);
    }
}

FRAMESCOPE_TEST(TestTemplates)

} // namespace tst_templates

#include "tst_templates.moc"
