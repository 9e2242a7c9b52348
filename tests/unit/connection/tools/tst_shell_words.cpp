// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connection/tools/shell_words.h"
#include "support/test_program.h"

namespace tst_shell_words {

using namespace framescope;
using namespace framescope::connection;

class TestShellWords : public QObject
{
    Q_OBJECT

private slots:
    void bash_data();
    void bash();
    void cmd_data();
    void cmd();
    void whichOne_data();
    void whichOne();
    void longLines();
};

/// The words with a line between them, or the error.
QString shown(const Result<ShellWords>& read)
{
    if (!read) {
        return QString::fromStdString(read.error().message());
    }
    QString text;
    for (const std::string& word : read->words) {
        text += QLatin1Char('[') +
                QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())) +
                QLatin1Char(']');
    }
    text += read->rest ? QStringLiteral(" rest %1").arg(*read->rest) : QString();
    return text + (read->hasExpansions ? QStringLiteral(" expansions") : QString());
}

void TestShellWords::bash_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* line, const char* words) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(words);
    };
    row("", "");
    row("  a  b\t c ", "[a][b][c]");
    row("a 'b c' \"d e\"", "[a][b c][d e]");
    row("a''b \"\"", "[ab][]");
    row("'a\\b' a\\ b \\'", "[a\\b][a b][']");
    row("\"a\\\"b\\\\c\\d\\$\"", "[a\"b\\c\\d$]");
    row("a \\\n  b \\\r\n c", "[a][b][c]");
    row("\"a\\\nb\"", "[ab]");
    row("'a\nb'", "[a\nb]");
    row("$'a\\'b\\n\\x41\\101\\u00e9\\U0001f600\\e\\q'", "[a'b\nAA\u00e9\U0001f600\x1b\\q]");
    row("$'\\ud83d\\ude00 \\ud83dx \\ude00'", "[\U0001f600 \ufffdx \ufffd]");
    row("$'\\u0021 50%'", "[! 50%]");
    row("$\"a b\"", "[a b]");
    row("\na b\n", "[a][b]");
    row("a b\nc", "[a][b] rest 4");
    row("a b; c", "[a][b] rest 3");
    row("a b;", "[a][b]");
    row("a b | c", "[a][b] rest 4");
    row("a b 2>/dev/null", "[a][b] rest 5");
    row("a b2>/dev/null", "[a][b2] rest 4");
    row("a ws://h/?a=1&b=2", "[a][ws://h/?a=1] rest 13");
    row("a b # c", "[a][b]");
    row("a b#c", "[a][b#c]");
    row("a $X \"${Y}\" $(cat 'f g') `z`", "[a][$X][${Y}][$(cat 'f g')][`z`] expansions");
    row("a '$X' 1$", "[a][$X][1$]");
    row("a 'b", "at character 3: the quote ' is not closed");
    row("\u00e9\U0001f600 \"b", "at character 5: the quote \" is not closed");
    row("a $'b\\'", "at character 3: the quote $' is not closed");
    row("a $(b", "at character 3: the bracket $( is not closed");
    row("a `b", "at character 3: the quote ` is not closed");
    row("a\\", "[a\\]");
}

void TestShellWords::bash()
{
    QFETCH(QString, line);
    QTEST(shown(bashWords(line.toStdString())), "words");
}

void TestShellWords::cmd_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* line, const char* words) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(words);
    };
    row("", "");
    row("a b  \"c d\"", "[a][b][c d]");
    row("a ^\"b c^\"", "[a][b c]");
    row("a ^\"b ^\\^\"c^\\^\" d^\"", "[a][b \"c\" d]");
    row("a \"b \"\"c\"\" d\"", "[a][b \"c\" d]");
    row("a \"b\"%\"c\"", "[a][b%c]");
    row("a ^\"50^%^41^\"", "[a][50%41]");
    row("a ^\n  b ^\r\n  c", "[a][b][c]");
    row("a ^\"b^\n\nc^\"", "[a][b\nc]");
    row("a ^\"b^\r\n\r\nc^\"", "[a][b\nc]");
    row("a 'b c'", "[a]['b][c']");
    row("a C:\\b\\c \"d\\\\\"", "[a][C:\\b\\c][d\\]");
    row("a ^&^| b & c", "[a][&|][b] rest 9");
    row("a \"b & c\"", "[a][b & c]");
    row("a b\nc", "[a][b] rest 4");
    row("a \"b", "at character 3: the quote \" is not closed");
    row("a ^\"b", "at character 4: the quote \" is not closed");
    row("a ^", "[a]");
}

void TestShellWords::cmd()
{
    QFETCH(QString, line);
    QTEST(shown(cmdWords(line.toStdString())), "words");
}

void TestShellWords::whichOne_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("words");
    QTest::newRow("Chrome, cmd") << QStringLiteral("curl ^\"http://h/?a=1^&b^\" ^\n  -k")
                                 << QStringLiteral("[curl][http://h/?a=1&b][-k]");
    QTest::newRow("old cmd") << QStringLiteral("curl -H \"A: \"\"b\"\"\" x")
                             << QStringLiteral("[curl][-H][A: \"b\"][x]");
    QTest::newRow("bash") << QStringLiteral("curl -d '{\"a\":\"\",\"b\":\"\"x}' x")
                          << QStringLiteral("[curl][-d][{\"a\":\"\",\"b\":\"\"x}][x]");
    QTest::newRow("an empty word")
        << QStringLiteral("curl -d \"\" \"x\"") << QStringLiteral("[curl][-d][][x]");
}

void TestShellWords::whichOne()
{
    QFETCH(QString, line);
    QTEST(shown(shellWords(line.toStdString())), "words");
}

/// Lines that would take minutes if the time grew with the square of their length.
void TestShellWords::longLines()
{
    const std::string many(1'000'000, 'a');
    std::string quotes = "a ";
    std::string carets = "a ^\"";
    std::string escapes = "a $'";
    for (int i = 0; i < 250'000; ++i) {
        quotes += "''\"\"";
        carets += "^\\^\"";
        escapes += "\\ud8";
    }
    QCOMPARE(bashWords(many).value().words, std::vector{many});
    QCOMPARE(bashWords(quotes).value().words.size(), std::size_t{2});
    QVERIFY(!cmdWords(carets));
    QVERIFY(!bashWords(escapes));
    QCOMPARE(bashWords(std::string("a\0b c", 5)).value().words.front(), std::string("a\0b", 3));
}

FRAMESCOPE_TEST(TestShellWords)

} // namespace tst_shell_words

#include "tst_shell_words.moc"
