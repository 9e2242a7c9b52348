// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"

#include <QFrame>

#include <vector>

class QLabel;
class QListWidget;

namespace framescope::ui {

/// Popup below an editor with completions and a sentence about a mistake. It covers other
/// widgets without moving them, and never has the focus.
class CompletionPopup : public QFrame
{
    Q_OBJECT

public:
    explicit CompletionPopup(QWidget* parent);

    /// Choices or sentence may be empty; if both are, it hides. `below` is in the parent's
    /// coordinates.
    void show(const std::vector<filter::Completion>& choices, const QString& sentence,
              const QPoint& below);

    bool hasChoices() const;
    QString sentence() const;
    /// Index of the chosen completion; -1 is none.
    int chosen() const;
    /// Moves the choice, wrapping around through "none".
    void choose(int step);

signals:
    void accepted(int choice);

private:
    QListWidget* list_;
    QWidget* footer_;
    QLabel* sentence_;
};

} // namespace framescope::ui
