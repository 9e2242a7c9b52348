// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/example_scenarios.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

/// Outside of all namespaces, as Q_INIT_RESOURCE requires.
static void initScenarios()
{
    Q_INIT_RESOURCE(scenarios);
}

namespace framescope::ui {

namespace {

const QString ScenarioFolder = QStringLiteral(":/scenarios/");

/// What stands behind a key of the top level, in its line.
QString valueIn(const QString& text, const QString& key)
{
    const QString begin = key + QLatin1Char(':');
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(begin)) {
            return line.mid(begin.size()).trimmed().remove(QLatin1Char('"'));
        }
    }
    return {};
}

/// Of "[close, smoke]", the first.
QString firstOf(QString list)
{
    return list.remove(QLatin1Char('[')).remove(QLatin1Char(']')).section(QLatin1Char(','), 0, 0);
}

} // namespace

QString exampleText(const QString& resource)
{
    initScenarios();
    QFile file(resource);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

std::vector<ExampleScenario> exampleScenarios()
{
    initScenarios();
    std::vector<ExampleScenario> all;
    const QFileInfoList files =
        QDir(ScenarioFolder).entryInfoList({QStringLiteral("*.scenario.yaml")}, QDir::Files);
    for (const QFileInfo& file : files) {
        const QString text = exampleText(file.filePath());
        const QString name = valueIn(text, QStringLiteral("name"));
        all.push_back({name.isEmpty() ? file.completeBaseName() : name,
                       firstOf(valueIn(text, QStringLiteral("tags"))), file.filePath()});
    }
    std::ranges::sort(all, {}, [](const ExampleScenario& example) {
        return std::pair(example.group, example.name);
    });
    return all;
}

void unpackExamples(const QString& folder)
{
    initScenarios();
    for (const QFileInfo& file : QDir(ScenarioFolder).entryInfoList(QDir::Files)) {
        QFile::copy(file.filePath(), QDir(folder).filePath(file.fileName()));
    }
}

QString scenarioTemplate()
{
    return exampleText(ScenarioFolder + QStringLiteral("template.yaml"));
}

} // namespace framescope::ui
