// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/report/html_report.h"
#include "scenario/report/junit_report.h"
#include "scenario/report/markup.h"
#include "support/test_program.h"

#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

namespace tst_reports {

using namespace framescope;
using framescope::scenario::Outcome;
using namespace framescope::scenario::report;

class ReportsTest : public QObject
{
    Q_OBJECT

private slots:
    void junitHasEveryCase();
    void nothingFromOutsideIsMarkup();
    void linksAreFiles_data();
    void linksAreFiles();
};

const std::string Hostile =
    "</td><script>alert(\"1\")</script>&amp;'\x01\xff]]>\x1b[31m\xe2\x80\xae";

Report sample(const std::string& said)
{
    using namespace std::chrono_literals;
    Report report{.title = "Title " + said};
    report.facts = {{"URL", said}};
    report.groups = {
        {"first",
         said,
         {{.name = "passes " + said, .took = 1500ms},
          {.name = "is remarkable", .label = "non-strict", .message = said, .remarkable = true},
          {.name = "fails",
           .outcome = Outcome::Failed,
           .message = said,
           .details = {{"expected", said}, {"came", said}},
           .link = "recordings/a b#c.pcapng"}}},
        {"second",
         {},
         {{.name = "is skipped", .outcome = Outcome::Skipped, .message = said},
          {.name = "is an error", .outcome = Outcome::Error, .message = said}}}};
    return report;
}

void ReportsTest::junitHasEveryCase()
{
    const std::string text = junitText(sample("plain"));
    QXmlStreamReader xml(QByteArray::fromStdString(text));
    QStringList seen;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement) {
            const auto attributes = xml.attributes();
            const QString name = xml.name().toString();
            if (name == QLatin1String("testsuites") || name == QLatin1String("testsuite")) {
                seen << name + QLatin1Char(' ') +
                            attributes.value(QLatin1String("tests")).toString() + QLatin1Char('/') +
                            attributes.value(QLatin1String("failures")).toString() +
                            QLatin1Char('/') +
                            attributes.value(QLatin1String("errors")).toString() +
                            QLatin1Char('/') +
                            attributes.value(QLatin1String("skipped")).toString() +
                            QLatin1Char(' ') + attributes.value(QLatin1String("time")).toString();
            } else if (name != QLatin1String("properties") && name != QLatin1String("property")) {
                seen << name;
            }
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    const QString all = QStringLiteral(
        "testsuites 5/1/1/1 1.500|testsuite 3/1/0/0 1.500|testcase|testcase|system-out|testcase|"
        "failure|testsuite 2/0/1/1 0.000|testcase|skipped|testcase|error");
    QCOMPARE(seen.join(QLatin1Char('|')), all);
}

/// The same elements as of a report that says nothing bad; the texts are kept as escapes.
void ReportsTest::nothingFromOutsideIsMarkup()
{
    for (const auto& write : {junitText, htmlText}) {
        const std::string hostile = write(sample(Hostile));
        const std::string plain = write(sample("plain"));
        QCOMPARE(std::ranges::count(hostile, '<'), std::ranges::count(plain, '<'));
        QCOMPARE(std::ranges::count(hostile, '>'), std::ranges::count(plain, '>'));
        QVERIFY(hostile.find("&lt;script&gt;") != std::string::npos);
        QVERIFY(hostile.find("\\x01\\xff") != std::string::npos);
        QVERIFY(hostile.find('\x1b') == std::string::npos);
    }
    QXmlStreamReader xml(QByteArray::fromStdString(junitText(sample(Hostile))));
    while (!xml.atEnd()) {
        xml.readNext();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void ReportsTest::linksAreFiles_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("href");

    QTest::newRow("relative") << QStringLiteral("a/b.pcapng") << QStringLiteral("./a/b.pcapng");
    QTest::newRow("above") << QStringLiteral("../b") << QStringLiteral("./../b");
    QTest::newRow("absolute") << QStringLiteral("/tmp/b") << QStringLiteral("/tmp/b");
    QTest::newRow("no scheme") << QStringLiteral("javascript:alert(1)")
                               << QStringLiteral("./javascript%3aalert%281%29");
    QTest::newRow("no query") << QStringLiteral("a?b#c\"<") << QStringLiteral("./a%3fb%23c%22%3c");
    QTest::newRow("not ASCII") << QStringLiteral("\u00e4") << QStringLiteral("./%c3%a4");
}

void ReportsTest::linksAreFiles()
{
    QFETCH(QString, path);
    QFETCH(QString, href);
    QCOMPARE(QString::fromStdString(hrefOf(path.toStdString())), href);
}

FRAMESCOPE_TEST(ReportsTest)

} // namespace tst_reports

#include "tst_reports.moc"
