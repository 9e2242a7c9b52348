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

/// Notes and marks of a page: what the actions do with the row that is current.
class NoteControl : public QObject
{
    Q_OBJECT

public:
    /// Belongs to the view.
    NoteControl(TimelineView& view, present::TimelineModel& model, Document& document);

    const present::RowNotes& notes() const { return notes_; }
    /// Does what one of its own actions says; passes over others.
    void run(ActionId id);
    /// The entries of a row's menu.
    void addTo(QMenu& menu);
    /// Looks for notes that the recording got in the meantime.
    void refresh() { notes_.refresh(); }

signals:
    /// A sentence that matters for a moment.
    void noticed(const QString& sentence);
    /// When the marked events were, since the start, ascending.
    void marksChanged(const std::vector<framescope::Duration>& times);
    /// Likewise of the events that have a note.
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
