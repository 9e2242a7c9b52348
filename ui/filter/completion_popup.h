// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"

#include <QFrame>

#include <vector>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace framescope::ui {

/// What hangs below the filter field: choices for what is being typed, and a sentence about
/// what is wrong. It lies over what is there, moves nothing, and never has the focus.
class CompletionPopup : public QFrame
{
    Q_OBJECT

public:
    explicit CompletionPopup(QWidget* parent);

    /// Either may be empty; with neither it hides. `below` is in the parent's coordinates.
    void show(const std::vector<filter::Completion>& choices, const QString& sentence,
              const QPoint& below);

    bool hasChoices() const;
    QString sentence() const;
    /// -1 where none is chosen.
    int chosen() const;
    /// Goes round, by way of none.
    void choose(int step);

signals:
    void accepted(int choice);

private:
    void place(const QPoint& below);

    QListWidget* list_;
    QWidget* footer_;
    QLabel* sentence_;
};

} // namespace framescope::ui
