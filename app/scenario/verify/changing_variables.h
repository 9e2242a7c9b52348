// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/scenario.h"

#include <QString>
#include <QStringView>

#include <map>
#include <set>

namespace framescope::scenario {

/// The variables of a scenario whose values are others in each run, such as {{uuid}}. `given`:
/// those that have a value from outside.
std::set<QString> changingVariables(const Scenario& scenario,
                                    const std::map<QString, QString>& given);

/// Whether a text with templates is another one in each run.
bool changes(QStringView text, const std::set<QString>& changing);

} // namespace framescope::scenario
