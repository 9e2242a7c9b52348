// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "wire/rules.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>

#include <algorithm>

namespace tst_rules {

using namespace framescope::wire;

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void tableFollowsTheEnumeration();
    void rowsAreComplete();
    void idsAreUnique();
    void row_data();
    void row();
    void severityNames();
    void textWithDetail();
};

void TestRules::tableFollowsTheEnumeration()
{
    QCOMPARE(rules().size(), std::size_t(Rule::DeflateParameter) + 1);
    for (std::size_t i = 0; i < rules().size(); ++i) {
        QCOMPARE(std::size_t(rules()[i].rule), i);
        QCOMPARE(&info(rules()[i].rule), &rules()[i]);
    }
}

void TestRules::rowsAreComplete()
{
    const QRegularExpression id("^[a-z0-9]+(-[a-z0-9]+)+$");
    const QRegularExpression section("^RFC (6455|7692|9110|9112) \\d+(\\.\\d+)*$");
    for (const RuleInfo& row : rules()) {
        QVERIFY2(id.match(toQString(row.id)).hasMatch(), row.id.data());
        QVERIFY2(section.match(toQString(row.section)).hasMatch(), row.id.data());
        QVERIFY2(row.text.size() > 20 && row.text.back() != '.', row.id.data());
    }
}

void TestRules::idsAreUnique()
{
    QSet<QString> ids;
    for (const RuleInfo& row : rules()) {
        QVERIFY2(!ids.contains(toQString(row.id)), row.id.data());
        ids.insert(toQString(row.id));
    }
}

void TestRules::row_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("severity");

    const auto row = [](const char* id, const char* section, const char* severity = "error") {
        QTest::newRow(id) << QString(section) << QString(severity);
    };
    row("mask-missing", "RFC 6455 5.1");
    row("mask-unexpected", "RFC 6455 5.1");
    row("rsv-set", "RFC 6455 5.2");
    row("opcode-reserved", "RFC 6455 5.2");
    row("length-not-minimal", "RFC 6455 5.2");
    row("length-msb", "RFC 6455 5.2");
    row("control-fragmented", "RFC 6455 5.5");
    row("control-too-long", "RFC 6455 5.5");
    row("continuation-unexpected", "RFC 6455 5.4");
    row("message-interleaved", "RFC 6455 5.4");
    row("utf8-invalid", "RFC 6455 8.1");
    row("close-payload-short", "RFC 6455 5.5.1");
    row("close-code-invalid", "RFC 6455 7.4");
    row("close-reason-utf8", "RFC 6455 5.5.1");
    row("data-after-close", "RFC 6455 5.5.1");
    row("close-unanswered", "RFC 6455 5.5.1");
    row("close-code-differs", "RFC 6455 5.5.1", "info");
    row("ping-unanswered", "RFC 6455 5.5.2", "warning");
    row("pong-unsolicited", "RFC 6455 5.5.3", "info");
    row("pong-payload-differs", "RFC 6455 5.5.3", "info");
    row("accept-mismatch", "RFC 6455 4.1");
    row("upgrade-missing", "RFC 6455 4.1");
    row("connection-missing", "RFC 6455 4.1");
    row("subprotocol-not-offered", "RFC 6455 4.1");
    row("extension-not-offered", "RFC 6455 9.1");
    row("deflate-invalid", "RFC 7692 7.2.2");
    row("inflate-limit", "RFC 6455 10.4", "warning");
    row("deflate-control", "RFC 7692 6.1");
    row("deflate-continuation", "RFC 7692 6.1");
    row("frame-truncated", "RFC 6455 5.2");
    row("head-bare-lf", "RFC 9112 2.2", "warning");
    row("head-bare-cr", "RFC 9112 2.2", "warning");
    row("head-empty-line", "RFC 9112 2.2", "warning");
    row("request-line-space", "RFC 9112 3", "warning");
    row("status-line-space", "RFC 9112 4", "warning");
    row("reason-missing", "RFC 9112 4", "warning");
    row("header-name-space", "RFC 9112 5.1", "warning");
    row("header-folded", "RFC 9112 5.2", "warning");
    row("header-trailing-space", "RFC 9112 5", "info");
    row("header-malformed", "RFC 9112 5", "warning");
    row("header-control", "RFC 9110 5.5", "warning");
    row("header-not-ascii", "RFC 9110 5.5", "warning");
    row("http-version", "RFC 6455 4.1", "warning");
    row("header-repeated", "RFC 6455 11.3");
    row("extension-malformed", "RFC 6455 9.1");
    row("deflate-parameter", "RFC 7692 7.1");
}

void TestRules::row()
{
    const auto row =
        std::ranges::find(rules(), std::string_view(QTest::currentDataTag()), &RuleInfo::id);
    QVERIFY(row != rules().end());
    QTEST(toQString(row->section), "section");
    QTEST(toQString(severityName(row->severity)), "severity");
}

void TestRules::severityNames()
{
    QCOMPARE(severityName(Severity::Info), std::string_view("info"));
    QCOMPARE(severityName(Severity::Warning), std::string_view("warning"));
    QCOMPARE(severityName(Severity::Error), std::string_view("error"));
}

void TestRules::textWithDetail()
{
    const std::string sentence(info(Rule::RsvSet).text);
    QCOMPARE(violationText({Rule::RsvSet, {}}), sentence);
    QCOMPARE(violationText({Rule::RsvSet, "RSV2"}), sentence + ": RSV2");
}

FRAMESCOPE_TEST(TestRules)

} // namespace tst_rules

#include "tst_rules.moc"
