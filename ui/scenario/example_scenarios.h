// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace framescope::ui {

/// A scenario that comes with the program.
struct ExampleScenario
{
    QString name;  ///< as it says itself
    QString group; ///< its first tag; may be empty
    QString resource;
};

/// Those to start from, sorted by group and name.
std::vector<ExampleScenario> exampleScenarios();
QString exampleText(const QString& resource);
/// Writes them, and what they include, into a folder.
void unpackExamples(const QString& folder);
/// The text of a new scenario.
QString scenarioTemplate();

} // namespace framescope::ui
