// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/note_control.h"

#include "present/rows/timeline_model.h"
#include "present/time/time_blocks.h"
#include "present/words/format.h"
#include "ui/document/document.h"
#include "ui/notes/note_dialog.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/timeline/table/timeline_view.h"

#include <QItemSelectionModel>
#include <QMenu>

#include <algorithm>

namespace framescope::ui {

using timeline::NoteEdit;

NoteControl::NoteControl(TimelineView& view, present::TimelineModel& model, Document& document)
    : QObject(&view), view_(view), model_(model), document_(document)
{
    model_.setNotes(&notes_);
    connect(&notes_, &present::RowNotes::changed, this, &NoteControl::tellMarks);
    connect(&document_, &Document::timelineChanged, this,
            [this] { notes_.setTimeline(document_.timeline()); });
    connect(&document_, &Document::notesEdited, this, &NoteControl::refresh);
    connect(&document_, &Document::loadFinished, this, &NoteControl::refresh);
}

void NoteControl::run(ActionId id)
{
    runAction({{ActionId::EditNote, [this] { edit(); }},
               {ActionId::RemoveNote, [this] { remove(); }},
               {ActionId::ToggleMark, [this] { toggleMark(); }},
               {ActionId::NextMark, [this] { goToMark(true); }},
               {ActionId::PreviousMark, [this] { goToMark(false); }}},
              id);
}

void NoteControl::tellMarks()
{
    const auto timesOf = [this](const std::vector<EventId>& events) {
        std::vector<Duration> times;
        for (const EventId id : events) {
            times.push_back(present::placeOf(*document_.timeline(), id));
        }
        std::ranges::sort(times);
        return times;
    };
    emit marksChanged(timesOf(notes_.marked()));
    emit notesChanged(timesOf(notes_.noted()));
}

void NoteControl::addTo(QMenu& menu)
{
    const auto current = view_.currentEvent();
    if (!current) {
        return;
    }
    const bool noted = notes_.noteOf(*current).has_value();
    const bool marked = notes_.isMarked(notes_.subjectOf(*current));
    menu.addSeparator();
    menu.addAction(style::icon(QStringLiteral("note")),
                   noted ? tr("Edit the &note…") : tr("Add a &note…"), QKeySequence(Qt::Key_F2),
                   this, &NoteControl::edit);
    if (noted) {
        menu.addAction(tr("&Remove the note"), this, &NoteControl::remove);
    }
    menu.addAction(style::icon(QStringLiteral("mark")), marked ? tr("Un&mark") : tr("&Mark"),
                   QKeySequence(Qt::CTRL | Qt::Key_M), this, &NoteControl::toggleMark);
}

void NoteControl::edit()
{
    const auto current = view_.currentEvent();
    if (!current) {
        return;
    }
    const EventId about = notes_.subjectOf(*current);
    const auto note = notes_.noteOf(*current);
    if (!note && document_.timeline()->entry(about).type == timeline::Type::Note) {
        return; // a note of the program, or a removed note
    }
    const QString text = notes_.textOn(*current);
    auto* dialog = new NoteDialog(
        tr("row %1").arg(present::formatCount(std::uint64_t{about.value} + 1)), text, &view_);
    connect(dialog, &QDialog::accepted, this, [this, dialog, about, note, text] {
        const QString wanted = dialog->text();
        if (wanted == text) {
            return;
        }
        document_.editNotes(note ? NoteEdit::change(*note, wanted.toStdString())
                                 : NoteEdit::noteOn(about, wanted.toStdString()));
    });
    style::openOnce(dialog);
}

void NoteControl::remove()
{
    const auto current = view_.currentEvent();
    const auto note = current ? notes_.noteOf(*current) : std::nullopt;
    if (note) {
        document_.editNotes(NoteEdit::change(*note, {}));
    }
}

/// Marks all selected rows, or unmarks them if all are marked.
void NoteControl::toggleMark()
{
    constexpr int MostRows = 10'000; // each mark is written into the recording
    const QItemSelection selection = view_.selectionModel()->selection();
    qint64 rows = 0;
    for (const QItemSelectionRange& range : selection) {
        rows += range.height();
    }
    if (rows > MostRows) {
        emit noticed(
            tr("At most %1 rows can be marked at once.").arg(present::formatCount(MostRows)));
        return;
    }
    std::vector<EventId> events;
    for (const QModelIndex& row : view_.selectionModel()->selectedRows()) {
        const EventId id = notes_.subjectOf(model_.eventAt(row.row()));
        if (document_.timeline()->entry(id).type != timeline::Type::Note) {
            events.push_back(id);
        }
    }
    const bool all =
        std::ranges::all_of(events, [this](EventId id) { return notes_.isMarked(id); });
    std::vector<NoteEdit> marks;
    for (const EventId id : events) {
        if (all || !notes_.isMarked(id)) {
            marks.push_back(NoteEdit::mark(id, !all));
        }
    }
    document_.editNotes(marks);
}

/// Goes to the next or previous marked row of those shown, wrapping around at the end.
void NoteControl::goToMark(bool forward)
{
    std::vector<EventId> shown;
    std::ranges::copy_if(notes_.marked(), std::back_inserter(shown),
                         [this](EventId id) { return model_.rowOf(id).has_value(); });
    if (shown.empty()) {
        return;
    }
    const auto current = view_.currentEvent();
    if (forward) {
        const auto next = current ? std::ranges::upper_bound(shown, *current) : shown.begin();
        view_.showEvent(next == shown.end() ? shown.front() : *next);
    } else {
        const auto next = current ? std::ranges::lower_bound(shown, *current) : shown.begin();
        view_.showEvent(next == shown.begin() ? shown.back() : *(next - 1));
    }
}

} // namespace framescope::ui
