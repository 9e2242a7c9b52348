// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/scenario_files.h"

#include "base/text/qt_string.h"
#include "collection/yaml/yaml_value.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace framescope::scenario {

namespace {

bool hasSteps(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return true; // reading it will say why
    }
    const QByteArray text = file.read(static_cast<qint64>(collection::MostYamlBytes));
    return text.startsWith("steps:") || text.contains("\nsteps:");
}

bool isScenario(const QString& path)
{
    return path.endsWith(QStringLiteral(".scenario.yaml")) ||
           path.endsWith(QStringLiteral(".scenario.yml")) || hasSteps(path);
}

Result<std::vector<ScenarioFile>> filesOf(const QString& folder)
{
    if (!QFileInfo(folder).isReadable()) {
        return failure("the folder can't be read", folder.toStdString(), "check its permissions");
    }
    std::vector<ScenarioFile> files;
    QDirIterator each(folder, {QStringLiteral("*.yaml"), QStringLiteral("*.yml")}, QDir::Files,
                      QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString path = each.next();
        if (isScenario(path)) {
            files.push_back({QDir::cleanPath(path), false});
        }
    }
    if (files.empty()) {
        return failure("there is no scenario in the folder", folder.toStdString(),
                       "the name of a scenario ends in .scenario.yaml");
    }
    std::ranges::sort(files, {}, &ScenarioFile::path);
    return files;
}

} // namespace

Result<std::vector<ScenarioFile>> scenarioFiles(const std::vector<std::string>& names)
{
    std::vector<ScenarioFile> files;
    QSet<QString> known;
    for (const std::string& name : names) {
        const QString path = toQString(name);
        const QFileInfo info(path);
        if (!info.exists()) {
            return failure("there is no such file or folder", name);
        }
        auto some =
            info.isDir() ? filesOf(path) : Result<std::vector<ScenarioFile>>({{path, true}});
        if (!some) {
            return some;
        }
        for (ScenarioFile& file : *some) {
            const QString whole = QFileInfo(file.path).canonicalFilePath();
            if (!known.contains(whole)) {
                known.insert(whole);
                files.push_back(std::move(file));
            }
        }
    }
    return files;
}

} // namespace framescope::scenario
