// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"

#include <QObject>
#include <QStringList>

class QKeyEvent;

namespace framescope::ui {

class CompletionPopup;
class ScenarioEdit;

/// Offers keys, values, variables and filters at the cursor of a scenario. Down and Up choose, Tab
/// takes the chosen or the first one, Enter the chosen one, Escape closes; Ctrl+Space shows all.
class ScenarioCompleter : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioCompleter(ScenarioEdit& edit);

    /// Names of variables from outside the file.
    void setVariables(const QStringList& names) { variables_ = names; }
    /// Shows what is possible at the cursor.
    void offer();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void offerWhileTyping();
    void takeKey(QKeyEvent* event, bool* taken);
    bool pressed(int key);
    void accept(int choice);
    void hide();
    CompletionPopup& popup();

    ScenarioEdit& edit_;
    QStringList variables_;
    filter::Completions completions_;
    CompletionPopup* popup_ = nullptr; ///< a child of the window
};

} // namespace framescope::ui
