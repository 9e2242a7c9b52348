// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/completer.h"

#include <QStringList>

namespace framescope::ui {

class ScenarioEdit;

/// Offers keys, values, variables and filters at the cursor of a scenario.
class ScenarioCompleter : public Completer
{
    Q_OBJECT

public:
    explicit ScenarioCompleter(ScenarioEdit& edit);

    /// Names of variables from outside the file.
    void setVariables(const QStringList& names) { variables_ = names; }

protected:
    void offer(bool whileTyping) override;
    void insert(const filter::Completions& completions, const QString& text) override;
    void follow() override;

private:
    ScenarioEdit& edit_;
    QStringList variables_;
};

} // namespace framescope::ui
