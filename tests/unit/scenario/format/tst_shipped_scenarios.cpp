// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/read_scenario.h"
#include "support/test_program.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace tst_shipped_scenarios {

using namespace framescope;

/// The scenarios that are installed. That they do what they say is tested against real servers by
/// cli_verify_shipped.py.
class TestShippedScenarios : public QObject
{
    Q_OBJECT

private slots:
    void areRead_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(qEnvironmentVariable("FRAMESCOPE_SOURCE_DIR") +
                          QStringLiteral("/resources/scenarios"));
        const auto names = folder.entryList({QStringLiteral("*.scenario.yaml")});
        QVERIFY(names.size() >= 25);
        for (const QString& name : names) {
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
        }
    }

    void areRead()
    {
        QFETCH(QString, path);
        const auto scenario = scenario::readScenario(path);
        QVERIFY2(scenario, scenario ? "" : scenario.error().message().c_str());
        QVERIFY(!scenario->name.empty());
        QVERIFY(!scenario->tags.empty());
        QVERIFY(scenario->wanted.empty());
        const auto url = std::ranges::find(scenario->variables, "url",
                                           &decltype(scenario->variables)::value_type::first);
        QCOMPARE(url == scenario->variables.end(), scenario->playsServer());
        if (!scenario->playsServer()) {
            QCOMPARE(url->second.text, "ws://127.0.0.1:8765");
        }

        // A comment says what it is for and what to change.
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY(text.startsWith(QStringLiteral(
            "# yaml-language-server: $schema=../framescope-scenario.schema.json\n# ")));
        QVERIFY(text.contains(QRegularExpression(QStringLiteral("\n# .*Change "))));
    }
};

FRAMESCOPE_TEST(TestShippedScenarios)

} // namespace tst_shipped_scenarios

#include "tst_shipped_scenarios.moc"
