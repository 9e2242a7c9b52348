// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/unsaved_notes.h"

#include "present/words/format.h"
#include "ui/document/document.h"

#include <algorithm>

namespace framescope::ui {

using timeline::NoteEdit;

UnsavedNotes::UnsavedNotes(Document& document, const QString& folder, QObject* parent)
    : QObject(parent), document_(document), journal_(folder),
      box_(std::make_shared<work::Postbox>(this))
{
    connect(&document_, &Document::loadFinished, this, &UnsavedNotes::start);
    connect(&document_, &Document::notesEdited, this, &UnsavedNotes::keep);
    connect(&document_, &Document::discarded, this, [this] {
        if (timeline_) {
            journal_.keep(timeline_, {});
        }
        if (document_.isOurs()) {
            journal_.forgetLeft(true);
        }
    });
    connect(&document_, &Document::saved, this, [this](const QString& path) {
        if (timeline_) {
            journal_.saved(path, timeline_, unsaved());
        }
    });
}

UnsavedNotes::~UnsavedNotes()
{
    box_->close();
}

void UnsavedNotes::start()
{
    timeline_ = document_.origin() == Document::Origin::File ? document_.timeline() : nullptr;
    if (!timeline_) {
        return;
    }
    notes_.emplace(timeline_);
    journal_.open(document_.file(), timeline_, [this, box = box_](const library::LeftNotes& left) {
        if (!left.empty()) {
            box->post([this, left] { offer(left); });
        }
    });
}

library::NoteJournal::Unsaved UnsavedNotes::unsaved()
{
    library::NoteJournal::Unsaved unsaved;
    notes_->update();
    for (std::size_t i = document_.savedNoteEdits(); i < notes_->seen(); ++i) {
        const NoteEdit& edit = timeline_->noteEdit(i);
        const auto* changed = edit.isChange() ? notes_->note(*edit.replaces) : nullptr;
        const auto about = changed ? changed->about : edit.about;
        if (about && edit.kind == NoteEdit::Kind::Mark) {
            unsaved[*about].marked = edit.on;
        } else if (about) {
            unsaved[*about].note = edit.text;
        }
    }
    return unsaved;
}

void UnsavedNotes::keep()
{
    if (timeline_) {
        journal_.keep(timeline_, unsaved());
    }
}

void UnsavedNotes::offer(const library::LeftNotes& left)
{
    const std::size_t count = left.notes.size() + left.withoutRow;
    Notification notification;
    notification.kind = left.fileChanged ? Notification::Kind::Warning : Notification::Kind::Info;
    notification.title = count == 1 ? tr("A note or mark on this file was never saved")
                                    : tr("Notes and marks on %1 rows of this file were never saved")
                                          .arg(present::formatCount(count));
    notification.details = {left.fileChanged
                                ? tr("The file has changed since: they may be on other rows now.")
                                : tr("Framescope ended before they were saved, and kept "
                                     "them in a separate file.")};
    if (left.withoutRow > 0) {
        notification.details += tr("%1 of them are on rows that the file does not have.")
                                    .arg(present::formatCount(left.withoutRow));
    }
    if (const auto& report = document_.loadReport()) { // this notification replaces the report
        notification.kind = std::max(notification.kind, report->kind);
        notification.details += report->title;
        notification.details += report->details;
    }
    if (!left.notes.empty()) {
        notification.actions.push_back({tr("Add them again"), [this, left] { takeBack(left); }});
    }
    notification.actions.push_back({tr("Discard them"), [this] { journal_.forgetLeft(true); }});
    emit notified(notification);
}

void UnsavedNotes::takeBack(const library::LeftNotes& left)
{
    notes_->update();
    std::vector<NoteEdit> edits;
    for (const auto& [about, kept] : left.notes) {
        const auto* note = notes_->on(about);
        if (kept.note && note) {
            edits.push_back(NoteEdit::change(note->event, *kept.note));
        } else if (kept.note && !kept.note->empty()) {
            edits.push_back(NoteEdit::noteOn(about, *kept.note));
        }
        if (kept.marked && *kept.marked != notes_->isMarked(about)) {
            edits.push_back(NoteEdit::mark(about, *kept.marked));
        }
    }
    document_.editNotes(edits);
    journal_.forgetLeft(false);
}

} // namespace framescope::ui
