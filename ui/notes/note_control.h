// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "present/rows/row_notes.h"
#include "ui/widgets/actions.h"

#include <QObject>

#include <vector>

class QMenu;

namespace framescope::present {
class TimelineModel;
}

namespace framescope::ui {

class Document;
class TimelineView;

/// Runs the actions on notes and marks, on the current row or the selected rows of a page.
class NoteControl : public QObject
{
    Q_OBJECT

public:
    /// Becomes a child of `view`.
    NoteControl(TimelineView& view, present::TimelineModel& model, Document& document);

    const present::RowNotes& notes() const { return notes_; }
    /// Runs an action on notes or marks; ignores other actions.
    void run(ActionId id);
    /// Adds entries to the menu of the current row.
    void addTo(QMenu& menu);
    /// Reads notes and marks that were added to the recording.
    void refresh() { notes_.refresh(); }

signals:
    /// A sentence to show in the status line.
    void noticed(const QString& sentence);
    /// Emits the times of the marked events since the start of the recording, ascending.
    void marksChanged(const std::vector<framescope::Duration>& times);
    /// The same for the events that have a note.
    void notesChanged(const std::vector<framescope::Duration>& times);

private:
    void tellMarks();
    void edit();
    void remove();
    void toggleMark();
    void goToMark(bool forward);

    TimelineView& view_;
    present::TimelineModel& model_;
    Document& document_;
    present::RowNotes notes_;
};

} // namespace framescope::ui
