// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/scenario.h"

#include <QDialog>
#include <QString>
#include <QStringList>

#include <map>
#include <vector>

class QLineEdit;

namespace framescope::ui {

/// Asks for values of a scenario's variables, in place of those of the file and the environment.
class ScenarioVariables : public QDialog
{
    Q_OBJECT

public:
    using Values = std::map<QString, QString>;

    /// `usual`: those of the environment. `missing`: has no value yet, and is asked for first.
    ScenarioVariables(const scenario::Scenario& scenario, const Values& usual, const Values& given,
                      const QString& missing, QWidget* parent);

    /// Those that were given.
    Values values() const;

private:
    struct Field
    {
        QString name;
        QLineEdit* edit;
    };
    std::vector<Field> fields_;
};

} // namespace framescope::ui
