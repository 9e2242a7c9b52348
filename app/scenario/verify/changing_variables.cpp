// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/changing_variables.h"

#include "base/text/qt_string.h"
#include "message/templates.h"

#include <algorithm>
#include <variant>

namespace framescope::scenario {

namespace {

void addFrom(const std::vector<Step>& steps, std::set<QString>& changing)
{
    for (const Step& step : steps) {
        if (const auto* set = std::get_if<Set>(&step.what)) {
            for (const SetVariable& variable : set->variables) {
                if (variable.from == SetVariable::From::Value &&
                    changes(toQString(variable.source.text), changing)) {
                    changing.insert(toQString(variable.name));
                }
            }
        } else if (const auto* repeat = std::get_if<Repeat>(&step.what)) {
            addFrom(repeat->steps, changing);
        } else if (const auto* expectation = std::get_if<Expectation>(&step.what)) {
            for (const Alternative& alternative : expectation->alternatives) {
                addFrom(alternative.then, changing);
            }
        }
    }
}

} // namespace

std::set<QString> changingVariables(const Scenario& scenario,
                                    const std::map<QString, QString>& given)
{
    std::set<QString> changing;
    for (const auto& [name, text] : scenario.variables) {
        if (!given.contains(toQString(name)) && changes(toQString(text.text), changing)) {
            changing.insert(toQString(name));
        }
    }
    addFrom(scenario.steps, changing);
    return changing;
}

bool changes(QStringView text, const std::set<QString>& changing)
{
    return !message::isRepeatable(text) ||
           std::ranges::any_of(message::variablesIn(text),
                               [&](const QString& name) { return changing.contains(name); });
}

} // namespace framescope::scenario
