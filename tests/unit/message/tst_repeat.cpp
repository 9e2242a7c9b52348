// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/repeat/repeat_pace.h"
#include "message/repeat/row_source.h"
#include "support/test_program.h"

#include <QTest>

#include <QTemporaryDir>

namespace tst_repeat {

using namespace framescope;
using namespace framescope::message;
using namespace std::chrono_literals;

class TestRepeat : public QObject
{
    Q_OBJECT

private slots:
    void isDueInTime();
    void catchesUp();
    void endsAfterTheCount();
    void withoutAnInterval();
    void measuresDrift();
    void rows_data();
    void rows();
    void lines();
    void largeFilesInPieces();
    void filesThatCannotBeRead();
};

void TestRepeat::isDueInTime()
{
    RepeatPace pace(10ms, {});
    QCOMPARE(pace.due(0ms), 1u);
    QCOMPARE(pace.due(-1ms), 0u);
    pace.sent(0ms);
    QCOMPARE(pace.due(9ms), 0u);
    QVERIFY(pace.untilNext(9ms) == Duration(1ms));
    QCOMPARE(pace.due(10ms), 1u);
    QVERIFY(pace.untilNext(15ms) == Duration(0ms));
}

/// 1000 a second, looked at every 7 ms or so: exactly 1000 a second are sent.
void TestRepeat::catchesUp()
{
    RepeatPace pace(1ms, {});
    Duration now{};
    for (int i = 0; i < 1000; ++i) {
        for (std::uint64_t due = pace.due(now); due > 0; --due) {
            pace.sent(now);
        }
        QCOMPARE(pace.sentCount(), static_cast<std::uint64_t>(now / 1ms) + 1);
        now += i % 2 == 0 ? Duration(6'900us) : Duration(7'300us);
    }
    QVERIFY(pace.drift().largest < 8ms && pace.drift().mean < 5ms);
    QVERIFY(pace.drift().rate > 990 && pace.drift().rate < 1010);
}

void TestRepeat::endsAfterTheCount()
{
    RepeatPace pace(10ms, 3);
    QCOMPARE(pace.due(1h), 3u);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!pace.isOver());
        pace.sent(1h);
    }
    QVERIFY(pace.isOver());
    QCOMPARE(pace.due(2h), 0u);
    QVERIFY(!pace.untilNext(2h));
    QVERIFY(RepeatPace(10ms, 0).isOver());
}

void TestRepeat::withoutAnInterval()
{
    RepeatPace pace(0ms, 5);
    QCOMPARE(pace.due(0ms), 5u);
    pace.sent(3ms);
    pace.sent(4ms);
    QCOMPARE(pace.due(4ms), 3u);
    QVERIFY(pace.untilNext(4ms) == Duration(0ms));
    QVERIFY(RepeatPace(0ms, {}).due(0ms) > 1'000'000'000);
}

void TestRepeat::measuresDrift()
{
    RepeatPace pace(10ms, {});
    QCOMPARE(pace.drift().rate, 0.0);
    pace.sent(0ms);
    pace.sent(12ms);
    pace.sent(21ms);
    pace.sent(29ms); // early
    QVERIFY(pace.drift().largest == Duration(2ms));
    QVERIFY(pace.drift().mean == Duration(750us));
    QCOMPARE(qRound(pace.drift().rate * 29), 3000);
}

QString written(const QTemporaryDir& folder, const QByteArray& bytes)
{
    QFile file(folder.filePath("rows"));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write");
    }
    return file.fileName();
}

/// "a=1,b=2|a=3,b=4", or the mistake without the path.
QString told(Result<std::unique_ptr<RowSource>> source, const QString& path)
{
    QStringList rows;
    const auto mistake = [&](const Error& error) {
        return (rows + QStringList("! " + QString::fromStdString(error.message())))
            .join('|')
            .replace(path + ", ", "");
    };
    if (!source) {
        return mistake(source.error());
    }
    for (;;) {
        const auto row = (*source)->next();
        if (!row) {
            return mistake(row.error());
        }
        if (!*row) {
            return rows.join('|');
        }
        QStringList fields;
        for (const auto& [name, value] : **row) {
            fields += name + '=' + value;
        }
        rows += fields.join(',');
    }
}

void TestRepeat::rows_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QByteArray& csv, const char* expected) {
        QTest::newRow(name) << csv << QString(expected);
    };
    row("plain", "a,b\n1,2\n3,4\n", "a=1,b=2|a=3,b=4");
    row("CR LF, no end", "a,b\r\n1,2\r\n3,4", "a=1,b=2|a=3,b=4");
    row("byte order mark",
        "\xef\xbb\xbf"
        "a,b\n1,2",
        "a=1,b=2");
    row("quotes", "a,b\n\"1,\"\"x\"\"\",\"two\nlines\"\n", "a=1,\"x\",b=two\nlines");
    row("CR LF in quotes", "a\n\"x\r\ny\"\r\n", "a=x\r\ny");
    row("quoted names", "\"a b\" , c\n",
        "! line 1: text behind a field in quotes (write a quote in "
        "the field twice)");
    row("spaces in names", " a , b\n 1 ,2\n", "a= 1 ,b=2");
    row("empty fields", "a,b\n,\n\"\",x\n", "a=,b=|a=,b=x");
    row("empty lines", "a,b\n\n1,2\n\n", "a=1,b=2");
    row("empty lines of one column", "a\n\n1\n", "a=|a=1");
    row("UTF-8", "\xc3\xa4\n\xe2\x82\xac\n", "\u00e4=\u20ac");
    row("header alone", "a,b\n", "");
    row("too few", "a,b\n1,2\n3\n",
        "a=1,b=2|! line 3: has 1 field, the header has 2 (put a field "
        "with a comma in quotes)");
    row("too many", "a\n\"1\n\n\"\n2,3",
        "a=1\n\n|! line 5: has 2 fields, the header has 1 (put a "
        "field with a comma in quotes)");
    row("quote does not end", "a\n\"1\n2\n",
        "! line 2: a field in quotes does not end (put a quote "
        "behind it)");
    row("quote inside", "a\n1\"2\n",
        "! line 2: a quote in a field without quotes (put the field in "
        "quotes, and write the quote twice)");
    row("no UTF-8", "a\n\xff\n", "! line 2: is not UTF-8 (save the file as UTF-8)");
    row("no name", "a,,b\n", "! line 1: a column has no name (the first line names the variables)");
    row("a name twice", "a,b,a\n",
        "! line 1: two columns have the name \"a\" (the first line names "
        "the variables)");
}

void TestRepeat::rows()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, expected);
    const QTemporaryDir folder;
    const QString path = written(folder, csv);
    QCOMPARE(told(csvRowsOf(path.toStdString()), path), expected);
}

void TestRepeat::lines()
{
    const QTemporaryDir folder;
    const QString path = written(folder, "one\r\n{{two}}\n\nfour");
    QCOMPARE(told(linesOf(path.toStdString()), path),
             QString("line=one|line={{two}}|line=|line=four"));
    written(folder, "one\n\xff\n");
    QCOMPARE(told(linesOf(path.toStdString()), path),
             QString("line=one|! line 2: is not UTF-8 (save the file as UTF-8)"));
    written(folder, "");
    QCOMPARE(told(linesOf(path.toStdString()), path), QString());
    written(folder, "x\n" + QByteArray(17 * 1024 * 1024, 'y'));
    QCOMPARE(told(linesOf(path.toStdString()), path),
             QString("line=x|! line 2: is longer than 16 MiB"));
}

void TestRepeat::largeFilesInPieces()
{
    const QTemporaryDir folder;
    QByteArray csv = "n,text\r\n";
    for (int i = 0; i < 50'000; ++i) {
        csv += QByteArray::number(i) + ",\"some \"\"text\"\", with\r\nall\"\r\n";
    }
    const QString path = written(folder, csv);
    auto source = csvRowsOf(path.toStdString());
    for (int i = 0; i < 50'000; ++i) {
        const auto row = (*source)->next();
        QVERIFY(row && *row);
        QCOMPARE((**row).at("n"), QString::number(i));
        QCOMPARE((**row).at("text"), QString("some \"text\", with\r\nall"));
    }
    const auto end = (*source)->next();
    QVERIFY(end && !*end);
}

void TestRepeat::filesThatCannotBeRead()
{
    const QTemporaryDir folder;
    QVERIFY(!linesOf(folder.filePath("missing").toStdString()));
    QVERIFY(!csvRowsOf(folder.path().toStdString()));
    const QString path = written(folder, "");
    QCOMPARE(told(csvRowsOf(path.toStdString()), path),
             "! " + path + ": the file is empty (the first line names the variables)");
    written(folder, "line\n" + QByteArray("x\n").repeated(100'000));
    auto source = linesOf(path.toStdString());
    QVERIFY((*source)->next());
    QVERIFY(QFile::resize(path, 10));
    auto row = (*source)->next();
    while (row && *row) {
        row = (*source)->next();
    }
    QVERIFY(!row && row.error().what.find("became shorter") != std::string::npos);
}

FRAMESCOPE_TEST(TestRepeat)

} // namespace tst_repeat

#include "tst_repeat.moc"
