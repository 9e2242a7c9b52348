// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/format/read_scenario.h"
#include "work/task.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

namespace framescope::ui {

/// Reads the text of a scenario in the background, as it is typed.
class ScenarioCheck : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioCheck(QObject* parent);

    /// Reads the text after a pause. `path`: of the file, for what it includes; need not exist.
    void look(const QString& text, const QString& path);
    /// The same at once; `then` is called behind `looked`.
    void lookNow(std::function<void()> then);
    /// What was read last; null if the text has a mistake, or nothing was read yet.
    const std::shared_ptr<const scenario::Scenario>& scenario() const { return scenario_; }
    /// The mistakes in the text, in the order of their lines; that of an included file is at the
    /// place of its name.
    const std::vector<collection::YamlMistake>& mistakes() const { return mistakes_; }

signals:
    void looked();

private:
    void run();
    void take(const scenario::ScenarioResult<scenario::Scenario>& read);

    QString text_;
    QString path_;
    QTimer pause_;
    work::Task task_;
    std::function<void()> then_;
    std::shared_ptr<const scenario::Scenario> scenario_;
    std::vector<collection::YamlMistake> mistakes_;
};

} // namespace framescope::ui
