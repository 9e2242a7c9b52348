// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/example_scenarios.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

/// Outside of all namespaces, as Q_INIT_RESOURCE requires.
static void initScenarios()
{
    Q_INIT_RESOURCE(scenarios);
}

namespace framescope::ui {

namespace {

const QString ScenarioFolder = QStringLiteral(":/scenarios/");

/// What stands behind "name:" in a text.
QString nameIn(const QString& text)
{
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("name:"))) {
            return line.mid(5).trimmed().remove(QLatin1Char('"'));
        }
    }
    return {};
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
        const QString name = nameIn(exampleText(file.filePath()));
        all.push_back({name.isEmpty() ? file.completeBaseName() : name, file.filePath()});
    }
    std::ranges::sort(all, {}, &ExampleScenario::name);
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
