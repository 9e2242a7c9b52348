// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction/secret_values.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_secret_values {

using namespace framescope;
using namespace framescope::redaction;

class SecretValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void values_data();
    void values();
    void valuesThatBeginOthers();
    void markersStay();
    void longValues();
    void parts_data();
    void parts();
};

void SecretValuesTest::values_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("clean");
    const auto row = [](const char* name, const char* value, const char* text, const char* clean) {
        QTest::newRow(name) << std::string(value) << std::string(text) << std::string(clean);
    };
    row("as it is", "a b/c", "x=a b/c&", "x=***removed***&");
    row("all encoded", "a b/c", "x=%61%20b%2Fc&", "x=***removed***&");
    row("a slash stays in a path", "a b/c", "/a%20b/c/", "/***removed***/");
    row("small hex digits", "a b/c?", "/a%20b%2fc%3f", "/***removed***");
    row("UTF-8", "p\xC3\xA4th", "/p%C3%a4th /p\xC3\xA4th", "/***removed*** /***removed***");
    row("percent itself", "5%25", "/5%25 /5%2525 /5%25%32%35",
        "/***removed*** /***removed*** /***removed***");
    row("percent that is no escape", "50% off", "50% off 50%25%20off",
        "***removed*** ***removed***");
    row("encoded in the value", "a%2Fb", "/a%2fb /a/b", "/***removed*** /***removed***");
    row("short", "q7", "X-Room: q7", "X-Room: ***removed***");
    row("one character", "q", "q%71", "***removed******removed***");
    row("none", "", "text", "text");
    row("other bytes", "abc", "a%62 ab%63d %61%62", "a%62 ***removed***d %61%62");
    row("end of the text", "ab", "a %6", "a %6");
    row("overlaps itself", "aba", "ababa", "***removed***ba");
}

void SecretValuesTest::values()
{
    QFETCH(std::string, value);
    QFETCH(std::string, text);
    QFETCH(std::string, clean);
    QCOMPARE(withoutValues(text, std::vector{value}), clean);
}

/// A value that begins another one leaves nothing of the longer one.
void SecretValuesTest::valuesThatBeginOthers()
{
    const std::vector<std::string> values{"MARK1234", "MARK1234TAIL"};
    QCOMPARE(withoutValues("a=MARK1234TAIL&b=MARK1234", values),
             std::string("a=***removed***&b=***removed***"));
}

/// A value that a marker has in it does not spoil it.
void SecretValuesTest::markersStay()
{
    const std::vector<std::string> values{"remove", "e", "x"};
    QCOMPARE(withoutValues("***removed***x", values), std::string("***removed******removed***"));
}

/// The stack does not grow with a value, and a text of percent signs takes no time.
void SecretValuesTest::longValues()
{
    const std::vector<std::string> values{std::string(1'000'000, 'a'), std::string(40, '%')};
    QCOMPARE(withoutValues(values[0] + "b", values), std::string("***removed***b"));
    std::string escaped;
    for (int i = 0; i < 39; ++i) {
        escaped += "%25";
    }
    QCOMPARE(withoutValues(escaped, values), escaped);
    QCOMPARE(withoutValues(escaped + "%25", values), std::string("***removed***"));
}

void SecretValuesTest::parts_data()
{
    using Strings = std::vector<std::string>;
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("redacted");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<Strings>("expected");
    const auto row = [](const char* text, const char* redacted, bool fits, Strings expected) {
        QTest::addRow("%s | %s", text, redacted)
            << std::string(text) << std::string(redacted) << fits << std::move(expected);
    };
    row("/room/a b?x=c", "/room/***removed***?x=***removed***", true, {"a b", "c"});
    row("abc", "***removed***", true, {"abc"});
    row("abc", "abc", true, {});
    row("abc", "***removed***abc", true, {""});
    row("a-x-c", "***removed***-c", true, {"a-x"});
    row("abcabc", "***removed***abc", true, {"abc"});
    row("abc", "***removed***d", false, {});
    row("abc", "b***removed***", false, {});
    row("abc", "ab", false, {});
    row("ab", "ab***removed***b", false, {});
    row("a1b", "a***removed***c***removed***b", false, {});
}

void SecretValuesTest::parts()
{
    QFETCH(std::string, text);
    QFETCH(std::string, redacted);
    QFETCH(bool, fits);
    QFETCH(std::vector<std::string>, expected);
    const auto parts = removedParts(text, redacted);
    QCOMPARE(parts.has_value(), fits);
    if (fits) {
        QCOMPARE(std::vector<std::string>(parts->begin(), parts->end()), expected);
    }
}

FRAMESCOPE_TEST(SecretValuesTest)

} // namespace tst_secret_values

#include "tst_secret_values.moc"
