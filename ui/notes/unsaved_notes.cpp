// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/unsaved_notes.h"

#include "present/words/format.h"
#include "ui/document/document.h"
#include "work/postbox.h"

#include <algorithm>
#include <utility>

namespace framescope::ui {

using timeline::Annotation;

UnsavedNotes::UnsavedNotes(Document& document, const QString& folder, QObject* parent)
    : QObject(parent), document_(document),
      journal_(std::make_unique<session::RemarkJournal>(folder))
{
    connect(&document_, &Document::loadFinished, this, &UnsavedNotes::start);
    connect(&document_, &Document::annotated, this, &UnsavedNotes::keepNewest);
    connect(&document_, &Document::discarded, this,
            [this] { document_.isOurs() ? journal_->forgetAll() : journal_->forget(); });
    connect(&document_, &Document::saved, this, [this](const QString& path) {
        if (timeline_) {
            journal_->saved(path);
            keepUnsaved();
        }
    });
}

UnsavedNotes::~UnsavedNotes()
{
    session::RemarkJournal::retire(std::move(journal_));
}

void UnsavedNotes::start()
{
    timeline_ = document_.origin() == Document::Origin::File ? document_.timeline() : nullptr;
    if (!timeline_) {
        return;
    }
    annotations_.emplace(timeline_);
    kept_ = annotations_->seen();
    journal_->open(document_.file(), timeline_,
                   [this, box = present::postboxOf(this)](const session::KeptRemarks& kept) {
                       box->post([this, kept] { offer(kept); });
                   });
}

void UnsavedNotes::keepNewest()
{
    if (!timeline_) {
        return;
    }
    annotations_->update();
    for (; kept_ < annotations_->seen(); ++kept_) {
        const Annotation& annotation = timeline_->annotation(kept_);
        if (annotation.kind == Annotation::Kind::Mark) {
            journal_->keepMark(timeline_, *annotation.about, annotation.on);
            continue;
        }
        const auto* changed =
            annotation.isChange() ? annotations_->note(*annotation.replaces) : nullptr;
        if (const auto about = changed ? changed->about : annotation.about) {
            journal_->keepNote(timeline_, *about, annotation.text);
        }
    }
}

void UnsavedNotes::keepUnsaved()
{
    kept_ = document_.savedAnnotations();
    keepNewest();
}

void UnsavedNotes::offer(const session::KeptRemarks& kept)
{
    const std::size_t count = kept.remarks.size() + kept.withoutRow;
    Notification notification;
    notification.kind = kept.fileChanged ? Notification::Kind::Warning : Notification::Kind::Info;
    notification.title = count == 1 ? tr("A note or mark on this file was never saved")
                                    : tr("Notes and marks on %1 rows of this file were never saved")
                                          .arg(present::formatCount(count));
    notification.details = {
        kept.fileChanged
            ? tr("The file has changed since: they may be on other rows now.")
            : tr("Framescope ended before they were saved, and kept them in a separate file.")};
    if (kept.withoutRow > 0) {
        notification.details += tr("%1 of them are on rows that the file does not have.")
                                    .arg(present::formatCount(kept.withoutRow));
    }
    if (const auto& report = document_.loadReport()) { // which this takes the place of
        notification.kind = std::max(notification.kind, report->kind);
        notification.details += report->title;
        notification.details += report->details;
    }
    if (!kept.remarks.empty()) {
        notification.actions.push_back({tr("Add them again"), [this, kept] { takeBack(kept); }});
    }
    notification.actions.push_back({tr("Discard them"), [this] {
                                        journal_->forgetAll();
                                        keepUnsaved();
                                    }});
    emit notified(notification);
}

void UnsavedNotes::takeBack(const session::KeptRemarks& kept)
{
    journal_->takeOver(timeline_);
    annotations_->update();
    std::vector<Annotation> all;
    for (const session::KeptRemark& remark : kept.remarks) {
        const auto* note = annotations_->on(remark.about);
        if (remark.note && note) {
            all.push_back(Annotation::change(note->event, *remark.note));
        } else if (remark.note && !remark.note->empty()) {
            all.push_back(Annotation::noteOn(remark.about, *remark.note));
        }
        if (remark.marked && *remark.marked != annotations_->isMarked(remark.about)) {
            all.push_back(Annotation::mark(remark.about, *remark.marked));
        }
    }
    document_.annotate(all);
}

} // namespace framescope::ui
