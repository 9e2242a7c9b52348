// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/note_watcher.h"

#include "ui/document/document.h"

#include <QTimer>

namespace framescope::ui {

namespace {

constexpr int BundleInterval = 30; // ms

filter::NoteKinds kindOf(const timeline::NoteEdit& edit)
{
    if (edit.kind == timeline::NoteEdit::Kind::Mark) {
        return {.marks = true};
    }
    return edit.isChange() ? filter::NoteKinds{.changes = true} : filter::NoteKinds{.notes = true};
}

} // namespace

NoteWatcher::NoteWatcher(Document& document, QObject* parent)
    : QObject(parent), document_(document), bundle_(new QTimer(this))
{
    bundle_->setSingleShot(true);
    bundle_->setInterval(BundleInterval);
    connect(bundle_, &QTimer::timeout, this, &NoteWatcher::filterIsStale);
    connect(&document_, &Document::timelineChanged, this, &NoteWatcher::refresh);
    connect(&document_, &Document::notesEdited, this, &NoteWatcher::refresh);
    connect(&document_, &Document::loadFinished, this, &NoteWatcher::refresh);
}

void NoteWatcher::refresh()
{
    if (timeline_ != document_.timeline()) {
        timeline_ = document_.timeline();
        seen_ = 0;
        news_ = {};
    }
    if (!timeline_ || document_.isLoading()) {
        return;
    }
    for (const std::size_t end = timeline_->noteEditCount(); seen_ < end; ++seen_) {
        news_ = news_ | kindOf(timeline_->noteEdit(seen_));
    }
    if (news_.meets(wanted_) && !bundle_->isActive()) {
        bundle_->start();
    }
    news_ = {};
}

} // namespace framescope::ui
