// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/recordings_folder.h"
#include "present/words/recording_summary.h"
#include "work/task.h"

#include <QDialog>
#include <QStringList>

#include <optional>
#include <vector>

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace framescope::ui {

/// Lists the unsaved recordings of earlier runs, with a summary of each as soon as it is read. The
/// user opens or discards some; the rest is kept and offered again the next time.
class RecoveryDialog : public QDialog
{
    Q_OBJECT

public:
    using Left = library::RecordingsFolder::Left;
    enum Column { Address, Recorded, Size, Ending, ColumnCount };

    explicit RecoveryDialog(std::vector<Left> left, QWidget* parent = nullptr);

signals:
    void openChosen(const QStringList& recordings);
    /// Emitted after the user has confirmed it.
    void discardChosen(const QStringList& recordings);

private:
    void fill();
    QTreeWidgetItem* rowOf(const QString& recording) const;
    /// Shows the summary of a recording; nullopt: it can't be read.
    void showSummary(const QString& recording,
                     const std::optional<present::RecordingSummary>& summary);
    QStringList chosen() const;
    void showChoice();
    void askToDiscard();
    void removeRows(const QStringList& recordings);

    std::vector<Left> left_;
    QTreeWidget* list_;
    QPushButton* open_;
    QPushButton* discard_;
    work::Task task_; ///< reads the summaries
};

} // namespace framescope::ui
